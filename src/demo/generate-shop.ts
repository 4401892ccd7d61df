import type { DemoTable } from './demo-table.ts'
import { openShop } from './open-shop.ts'
import type { ShopOptions } from './open-shop.ts'
import type { ShopName } from './shop-plan.ts'
import type { Truth } from './truth.ts'

export const shopTables = [
  ...(['customers', 'products', 'orders', 'order_lines', 'visits', 'reviews', 'stock_levels'] as const),
  'exchange_rates' as const,
]
export type ShopTable = (typeof shopTables)[number]

/** A whole demo shop in memory. A shop of services has no stock_levels: that table has no rows. */
export type Shop = { name: ShopName; tables: Record<ShopTable, DemoTable>; truth: Truth }

/** The same name, seed and size give the same shop on every machine. */
export function generateShop(name: ShopName, options: ShopOptions = {}): Shop {
  const shop = openShop(name, options)
  const [batch] = shop.batches(Infinity)
  const [customers] = shop.customers(Infinity)
  const { tables, truth } = shop.rest()
  const stock_levels = tables.stock_levels ?? { rows: 0, columns: {} }
  return { name, truth, tables: { customers, ...batch, ...tables, stock_levels } }
}
