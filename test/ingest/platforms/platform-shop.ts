import { kpis } from '../../../src/answers/sales/kpis.ts'
import type { Row } from '../../../src/warehouse/reader.ts'
import { ask } from '../../answers/checked-run.ts'
import type { Workspace } from '../workspace.ts'

/** A CSV file with the platform's header; a row names only the cells that hold something. */
export function csv(
  header: string,
  rows: readonly Record<string, string | number>[],
  delimiter: ',' | ';' = ',',
): string {
  const names = header.split(',')
  const cell = (value: string | number): string =>
    /[",;\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)
  const unknown = rows.flatMap((row) => Object.keys(row)).filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`the header has no ${unknown.join(', ')}`)
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
    .map((cells) => `${cells.map(cell).join(delimiter)}\n`)
    .join('')
}

const kpisOf = (shop: Workspace, currency: string) =>
  ask(
    kpis,
    {
      db: shop.warehouse.reader,
      workspace: { workspace_id: 'shop', name: 'Shop', currency, time_zone: shop.context.timeZone ?? 'UTC' },
      clock: shop.context.clock,
    },
    { start_date: '2024-01-01', end_date: '2024-12-31' },
  )

/** What the merchant reads first, for all of a year. */
export async function figuresOf(shop: Workspace, currency = 'USD') {
  const { total_revenue, total_orders, average_order_value, total_customers } = await kpisOf(shop, currency)
  return { total_revenue, total_orders, average_order_value, total_customers }
}

/** Orders a visit. */
export const conversionOf = async (shop: Workspace): Promise<number | null> =>
  (await kpisOf(shop, 'USD')).conversion_rate

export const ordersOf = (shop: Workspace): Promise<Row[]> =>
  shop.rows(`SELECT o.order_id, o.state, o.currency, o.exchange_rate, CAST(o.day AS VARCHAR) AS day, o.shipping_cost, c.customer_id
    FROM facts.orders AS o LEFT JOIN facts.customers AS c USING (customer_key) ORDER BY o.order_id`)

/** An order's lines: kind, units, price, what was taken off, tax, product, and the day where it is not the order's. */
export async function linesOf(shop: Workspace, order: string): Promise<unknown[][]> {
  const rows = await shop.rows(
    `SELECT l.kind, l.quantity, l.unit_price, l.discount, l.tax, p.product_id, CAST(l.line_day AS VARCHAR) AS line_day
      FROM facts.order_lines AS l JOIN facts.orders AS o USING (order_key) LEFT JOIN facts.products AS p USING (product_key)
      WHERE o.order_id = '${order}' ORDER BY l.line_no`,
  )
  return rows.map((row) => Object.values(row))
}
