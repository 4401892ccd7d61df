import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { Stage } from '../../warehouse/warehouse.ts'

/**
 * Every table of facts as it can be read elsewhere, and imported again: ids as people know them, none of our keys; times
 * with their zone, and of a line only where it is not its order's.
 */
const tables: Record<string, string> = {
  customers: `
    SELECT customer_id, name, email, phone, country, region, city, age, gender, registration_date, archived_at
    FROM facts.customers WHERE customer_key > 0 ORDER BY customer_id`,
  products: `
    SELECT * EXCLUDE (product_key, edited_fields, import_id) FROM facts.products WHERE product_key > 0 ORDER BY product_id`,
  orders: `
    SELECT o.order_id, c.customer_id, timezone('UTC', o.ordered_at) AS ordered_at, o.status, o.currency, o.exchange_rate, o.country, o.region, o.city,
      o.payment_method, o.device_type, o.traffic_source, o.shipping_cost, o.delivery_time
    FROM facts.orders AS o LEFT JOIN facts.customers AS c ON c.customer_key = o.customer_key AND c.customer_key > 0
    ORDER BY o.ordered_at, o.order_id`,
  order_lines: `
    SELECT l.transaction_id, o.order_id, l.line_no, p.product_id, p.product_name, l.kind, l.quantity, l.unit_price,
      l.discount, l.tax, l.cost_price, timezone('UTC', l.line_at) AS line_at
    FROM facts.order_lines AS l JOIN facts.orders AS o ON o.order_key = l.order_key
    LEFT JOIN facts.products AS p ON p.product_key = l.product_key
    ORDER BY o.order_id, l.line_no`,
  visits: `SELECT * EXCLUDE (import_id) FROM facts.visits ORDER BY day`,
  reviews: `
    SELECT r.review_id, p.product_id, c.customer_id, r.rating, r.text, timezone('UTC', r.written_at) AS written_at
    FROM facts.reviews AS r LEFT JOIN facts.products AS p ON p.product_key = r.product_key
    LEFT JOIN facts.customers AS c ON c.customer_key = r.customer_key AND c.customer_key > 0
    ORDER BY r.review_id`,
  stock_levels: `
    SELECT p.product_id, s.day, s.on_hand, s.on_order, s.lead_time_days
    FROM facts.stock_levels AS s JOIN facts.products AS p ON p.product_key = s.product_key ORDER BY p.product_id, s.day`,
}

export const exportFormats = ['csv', 'parquet'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Writes each table that holds anything into a folder, and answers the names of the files. */
export async function exportTables(stage: Stage, folder: string, format: ExportFormat): Promise<string[]> {
  const written: string[] = []
  for (const [name, select] of Object.entries(tables)) {
    const { rows } = await stage.row<{ rows: number }>(raw(`SELECT count(*) AS rows FROM (${select}) AS t`))
    if (rows === 0) continue
    const file = `${name}.${format}`
    await stage.run(
      sql`COPY (${await columnsFor(stage, select, format)}) TO ${raw(quoted(`${folder}/${file}`))} ${raw(options[format])}`,
    )
    written.push(file)
  }
  return written
}

const options: Record<ExportFormat, string> = {
  csv: '(FORMAT csv, HEADER)',
  parquet: '(FORMAT parquet, COMPRESSION zstd)',
}

/** In CSV, text that a spreadsheet would run gets the same mark as `safeCell` gives it. */
async function columnsFor(stage: Stage, select: string, format: ExportFormat): Promise<Sql> {
  if (format === 'parquet') return raw(select)
  const columns = await stage.rows<{ column_name: string; column_type: string }>(raw(`DESCRIBE ${select}`))
  const shown = columns.map(({ column_name: name, column_type }) => {
    if (column_type !== 'VARCHAR') return `"${name}"`
    return `CASE WHEN regexp_matches("${name}", '^''*[=+\\-@\\t\\r]') THEN '''' || "${name}"
      ELSE "${name}" END AS "${name}"`
  })
  return raw(`SELECT ${shown.join(', ')} FROM (${select}) AS t`)
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", "''")}'`
}
