import { priceElasticity } from '../../models/forecasts/price-elasticity.ts'
import type { PriceElasticity, ProductPrices } from '../../models/forecasts/price-elasticity.ts'
import { sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'
import type { Scope } from '../scope.ts'

/** Products that are looked at: those that sell most. */
const mostProducts = 300

/** How what is sold in a scope has followed its prices; days on which much was given away are left out. */
export async function ownElasticity(
  context: AnswerContext,
  scope: Scope,
  promotions: readonly string[],
): Promise<PriceElasticity> {
  const { range } = scope
  const promoted = sql`s.day IN (SELECT CAST(unnest(CAST(${[...promotions]} AS VARCHAR[])) AS DATE))`
  const where = sql`${scope.lines(range)} AND s.is_sale AND s.unit_price > 0 AND s.quantity > 0 AND NOT ${promoted}`
  const [rows, shop] = await Promise.all([
    context.db.columns<ProductPrices>(sql`
      SELECT s.product_key AS product, s.day, CAST(sum(s.quantity * s.unit_price) / sum(s.quantity) AS DOUBLE) AS price,
        CAST(sum(s.quantity) AS DOUBLE) AS units
      FROM marts.sales AS s
      WHERE ${where} AND s.product_key IN (
        SELECT s.product_key FROM marts.sales AS s WHERE ${where} AND s.product_key > 0
        GROUP BY s.product_key HAVING min(s.unit_price) < max(s.unit_price)
        ORDER BY sum(s.quantity) DESC, s.product_key LIMIT ${mostProducts})
      GROUP BY s.product_key, s.day ORDER BY s.product_key, s.day`),
    context.db.columns<{ day: Int32Array; units: Float64Array }>(sql`
      SELECT s.day, CAST(sum(s.quantity) AS DOUBLE) AS units FROM marts.sales AS s
      WHERE ${where} GROUP BY s.day ORDER BY s.day`),
  ])
  const first = shop.day[0] ?? 0
  const sold = new Float64Array((shop.day[shop.day.length - 1] ?? first) - first + 1)
  shop.day.forEach((day, i) => {
    sold[day - first] = shop.units[i]
  })
  return priceElasticity(rows, sold, first)
}
