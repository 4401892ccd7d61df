import { anomalies } from './anomalies.ts'
import type { AnyAnswer } from './answer.ts'
import { callList } from './call-list.ts'
import { churnAtRisk } from './churn-at-risk.ts'
import { cohorts } from './cohorts.ts'
import { customerOutlook } from './customer-outlook.ts'
import { customerSegments } from './customer-segments.ts'
import { customerValue } from './customer-value.ts'
import { repeatPurchases } from './repeat-purchases.ts'
import { segmentMigration } from './segment-migration.ts'
import { clusterResults } from './cluster-results.ts'
import { clusterSummary } from './cluster-summary.ts'
import { categories } from './categories.ts'
import { changes } from './changes.ts'
import { channels } from './channels.ts'
import { cities } from './cities.ts'
import { concentration } from './concentration.ts'
import { countries } from './countries.ts'
import { customer } from './customer.ts'
import { customers } from './customers.ts'
import { customerClusters } from './customer-clusters.ts'
import { customerSegment } from './customer-segment.ts'
import { dashboardMetrics } from './dashboard-metrics.ts'
import { dashboardSummary } from './dashboard-summary.ts'
import { dataQuality } from './data-quality.ts'
import { demandForecast } from './demand-forecast.ts'
import { distribution } from './distribution.ts'
import { exchangeRates } from './exchange-rates.ts'
import { facets } from './facets.ts'
import { forecastRecord } from './forecast-record.ts'
import { forecastScenario } from './forecast-scenario.ts'
import { geoTree } from './geo-tree.ts'
import { imports } from './imports.ts'
import { kpis } from './kpis.ts'
import { mlDashboardSummary } from './ml-dashboard-summary.ts'
import { model } from './model.ts'
import { models } from './models.ts'
import { orders } from './orders.ts'
import { product } from './product.ts'
import { products } from './products.ts'
import { salesDecomposition } from './sales-decomposition.ts'
import { salesForecast } from './sales-forecast.ts'
import { segmentPredict } from './segment-predict.ts'
import { timeSeries } from './time-series.ts'
import { topProducts } from './top-products.ts'
import { transactions } from './transactions.ts'
import { why } from './why.ts'

/** Every question that can be asked, in the order they are listed to people. */
export const answers: readonly AnyAnswer[] = [
  kpis,
  dashboardSummary,
  dashboardMetrics,
  timeSeries,
  countries,
  cities,
  geoTree,
  categories,
  channels,
  topProducts,
  distribution,
  changes,
  why,
  concentration,
  transactions,
  orders,
  customers,
  customer,
  products,
  product,
  exchangeRates,
  facets,
  customerSegments,
  segmentMigration,
  cohorts,
  repeatPurchases,
  customerValue,
  churnAtRisk,
  callList,
  customerOutlook,
  clusterSummary,
  customerClusters,
  clusterResults,
  customerSegment,
  segmentPredict,
  demandForecast,
  anomalies,
  salesForecast,
  salesDecomposition,
  forecastRecord,
  forecastScenario,
  models,
  model,
  mlDashboardSummary,
  dataQuality,
  imports,
]
