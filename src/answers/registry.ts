import type { AnyAnswer } from './answer.ts'
import { categories } from './categories.ts'
import { changes } from './changes.ts'
import { channels } from './channels.ts'
import { cities } from './cities.ts'
import { concentration } from './concentration.ts'
import { countries } from './countries.ts'
import { customer } from './customer.ts'
import { customers } from './customers.ts'
import { dashboardMetrics } from './dashboard-metrics.ts'
import { dashboardSummary } from './dashboard-summary.ts'
import { distribution } from './distribution.ts'
import { facets } from './facets.ts'
import { geoTree } from './geo-tree.ts'
import { kpis } from './kpis.ts'
import { orders } from './orders.ts'
import { product } from './product.ts'
import { products } from './products.ts'
import { timeSeries } from './time-series.ts'
import { topProducts } from './top-products.ts'
import { transactions } from './transactions.ts'

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
  concentration,
  transactions,
  orders,
  customers,
  customer,
  products,
  product,
  facets,
]
