import { orderMeasures } from '../warehouse/measures.ts'
import { join, raw, sql } from '../warehouse/sql.ts'
import type { Sql } from '../warehouse/sql.ts'
import type { AnswerContext } from './answer.ts'
import { breakdown, inOrder } from './breakdown.ts'
import type { DayRange } from './period.ts'
import type { Scope } from './scope.ts'

/** What orders can be broken down by: where and how they were made. */
const tables = {
  country: 'marts.places',
  region: 'marts.places',
  city: 'marts.places',
  payment_method: 'marts.channels',
  device_type: 'marts.channels',
  traffic_source: 'marts.channels',
} as const
export type OrderDimension = keyof typeof tables

export const isOrderDimension = (name: string): name is OrderDimension => name in tables

export type OrderBreakdownRow<D extends OrderDimension = OrderDimension> = { [K in D]: string | null } & {
  revenue: number
  orders: number
  customers: number
}

/**
 * Revenue, orders and customers of a range by where or how they were made, most revenue first, from one row an order;
 * from lines where the filter looks at them. Unknown values are one row with null. What is not counted is 0.
 */
export async function orderBreakdown<D extends OrderDimension>(
  context: AnswerContext,
  scope: Scope,
  by: readonly D[],
  options: { range?: DayRange; counts?: 'all' | 'orders' | 'none' } = {},
): Promise<OrderBreakdownRow<D>[]> {
  const counts = options.counts ?? 'all'
  if (scope.byLine) {
    return breakdown(context, scope, by, { range: options.range, counts: counts !== 'none' })
  }
  const range = options.range ?? scope.range
  const table = tables[by[0]]
  const key = raw(table === 'marts.places' ? 'place_key' : 'channel_key')
  const columns = join(
    by.map((name) => sql`d.${raw(name)}`),
    ', ',
  )
  const first = firstOrder(scope, by, range)
  if (first === null && counts === 'all') {
    return inOrder(
      await context.db.rows<OrderBreakdownRow<D>>(sql`
        SELECT ${columns}, CAST(sum(o.revenue) AS DOUBLE) AS revenue, ${orderMeasures.orders} AS orders,
          ${orderMeasures.customers} AS customers
        FROM marts.orders AS o JOIN ${raw(table)} AS d ON d.${key} = o.${key}
        WHERE ${scope.orders(range)} GROUP BY ${columns}`),
      by,
    )
  }
  const measures = sql`, ${counts === 'none' ? raw('0') : raw('count(*) FILTER (WHERE o.is_order)')} AS orders,
    ${counts === 'all' ? sql`count(*) FILTER (WHERE ${first})` : raw('0')} AS customers`
  return inOrder(
    await context.db.rows<OrderBreakdownRow<D>>(sql`
      SELECT ${columns}, CAST(sum(m.revenue) AS DOUBLE) AS revenue, CAST(sum(m.orders) AS INTEGER) AS orders,
        CAST(sum(m.customers) AS INTEGER) AS customers
      FROM (SELECT o.${key}, sum(o.revenue) AS revenue ${measures}
        FROM marts.orders AS o WHERE ${scope.orders(range)} GROUP BY o.${key}) AS m
      JOIN ${raw(table)} AS d ON d.${key} = m.${key} GROUP BY ${columns}`),
    by,
  )
}

/**
 * Marks one order of each customer in each country or place, so that counting customers is a scan: the one with none
 * before it there in the range. Null where the filter may have left that one out, or nothing is kept of it.
 */
function firstOrder(scope: Scope, by: readonly OrderDimension[], range: DayRange): Sql | null {
  const kept = by.includes('city') ? 'previous_day_in_place' : 'previous_day_in_country'
  if (!scope.wholeCustomers || !by.includes('country') || (by.length > 1 && by.length < 3)) return null
  return sql`o.is_order AND o.customer_key > 0
    AND (o.${raw(kept)} IS NULL OR o.${raw(kept)} < CAST(${range.start} AS DATE))`
}
