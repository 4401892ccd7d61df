import { orderHistory } from '../models/customers/order-history.ts'
import type { OrderHistory } from '../models/customers/order-history.ts'
import type { Reader } from '../warehouse/reader.ts'
import { sql } from '../warehouse/sql.ts'

/**
 * One row for each day on which a customer ordered, up to a day; guests and cancelled orders left out. `amount` is what
 * that day came to, less what was paid back on it: who orders and cancels at once is worth nothing. What was taken back
 * on other days stands in `refunds`, by the day it was, so that nothing is known before it happened. Days since
 * 1970-01-01.
 */
export type OrderColumns = {
  orders: { customer_key: Int32Array; day: Int32Array; amount: Float64Array }
  refunds: { day: Int32Array; amount: Float64Array }
}

/** What was known at the end of `day`. Sums are exact decimals: the same data give the same numbers, in any order. */
export async function readOrderColumns(db: Reader, day: string): Promise<OrderColumns> {
  const known = sql`customer_key > 0 AND day <= CAST(${day} AS DATE)`
  const [orders, refunds] = await Promise.all([
    db.columns<OrderColumns['orders']>(sql`
      SELECT customer_key, day, CAST(sum(revenue) AS DOUBLE) AS amount FROM marts.orders
      WHERE ${known} GROUP BY customer_key, day HAVING bool_or(is_order)`),
    db.columns<OrderColumns['refunds']>(sql`
      SELECT r.day, CAST(sum(r.revenue) AS DOUBLE) AS amount FROM marts.orders AS r
      LEFT JOIN (SELECT DISTINCT customer_key, day FROM marts.orders WHERE is_order AND ${known}) AS o
        ON o.customer_key = r.customer_key AND o.day = r.day
      WHERE o.day IS NULL AND NOT r.is_order AND r.revenue <> 0 AND r.customer_key > 0 AND r.day <= CAST(${day} AS DATE)
      GROUP BY r.day ORDER BY r.day`),
  ])
  return { orders, refunds }
}

/** The orders by customer, customers numbered by their keys. O(orders + days + highest key). */
export function keyedHistory({ customer_key, day, amount }: OrderColumns['orders']): {
  keys: Int32Array
  history: OrderHistory
} {
  const highest = customer_key.reduce((most, key) => Math.max(most, key), 0)
  const numberOf = new Int32Array(highest + 1)
  for (const key of customer_key) numberOf[key] = 1
  let count = 0
  for (let key = 0; key <= highest; key++) if (numberOf[key] === 1) numberOf[key] = count++
  const keys = new Int32Array(count)
  for (const key of customer_key) keys[numberOf[key]] = key
  const customer = customer_key.map((key) => numberOf[key])
  return { keys, history: orderHistory({ customer, day, amount }, count) }
}

/** The share of what is sold that is not taken back later, as known on a day. */
export function keptShare({ orders, refunds }: OrderColumns, asOf: number): number {
  let sold = 0
  let back = 0
  for (let i = 0; i < orders.day.length; i++) if (orders.day[i] <= asOf) sold += orders.amount[i]
  for (let i = 0; i < refunds.day.length; i++) if (refunds.day[i] <= asOf) back += refunds.amount[i]
  return sold > 0 ? Math.min(1, Math.max(0, (sold + back) / sold)) : 1
}
