import type { Reader } from '../warehouse/reader.ts'
import { sql } from '../warehouse/sql.ts'

/** What was sold of each product and day, the products themselves, and what was counted of their stock. */
export type DemandColumns = {
  /** in the order of product_id, so that the same products under other keys are the same */
  products: {
    product_key: Int32Array
    product_id: (string | null)[]
    category: (string | null)[]
    /** the day it was launched, before the first sale where that is not known */
    launch_day: Int32Array
  }
  sales: { product_key: Int32Array; day: Int32Array; units: Float64Array }
  stock: { product_key: Int32Array; day: Int32Array; on_hand: Float64Array }
}

/** History beyond this says little of what a product will sell. */
export const demandHistoryDays = 1461
/** Of a larger catalogue those that sold on most days. */
const mostProducts = 5000
const freshDays = 90
export const unknownLaunch = -1

/** Up to a day, the products that sold in the last year or were launched of late; archived ones left out. */
export async function readDemandColumns(db: Reader, last: string): Promise<DemandColumns> {
  const end = sql`CAST(${last} AS DATE)`
  const sold = sql`SELECT s.product_key, s.day, sum(s.quantity) AS units FROM marts.sales AS s
    WHERE s.is_sale AND s.product_key > 0 AND s.day BETWEEN ${end} - ${demandHistoryDays - 1} AND ${end}
    GROUP BY s.product_key, s.day`
  const chosen = sql`
    SELECT p.product_key, p.product_id, p.category, p.launch_date FROM facts.products AS p
    LEFT JOIN (SELECT product_key, count(*) AS days FROM (${sold}) AS d WHERE d.day > ${end} - 365 GROUP BY product_key)
      AS y ON y.product_key = p.product_key
    WHERE p.archived_at IS NULL
      AND (y.days > 0 OR (p.launch_date > ${end} - ${freshDays} AND p.launch_date <= ${end}))
    ORDER BY coalesce(y.days, 0) DESC, p.product_id LIMIT ${mostProducts}`
  const [products, sales, stock] = await Promise.all([
    db.columns<DemandColumns['products']>(sql`
      SELECT c.product_key, c.product_id, c.category,
        CAST(coalesce(c.launch_date - DATE '1970-01-01', ${unknownLaunch}) AS INTEGER) AS launch_day
      FROM (${chosen}) AS c ORDER BY c.product_id`),
    db.columns<DemandColumns['sales']>(sql`
      SELECT d.product_key, d.day, CAST(d.units AS DOUBLE) AS units FROM (${sold}) AS d
      JOIN (${chosen}) AS c ON c.product_key = d.product_key`),
    db.columns<DemandColumns['stock']>(sql`
      SELECT l.product_key, l.day, CAST(min(l.on_hand) AS DOUBLE) AS on_hand FROM facts.stock_levels AS l
      JOIN (${chosen}) AS c ON c.product_key = l.product_key
      WHERE l.day <= ${end} GROUP BY l.product_key, l.day ORDER BY l.product_key, l.day`),
  ])
  return { products, sales, stock }
}
