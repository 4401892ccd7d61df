import { dashboardMetricsInput, dashboardMetricsOutput } from '../../contracts/dashboard-metrics.ts'
import { lineMeasures, orderMeasures } from '../../warehouse/measures.ts'
import { sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { customerCount } from './kpi-figures.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'

/** Total sales, active customers, products sold and average ticket of a period. */
export const dashboardMetrics = answer({
  name: 'dashboard-metrics',
  paths: [{ path: '/dashboard/metrics' }],
  title: 'Four headline numbers',
  summary: 'Total sales, active customers, products sold and average ticket',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: dashboardMetricsInput,
  output: dashboardMetricsOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const row = await context.db.row<{
      revenue: number
      customers: number
      units: number
      orders: number
    }>(
      scope.byLine
        ? sql`SELECT ${lineMeasures.revenue} AS revenue, ${lineMeasures.customers} AS customers,
            ${lineMeasures.units} AS units, ${lineMeasures.orders} AS orders
          FROM marts.sales AS s WHERE ${scope.lines(scope.range)}`
        : sql`SELECT ${orderMeasures.revenue} AS revenue, ${customerCount(scope, scope.range)} AS customers,
            ${orderMeasures.units} AS units, ${orderMeasures.orders} AS orders
          FROM marts.orders AS o WHERE ${scope.orders(scope.range)}`,
    )
    return {
      ...replyHead(context, scope, row.orders === 0 ? { average_ticket: 'no_orders' } : {}),
      total_sales: row.revenue,
      active_customers: row.customers,
      products_sold: row.units,
      average_ticket: row.orders > 0 ? row.revenue / row.orders : null,
    }
  },
})
