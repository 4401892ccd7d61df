import { sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { Scope } from '../scope.ts'

/**
 * One row an order with a counted line in the scope's period: order_key, customer_key, date (its first day there), revenue,
 * units, lines, is_order. An order's rows are put together only where it has several: those paid back later on.
 */
export function orderTotals(scope: Scope): Sql {
  if (scope.byLine) {
    return sql`SELECT s.order_key, min(s.customer_key) AS customer_key, min(s.day) AS date, sum(s.revenue) AS revenue,
        sum(s.units) AS units, CAST(count(*) AS INTEGER) AS lines, bool_or(s.is_sale) AS is_order
      FROM marts.sales AS s WHERE ${scope.lines(scope.range)} GROUP BY s.order_key`
  }
  const where = scope.orders(scope.range)
  return sql`SELECT o.order_key, o.customer_key, o.day AS date, o.revenue, o.units, o.lines, o.is_order
      FROM marts.orders AS o WHERE ${where} AND NOT o.is_split
    UNION ALL
    SELECT o.order_key, min(o.customer_key), min(o.day), CAST(sum(o.revenue) AS DECIMAL(18,4)),
      CAST(sum(o.units) AS DECIMAL(18,3)), CAST(sum(o.lines) AS INTEGER), bool_or(o.is_order)
    FROM marts.orders AS o WHERE ${where} AND o.is_split GROUP BY o.order_key`
}
