import { anomalies } from './forecasts/anomalies.ts'
import type { AnyAnswer } from './answer.ts'
import { callList } from './customers/call-list.ts'
import { churnAtRisk } from './customers/churn-at-risk.ts'
import { cohorts } from './customers/cohorts.ts'
import { customerOutlook } from './customers/customer-outlook.ts'
import { customerSegments } from './customers/customer-segments.ts'
import { customerValue } from './customers/customer-value.ts'
import { repeatPurchases } from './customers/repeat-purchases.ts'
import { segmentMigration } from './customers/segment-migration.ts'
import { clusterResults } from './customers/cluster-results.ts'
import { clusterSummary } from './customers/cluster-summary.ts'
import { categories } from './sales/categories.ts'
import { changes } from './sales/changes.ts'
import { channels } from './sales/channels.ts'
import { cities } from './sales/cities.ts'
import { concentration } from './sales/concentration.ts'
import { countries } from './sales/countries.ts'
import { customer } from './customers/customer.ts'
import { customers } from './customers/customers.ts'
import { customerClusters } from './customers/customer-clusters.ts'
import { customerSegment } from './customers/customer-segment.ts'
import { dashboardMetrics } from './sales/dashboard-metrics.ts'
import { dashboardSummary } from './sales/dashboard-summary.ts'
import { dataQuality } from './data/data-quality.ts'
import { demandForecast } from './forecasts/demand-forecast.ts'
import { distribution } from './sales/distribution.ts'
import { exchangeRates } from './data/exchange-rates.ts'
import { facets } from './sales/facets.ts'
import { forecastRecord } from './forecasts/forecast-record.ts'
import { forecastScenario } from './forecasts/forecast-scenario.ts'
import { geoTree } from './sales/geo-tree.ts'
import { imports } from './data/imports.ts'
import { kpis } from './sales/kpis.ts'
import { mlDashboardSummary } from './models/ml-dashboard-summary.ts'
import { model } from './models/model.ts'
import { models } from './models/models.ts'
import { orders } from './sales/orders.ts'
import { product } from './products/product.ts'
import { products } from './products/products.ts'
import { salesDecomposition } from './forecasts/sales-decomposition.ts'
import { salesForecast } from './forecasts/sales-forecast.ts'
import { segmentPredict } from './customers/segment-predict.ts'
import { timeSeries } from './sales/time-series.ts'
import { topProducts } from './sales/top-products.ts'
import { transactions } from './sales/transactions.ts'
import { why } from './why/why.ts'

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
