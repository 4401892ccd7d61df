import { sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { Scope } from '../scope.ts'

/** Conditions on a column customer_key: the customers with an order of the scope in its period; [] where nothing but days is set. */
export function customersInScope(scope: Scope): Sql[] {
  if (scope.conditions('s').length === 0) return []
  const keys = scope.byLine
    ? sql`SELECT s.customer_key FROM marts.sales AS s WHERE ${scope.lines(scope.range)} AND s.is_sale`
    : sql`SELECT o.customer_key FROM marts.orders AS o WHERE ${scope.orders(scope.range)} AND o.is_order`
  return [sql`customer_key IN (${keys})`]
}
