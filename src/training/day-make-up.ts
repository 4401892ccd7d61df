import { dayNumber } from '../warehouse/read-values.ts'
import type { Reader } from '../warehouse/reader.ts'
import { sql } from '../warehouse/sql.ts'

/** Of each day of the shop: who bought, and what came back. */
export type DayMakeUp = { customers: Float64Array; fresh: Float64Array; refunded: Float64Array }

type Row = { day: Int32Array; customers: Int32Array; fresh: Int32Array; refunded: Float64Array }

export async function readDayMakeUp(db: Reader, first: string, last: string): Promise<DayMakeUp> {
  const within = sql`BETWEEN CAST(${first} AS DATE) AND CAST(${last} AS DATE)`
  const rows = await db.columns<Row>(sql`
    SELECT coalesce(o.day, r.day) AS day, CAST(coalesce(o.customers, 0) AS INTEGER) AS customers,
      CAST(coalesce(o.fresh, 0) AS INTEGER) AS fresh, coalesce(r.refunded, 0) AS refunded
    FROM (
      SELECT p.day, count(DISTINCT p.customer_key) AS customers,
        count(DISTINCT p.customer_key) FILTER (WHERE p.previous_day IS NULL) AS fresh
      FROM marts.orders AS p WHERE p.is_order AND p.customer_key > 0 AND p.day ${within} GROUP BY p.day
    ) AS o FULL JOIN (
      SELECT s.day, CAST(-sum(s.amount) AS DOUBLE) AS refunded FROM marts.sales AS s
      WHERE s.counts AND s.kind = 'refund' AND s.day ${within} GROUP BY s.day
    ) AS r ON r.day = o.day`)
  const start = dayNumber(first)
  const days = dayNumber(last) - start + 1
  const made = {
    customers: new Float64Array(days),
    fresh: new Float64Array(days),
    refunded: new Float64Array(days),
  }
  for (let i = 0; i < rows.day.length; i++) {
    const at = rows.day[i] - start
    made.customers[at] = rows.customers[i]
    made.fresh[at] = rows.fresh[i]
    made.refunded[at] = rows.refunded[i]
  }
  return made
}
