import type { z } from 'zod'
import type { paging } from '../../contracts/filter.ts'
import type { categoriesInput, categoriesOutput } from '../../contracts/categories.ts'
import type { changesInput, changesOutput } from '../../contracts/changes.ts'
import type { channelsInput, channelsOutput } from '../../contracts/channels.ts'
import type { citiesInput, citiesOutput } from '../../contracts/cities.ts'
import type { concentrationInput, concentrationOutput } from '../../contracts/concentration.ts'
import type {
  customerSegmentsInput,
  customerSegmentsOutput,
  segmentMigrationInput,
  segmentMigrationOutput,
} from '../../contracts/customer-segments.ts'
import type { customerClustersInput, customerClustersOutput } from '../../contracts/clusters.ts'
import type { modelInput, modelOutput, modelsInput, modelsOutput } from '../../contracts/models.ts'
import type { cohortsInput, cohortsOutput } from '../../contracts/cohorts.ts'
import type { repeatPurchasesInput, repeatPurchasesOutput } from '../../contracts/repeat-purchases.ts'
import type { customerValueInput, customerValueOutput } from '../../contracts/customer-value.ts'
import type { churnAtRiskInput, churnAtRiskOutput } from '../../contracts/churn-at-risk.ts'
import type { callListInput, callListOutput } from '../../contracts/call-list.ts'
import type { customerOutlookInput, customerOutlookOutput } from '../../contracts/customer-outlook.ts'
import type { countriesInput, countriesOutput } from '../../contracts/countries.ts'
import type {
  customerInput,
  customerOutput,
  customersInput,
  customersOutput,
} from '../../contracts/customers.ts'
import type { dashboardMetricsInput, dashboardMetricsOutput } from '../../contracts/dashboard-metrics.ts'
import type { dashboardSummaryInput, dashboardSummaryOutput } from '../../contracts/dashboard-summary.ts'
import type { distributionInput, distributionOutput } from '../../contracts/distribution.ts'
import type { exchangeRatesInput, exchangeRatesOutput } from '../../contracts/exchange-rates.ts'
import type { facetsInput, facetsOutput } from '../../contracts/facets.ts'
import type { geoTreeInput, geoTreeOutput } from '../../contracts/geo-tree.ts'
import type { kpisInput, kpisOutput } from '../../contracts/kpis.ts'
import type { ordersInput, ordersOutput } from '../../contracts/orders.ts'
import type { productInput, productOutput, productsInput, productsOutput } from '../../contracts/products.ts'
import type { timeSeriesInput, timeSeriesOutput } from '../../contracts/time-series.ts'
import type { topProductsInput, topProductsOutput } from '../../contracts/top-products.ts'
import type { salesForecastInput, salesForecastOutput } from '../../contracts/sales-forecast.ts'
import type {
  salesDecompositionInput,
  salesDecompositionOutput,
} from '../../contracts/sales-decomposition.ts'
import type { forecastRecordInput, forecastRecordOutput } from '../../contracts/forecast-record.ts'
import type {
  forecastScenarioInput,
  forecastScenarioOutput,
  scenarioList,
} from '../../contracts/forecast-scenarios.ts'
import type { demandForecastInput, demandForecastOutput } from '../../contracts/demand-forecast.ts'
import type { anomaliesInput, anomaliesOutput } from '../../contracts/anomalies.ts'
import type { whyInput, whyOutput } from '../../contracts/why.ts'
import type { transactionsInput, transactionsOutput } from '../../contracts/transactions.ts'

import type { me } from '../../contracts/accounts.ts'
import type { auditInput, auditOutput } from '../../contracts/audit.ts'
import type {
  dataQualityInput,
  dataQualityOutput,
  importsInput,
  importsOutput,
} from '../../contracts/imports.ts'
import type { keyList } from '../../contracts/keys.ts'
import type { invitationList, peopleInput, peopleOutput } from '../../contracts/people.ts'
import type { sourceRefreshesInput, sourceRefreshesOutput } from '../../contracts/source-refreshes.ts'
import type { listSourcesOutput, sourcePath, sourceView } from '../../contracts/sources.ts'
import type { viewList } from '../../contracts/views.ts'
import type { settingsView } from '../../contracts/workspaces.ts'

type Ask<Input extends z.ZodType, Output extends z.ZodType> = {
  input: z.input<Input>
  output: z.output<Output>
}

type Look<Output extends z.ZodType> = { input: Record<string, never>; output: z.output<Output> }

/** Every question the screens ask: its input and its reply, by the contracts. */
export type Answers = {
  kpis: Ask<typeof kpisInput, typeof kpisOutput>
  'dashboard-summary': Ask<typeof dashboardSummaryInput, typeof dashboardSummaryOutput>
  'dashboard-metrics': Ask<typeof dashboardMetricsInput, typeof dashboardMetricsOutput>
  'time-series': Ask<typeof timeSeriesInput, typeof timeSeriesOutput>
  countries: Ask<typeof countriesInput, typeof countriesOutput>
  cities: Ask<typeof citiesInput, typeof citiesOutput>
  'geo-tree': Ask<typeof geoTreeInput, typeof geoTreeOutput>
  categories: Ask<typeof categoriesInput, typeof categoriesOutput>
  channels: Ask<typeof channelsInput, typeof channelsOutput>
  'top-products': Ask<typeof topProductsInput, typeof topProductsOutput>
  distribution: Ask<typeof distributionInput, typeof distributionOutput>
  changes: Ask<typeof changesInput, typeof changesOutput>
  concentration: Ask<typeof concentrationInput, typeof concentrationOutput>
  transactions: Ask<typeof transactionsInput, typeof transactionsOutput>
  orders: Ask<typeof ordersInput, typeof ordersOutput>
  customers: Ask<typeof customersInput, typeof customersOutput>
  customer: Ask<typeof customerInput, typeof customerOutput>
  products: Ask<typeof productsInput, typeof productsOutput>
  product: Ask<typeof productInput, typeof productOutput>
  facets: Ask<typeof facetsInput, typeof facetsOutput>
  'customer-segments': Ask<typeof customerSegmentsInput, typeof customerSegmentsOutput>
  'segment-migration': Ask<typeof segmentMigrationInput, typeof segmentMigrationOutput>
  cohorts: Ask<typeof cohortsInput, typeof cohortsOutput>
  'repeat-purchases': Ask<typeof repeatPurchasesInput, typeof repeatPurchasesOutput>
  'customer-value': Ask<typeof customerValueInput, typeof customerValueOutput>
  'churn-at-risk': Ask<typeof churnAtRiskInput, typeof churnAtRiskOutput>
  'call-list': Ask<typeof callListInput, typeof callListOutput>
  'customer-outlook': Ask<typeof customerOutlookInput, typeof customerOutlookOutput>
  'customer-clusters': Ask<typeof customerClustersInput, typeof customerClustersOutput>
  'sales-forecast': Ask<typeof salesForecastInput, typeof salesForecastOutput>
  'sales-decomposition': Ask<typeof salesDecompositionInput, typeof salesDecompositionOutput>
  'forecast-record': Ask<typeof forecastRecordInput, typeof forecastRecordOutput>
  'forecast-scenario': Ask<typeof forecastScenarioInput, typeof forecastScenarioOutput>
  'list-scenarios': Look<typeof scenarioList>
  'demand-forecast': Ask<typeof demandForecastInput, typeof demandForecastOutput>
  anomalies: Ask<typeof anomaliesInput, typeof anomaliesOutput>
  why: Ask<typeof whyInput, typeof whyOutput>
  models: Ask<typeof modelsInput, typeof modelsOutput>
  model: Ask<typeof modelInput, typeof modelOutput>
  imports: Ask<typeof importsInput, typeof importsOutput>
  'data-quality': Ask<typeof dataQualityInput, typeof dataQualityOutput>
  'list-sources': Ask<typeof paging, typeof listSourcesOutput>
  'get-source': Ask<typeof sourcePath, typeof sourceView>
  'source-refreshes': Ask<typeof sourceRefreshesInput, typeof sourceRefreshesOutput>
  me: Look<typeof me>
  'list-people': Ask<typeof peopleInput, typeof peopleOutput>
  'list-invitations': Look<typeof invitationList>
  'list-keys': Look<typeof keyList>
  'list-views': Look<typeof viewList>
  'exchange-rates': Ask<typeof exchangeRatesInput, typeof exchangeRatesOutput>
  'get-settings': Look<typeof settingsView>
  'audit-log': Ask<typeof auditInput, typeof auditOutput>
}
export type AnswerName = keyof Answers
export type Reply<Name extends AnswerName> = Answers[Name]['output']

/** The address of each below /api/v1; a test holds it against the server's own list. */
export const answerPaths: Readonly<Record<AnswerName, string>> = {
  kpis: '/kpis',
  'dashboard-summary': '/dashboard/summary',
  'dashboard-metrics': '/dashboard/metrics',
  'time-series': '/analytics/time-series',
  countries: '/analytics/countries',
  cities: '/analytics/cities',
  'geo-tree': '/analytics/geo-tree',
  categories: '/analytics/categories',
  channels: '/analytics/channels',
  'top-products': '/analytics/top-products',
  distribution: '/analytics/distribution',
  changes: '/analytics/changes',
  concentration: '/analytics/concentration',
  transactions: '/transactions',
  orders: '/orders',
  customers: '/customers',
  customer: '/customers/{customer_id}',
  products: '/products',
  product: '/products/{product_id}',
  facets: '/facets',
  'customer-segments': '/analytics/segments',
  'segment-migration': '/analytics/segment-migration',
  cohorts: '/analytics/cohorts',
  'repeat-purchases': '/analytics/repeat-purchases',
  'customer-value': '/analytics/customer-value',
  'churn-at-risk': '/ml/churn/at-risk',
  'call-list': '/analytics/call-list',
  'customer-outlook': '/customers/{customer_id}/outlook',
  'customer-clusters': '/ml/clustering/customers',
  'sales-forecast': '/forecast/sales',
  'sales-decomposition': '/forecast/decomposition',
  'forecast-record': '/forecast/record',
  'forecast-scenario': '/forecast/scenario',
  'list-scenarios': '/forecast/scenarios',
  'demand-forecast': '/forecast/demand',
  anomalies: '/ml/anomalies',
  why: '/analytics/why',
  models: '/models',
  model: '/models/{name}',
  imports: '/imports',
  'data-quality': '/data-quality',
  'list-sources': '/sources',
  'get-source': '/sources/{source_id}',
  'source-refreshes': '/sources/{source_id}/refreshes',
  me: '/me',
  'list-people': '/people',
  'list-invitations': '/people/invitations',
  'list-keys': '/keys',
  'list-views': '/views',
  'exchange-rates': '/exchange-rates',
  'get-settings': '/settings',
  'audit-log': '/audit',
}
