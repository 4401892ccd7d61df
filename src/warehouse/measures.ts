import { join, raw, sql } from './sql.ts'
import type { Sql } from './sql.ts'

/**
 * What every measure means, in SQL; no other file writes such a sum. Revenue is net: sale lines' quantity × unit price
 * − discount, less refunds on their own day. Orders are those not cancelled that have a sale line; customers are
 * those behind them, guests left out. Sums are exact decimals and become doubles only here.
 *
 * Lines are `marts.sales AS s`, orders `marts.orders AS o`.
 */
export const lineMeasures = {
  revenue: raw('CAST(coalesce(sum(s.revenue), 0) AS DOUBLE)'),
  units: raw('CAST(coalesce(sum(s.units), 0) AS DOUBLE)'),
  orders: raw('CAST(count(DISTINCT s.order_key) FILTER (WHERE s.is_sale) AS INTEGER)'),
  customers: raw(
    'CAST(count(DISTINCT s.customer_key) FILTER (WHERE s.is_sale AND s.customer_key > 0) AS INTEGER)',
  ),
} as const satisfies Record<string, Sql>

/**
 * The sum of a column of doubles, such as what models predict, 0 of none. Threads add doubles in any order, and the last
 * digits with it: added as decimals, the same rows give the same sum.
 */
export const sumOfDoubles = (column: string): Sql =>
  raw(`CAST(coalesce(sum(CAST(${column} AS DECIMAL(38,12))), 0) AS DOUBLE)`)

/** Revenue of those of the lines that a condition holds for. */
export const revenueWhere = (condition: Sql): Sql =>
  sql`CAST(coalesce(sum(s.revenue) FILTER (WHERE ${condition}), 0) AS DOUBLE)`

export const orderMeasures = {
  revenue: raw('CAST(coalesce(sum(o.revenue), 0) AS DOUBLE)'),
  units: raw('CAST(coalesce(sum(o.units), 0) AS DOUBLE)'),
  orders: raw('CAST(count(*) FILTER (WHERE o.is_order) AS INTEGER)'),
  customers: raw(
    'CAST(count(DISTINCT o.customer_key) FILTER (WHERE o.is_order AND o.customer_key > 0) AS INTEGER)',
  ),
} as const satisfies Record<string, Sql>

/**
 * Where costs are: on every line ('sale'), nowhere ('none'), or partly on lines and otherwise the product's present one
 * ('mixed'). Found by `costingOf`; each has its own, quickest, way to profit.
 */
export type Costing = 'sale' | 'none' | 'mixed'

/** One row, one column, `costing`. */
export const costingOf = raw(`
  SELECT CASE WHEN uncosted_lines = 0 AND costed_lines > 0 THEN 'sale'
    WHEN costed_lines = 0 AND NOT EXISTS (SELECT 1 FROM facts.products WHERE cost_price IS NOT NULL) THEN 'none'
    ELSE 'mixed' END AS costing FROM marts.costing`)

/** Names of the key columns that money is grouped by, and where each is found. */
export type Keys = Record<string, Sql>

const named = (keys: Keys): Sql[] => Object.entries(keys).map(([name, at]) => sql`${at} AS ${raw(name)}`)
const list = (pieces: Sql[]): Sql =>
  join(
    pieces.map((piece) => sql`${piece}, `),
    '',
  )

/**
 * Revenue, units and profit of the lines that `where` selects, by any keys (columns of `marts.sales AS s` or of the
 * joined tables). A line's cost is that of the sale, else the product's
 * present one, so that an edit of it shows at once. Lines are summed by product before the cost is joined: 500
 * products are multiplied, not ten million lines.
 *
 * Columns: the keys, revenue, units, profit (null where no line has a cost, else over the lines that have one) and
 * costed_revenue (what profit was computed on: margin is profit over this).
 */
export function moneyBy(costing: Costing, keys: Keys, where: Sql, options: { joins?: Sql } = {}): Sql {
  const joins = options.joins ?? raw('')
  if (costing === 'mixed') return mixedMoneyBy(keys, where, joins)
  const profit = costing === 'none' ? 'CAST(NULL AS DOUBLE)' : 'CAST(sum(s.revenue) - sum(s.cost) AS DOUBLE)'
  const costed = costing === 'none' ? 'CAST(0 AS DOUBLE)' : 'CAST(coalesce(sum(s.revenue), 0) AS DOUBLE)'
  const grouping = Object.keys(keys).length > 0 ? sql`GROUP BY ${join(Object.values(keys), ', ')}` : raw('')
  return sql`
    SELECT ${list(named(keys))} ${lineMeasures.revenue} AS revenue, ${lineMeasures.units} AS units,
      ${raw(profit)} AS profit, ${raw(costed)} AS costed_revenue
    FROM marts.sales AS s ${joins} WHERE ${where} ${grouping}`
}

function mixedMoneyBy(keys: Keys, where: Sql, joins: Sql): Sql {
  const names = Object.keys(keys).map((name) => raw(name))
  const grouping = names.length > 0 ? sql`GROUP BY ${join(names, ', ')}` : raw('')
  return sql`
    SELECT ${list(names)} CAST(coalesce(sum(revenue), 0) AS DOUBLE) AS revenue,
      CAST(coalesce(sum(units), 0) AS DOUBLE) AS units,
      CAST(sum(CASE WHEN cost IS NOT NULL THEN sale_costed + present_costed END)
        - sum(CAST(cost AS DECIMAL(38,4))) AS DOUBLE) AS profit,
      CAST(coalesce(sum(sale_costed + present_costed), 0) AS DOUBLE) AS costed_revenue
    FROM (
      SELECT ${list(names.map((name) => sql`by_product.${name}`))} revenue, units, sale_costed,
        CASE WHEN product.cost_price IS NULL THEN 0 ELSE uncosted_revenue END AS present_costed,
        CASE WHEN costed_lines = 0 AND (product.cost_price IS NULL OR uncosted_lines = 0) THEN NULL
          ELSE coalesce(cost, 0) + coalesce(uncosted_units * CAST(product.cost_price AS DOUBLE), 0) END AS cost
      FROM (
        SELECT ${list(named(keys))} s.product_key, sum(s.revenue) AS revenue, sum(s.units) AS units,
          CAST(sum(s.cost) AS DOUBLE) AS cost, count(s.cost) AS costed_lines,
          count(*) FILTER (WHERE s.cost IS NULL AND s.units <> 0) AS uncosted_lines,
          coalesce(sum(CASE WHEN s.cost IS NOT NULL THEN s.revenue END), 0) AS sale_costed,
          coalesce(sum(CASE WHEN s.cost IS NULL THEN s.revenue END), 0) AS uncosted_revenue,
          CAST(coalesce(sum(CASE WHEN s.cost IS NULL THEN s.units END), 0) AS DOUBLE) AS uncosted_units
        FROM marts.sales AS s ${joins}
        WHERE ${where}
        GROUP BY ${list(Object.values(keys))} s.product_key
      ) AS by_product
      LEFT JOIN facts.products AS product ON product.product_key = by_product.product_key
    ) AS costed ${grouping}`
}
