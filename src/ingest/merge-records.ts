import type { Writer } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import { recordTables } from './stage-records.ts'
import type { RecordRole } from './stage-records.ts'

function shaped(role: RecordRole, staged: string): string {
  if (role === 'visits') return `SELECT * FROM ${staged}_ready`
  const product = `LEFT JOIN facts.products AS p ON p.product_id = r.product`
  if (role === 'stock') {
    return `SELECT p.product_key, r.day, r.on_hand, r.on_order, r.lead_time_days FROM ${staged}_ready AS r ${product}`
  }
  return `SELECT r.review_id, p.product_key, coalesce(c.customer_key, 0) AS customer_key, r.rating, r.text, r.written_at
    FROM ${staged}_ready AS r ${product} LEFT JOIN facts.customers AS c ON c.customer_id = r.customer`
}

/** Merges visits, reviews or stock: rows that say something new, in place of those of the same key. Tells how many. */
export async function mergeRecords(
  writer: Writer,
  role: RecordRole,
  staged: string,
  importId: string,
): Promise<number> {
  const { table, key, columns } = recordTables[role]
  const names = columns.join(', ')
  const news = `${staged}_news`
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${news} AS
      SELECT ${names} FROM (${shaped(role, staged)}) EXCEPT SELECT ${names} FROM facts.${table}`),
  )
  const { n } = await writer.row<{ n: number }>(raw(`SELECT count(*) AS n FROM ${news}`))
  if (n === 0) return 0
  const same = key.map((column) => `n.${column} IS NOT DISTINCT FROM o.${column}`).join(' AND ')
  const known = `EXISTS (SELECT 1 FROM ${news} AS n WHERE ${same})`
  await writer.run(
    sql`INSERT INTO facts.${raw(`replaced_${table}`)} BY NAME
      SELECT *, ${importId}::VARCHAR AS replaced_by FROM facts.${raw(table)} AS o WHERE ${raw(known)}`,
  )
  await writer.run(raw(`DELETE FROM facts.${table} AS o WHERE ${known}`))
  await writer.run(
    sql`INSERT INTO facts.${raw(table)} (${raw(names)}, import_id) SELECT ${raw(names)}, ${importId} FROM ${raw(news)} ORDER BY ALL`,
  )
  return n
}
