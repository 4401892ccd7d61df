import type { OrderFigures } from '../models/anomalies/odd-orders.ts'
import type { Reader } from '../warehouse/reader.ts'
import { sql } from '../warehouse/sql.ts'

export type OddOrderColumns = OrderFigures & { order_key: Int32Array }

/** Orders of so many days, and so many of them, are looked at: older ones are news to nobody. */
const lookedBackOn = 731
const mostOrders = 600_000

/**
 * What each order came to and what is in it. Usual is the median of a product's sale lines. In an order of their own
 * making, so that the same orders under other keys give the same columns.
 */
export async function readOddOrderColumns(db: Reader, last: string): Promise<OddOrderColumns> {
  return db.columns<OddOrderColumns>(sql`
    WITH lines AS (
      SELECT order_key, day, product_key, quantity, unit_price, amount FROM marts.sales
      WHERE is_sale AND day BETWEEN CAST(${last} AS DATE) - ${lookedBackOn} AND CAST(${last} AS DATE)
    ), usual AS (
      SELECT product_key, median(quantity) AS quantity, median(unit_price) AS unit_price FROM lines
      WHERE product_key > 0 GROUP BY product_key
    )
    SELECT * FROM (
      SELECT l.order_key, min(l.day) AS day, CAST(sum(l.amount) AS DOUBLE) AS order_amount,
      CAST(sum(l.quantity) AS DOUBLE) AS order_units, CAST(count(*) AS DOUBLE) AS order_lines,
      coalesce(max(CAST(l.quantity AS DOUBLE) / nullif(CAST(u.quantity AS DOUBLE), 0)), 1) AS times_usual_quantity,
      coalesce(max(CASE WHEN l.unit_price > 0 AND u.unit_price > 0
        THEN greatest(CAST(l.unit_price AS DOUBLE) / u.unit_price, u.unit_price / CAST(l.unit_price AS DOUBLE)) END), 1)
        AS unit_price_ratio
    FROM lines AS l LEFT JOIN usual AS u ON u.product_key = l.product_key
    GROUP BY l.order_key
    ORDER BY day DESC, l.order_key DESC LIMIT ${mostOrders}
    ) AS newest
    ORDER BY day, order_amount, order_units, order_lines, times_usual_quantity, unit_price_ratio, order_key`)
}
