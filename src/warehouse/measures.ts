import { raw } from './sql.ts'
import type { Sql } from './sql.ts'

/**
 * What every measure means, in SQL; no other file writes such a sum. Revenue is net: sale lines' quantity × unit price
 * − discount, less refunds on their own day. Orders are those not cancelled that have a sale line; customers are
 * those behind them, guests left out. Sums are exact decimals and become doubles only here.
 *
 * Lines are `marts.sales AS s`, orders `marts.orders AS o`; profit needs `costs` joined.
 */
export const lineMeasures = {
  revenue: raw('CAST(coalesce(sum(s.revenue), 0) AS DOUBLE)'),
  units: raw('CAST(coalesce(sum(s.units), 0) AS DOUBLE)'),
  orders: raw('CAST(count(DISTINCT s.order_key) FILTER (WHERE s.is_sale) AS INTEGER)'),
  customers: raw(
    'CAST(count(DISTINCT s.customer_key) FILTER (WHERE s.is_sale AND s.customer_key > 0) AS INTEGER)',
  ),
  /** null where no line in scope has a cost, else over the lines that have one */
  profit: raw(`CAST(sum(CASE WHEN coalesce(s.cost, s.units * p.cost_price) IS NOT NULL THEN s.revenue END)
    - sum(CAST(coalesce(s.cost, s.units * p.cost_price) AS DECIMAL(18,4))) AS DOUBLE)`),
  /** the revenue that profit was computed on: margin is profit over this */
  costed_revenue: raw(`CAST(coalesce(sum(CASE WHEN coalesce(s.cost, s.units * p.cost_price) IS NOT NULL
    THEN s.revenue END), 0) AS DOUBLE)`),
} as const satisfies Record<string, Sql>

export const orderMeasures = {
  orders: raw('CAST(count(*) FILTER (WHERE o.is_order) AS INTEGER)'),
  customers: raw(
    'CAST(count(DISTINCT o.customer_key) FILTER (WHERE o.is_order AND o.customer_key > 0) AS INTEGER)',
  ),
} as const satisfies Record<string, Sql>

/** A line's cost at the sale, else the product's present cost: joined when reading, so that an edit shows at once. */
export const costs = raw('LEFT JOIN facts.products AS p ON p.product_key = s.product_key')
