import { raw, sql } from '../warehouse/sql.ts'
import type { Sql } from '../warehouse/sql.ts'
import type { Writer } from '../warehouse/reader.ts'

const keys = { orders: 'order_key', customers: 'customer_key', products: 'product_key' } as const
export type OwnedTable = keyof typeof keys

/** What a source has brought, or has taken over as it was, and nothing has replaced since. */
export function ownedBy(row: string, table: OwnedTable, sourceId: string): Sql {
  const key = raw(`${row}.${keys[table]}`)
  const of = raw(`${row}.import_id`)
  return sql`(${of} IN (SELECT import_id FROM facts.imports WHERE source_id = ${sourceId})
    OR (${key}, ${of}) IN (SELECT key, import_id FROM facts.adopted WHERE source_id = ${sourceId} AND kind = ${table}))`
}

export async function isStaged(writer: Writer, table: string): Promise<boolean> {
  const found = await writer.rows(
    sql`SELECT 1 AS one FROM duckdb_tables() WHERE temporary AND table_name = ${table}`,
  )
  return found.length > 0
}

/**
 * What a source tells just as it is known, and what no other source has, becomes the source's: what is gone from it later is then
 * seen. So a source that was removed and comes again takes up where it was. Tells how many orders it took over.
 */
export async function adoptUnchanged(
  writer: Writer,
  sourceId: string,
  importId: string,
  tables: readonly OwnedTable[],
): Promise<number> {
  let orders = 0
  for (const table of tables) {
    if (table === 'orders' && !(await isStaged(writer, 'order_map'))) continue
    const key = keys[table]
    const told =
      table === 'orders'
        ? `SELECT old_key FROM order_map WHERE action = 'same'`
        : `SELECT f.${key} FROM facts.${table} AS f JOIN ${table}_found AS n ON n.${table.slice(0, -1)}_id = f.${table.slice(0, -1)}_id`
    await writer.run(
      sql`CREATE OR REPLACE TEMP TABLE adopting AS SELECT o.${raw(key)} AS key, o.import_id FROM facts.${raw(table)} AS o
        WHERE o.${raw(key)} IN (${raw(told)}) AND o.import_id <> ${importId} AND o.import_id NOT IN (SELECT import_id FROM facts.imports WHERE source_id IS NOT NULL)
          AND (o.${raw(key)}, o.import_id) NOT IN (SELECT key, import_id FROM facts.adopted WHERE kind = ${table})`,
    )
    await writer.run(
      sql`INSERT INTO facts.adopted SELECT ${sourceId}, ${table}, key, import_id FROM adopting`,
    )
    if (table !== 'orders') continue
    const { n } = await writer.row<{ n: number }>(raw('SELECT count(*) AS n FROM adopting'))
    orders = n
  }
  return orders
}

/** What a source has brought belongs to nobody once it is gone: another may bring the same orders. */
export async function releaseSource(writer: Writer, sourceId: string): Promise<void> {
  await writer.run(sql`DELETE FROM facts.source_states WHERE source_id = ${sourceId}`)
  await writer.run(sql`DELETE FROM facts.adopted WHERE source_id = ${sourceId}`)
  await writer.run(sql`UPDATE facts.imports SET source_id = NULL WHERE source_id = ${sourceId}`)
}
