import { ordersInput, ordersOutput } from '../../contracts/orders.ts'
import { orderMeasures } from '../../warehouse/measures.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { orderTotals } from './order-totals.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'

const sortColumns: Record<string, string> = {
  date: 'date',
  revenue: 'revenue',
  units: 'units',
  lines: 'lines',
}

/**
 * The orders behind a figure: those with a counted line that the filter selects, with what these lines brought. Their
 * revenue adds up to the figure's; those that are orders (with a sale line) are as many as it counts.
 */
export const orders = answer({
  name: 'orders',
  paths: [{ path: '/orders' }],
  title: 'Orders behind a figure',
  summary: 'The orders that the filter selects, with what each brought in the period',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: ordersInput,
  output: ordersOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const all = orderTotals(scope)
    const down = input.sort.startsWith('-')
    const direction = raw(down ? 'DESC' : 'ASC')
    const sorted = sql`${raw(sortColumns[down ? input.sort.slice(1) : input.sort])} ${direction}, order_key ${direction}`
    const totals = await context.db.row<{ total: number; total_revenue: number; total_orders: number }>(sql`
      SELECT CAST(count(*) AS INTEGER) AS total, ${orderMeasures.revenue} AS total_revenue,
        ${orderMeasures.orders} AS total_orders
      FROM (${all}) AS o`)
    const items = await context.db.rows(sql`
      SELECT o.order_id, g.date, o.ordered_at, o.status, o.state, c.customer_id, c.name AS customer_name, o.country,
        o.city, o.payment_method, o.device_type, o.traffic_source, g.lines, CAST(g.units AS DOUBLE) AS units,
        CAST(g.revenue AS DOUBLE) AS revenue, g.is_order
      FROM (
        SELECT * FROM (${all}) AS totals ORDER BY ${sorted} LIMIT ${input.limit} OFFSET ${input.offset}
      ) AS g
      JOIN facts.orders AS o ON o.order_key = g.order_key
      LEFT JOIN facts.customers AS c ON c.customer_key = o.customer_key
      ORDER BY ${raw(`g.${sortColumns[down ? input.sort.slice(1) : input.sort]}`)} ${direction}, g.order_key ${direction}`)
    return {
      ...replyHead(context, scope),
      items: items as never,
      ...totals,
      limit: input.limit,
      offset: input.offset,
    }
  },
})
