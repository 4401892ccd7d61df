import type { Clock } from '../base/clock.ts'
import { AppError } from '../base/errors.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Area, Warehouse } from '../warehouse/warehouse.ts'
import { customerParty, productParty } from './stage-parties.ts'
import type { Party } from './stage-parties.ts'

const areas: readonly Area[] = ['sales', 'catalogue', 'customers']
const wholeTables = ['orders', 'order_lines', 'visits', 'reviews', 'stock_levels'] as const

/** What a party's rows are pointed at from: only what nothing points at is taken away. */
export const pointers: Record<Party['table'], readonly string[]> = {
  customers: ['orders', 'reviews'],
  products: ['order_lines', 'reviews', 'stock_levels'],
}

async function refuse(writer: Writer, importId: string): Promise<void> {
  const [found] = await writer.rows<{ undone: boolean }>(
    sql`SELECT undone_at IS NOT NULL AS undone FROM facts.imports WHERE import_id = ${importId}`,
  )
  if (!found) throw new AppError('import_not_found')
  if (found.undone) throw new AppError('conflicting_state', 'this import has been undone already')
  for (const table of wholeTables) {
    const [later] = await writer.rows<{ replaced_by: string }>(
      sql`SELECT replaced_by FROM facts.${raw(`replaced_${table}`)} WHERE import_id = ${importId} LIMIT 1`,
    )
    if (later) {
      throw new AppError(
        'not_undoable',
        `${later.replaced_by} has replaced what this import loaded: undo that first`,
      )
    }
  }
}

/** Takes out the rows that the import put in, and puts back those it replaced. */
async function restoreRows(
  writer: Writer,
  table: (typeof wholeTables)[number],
  importId: string,
): Promise<void> {
  const kept = raw(`facts.replaced_${table}`)
  await writer.run(sql`DELETE FROM facts.${raw(table)} WHERE import_id = ${importId}`)
  await writer.run(
    sql`INSERT INTO facts.${raw(table)} BY NAME SELECT * EXCLUDE (replaced_by) FROM ${kept} WHERE replaced_by = ${importId}`,
  )
  await writer.run(sql`DELETE FROM ${kept} WHERE replaced_by = ${importId}`)
}

/**
 * Gives customers or products back what they were, save for what was edited by hand since; what a later import keeps of
 * them is set right too, so that undoing that one does not bring this one back.
 */
async function restoreParty(writer: Writer, party: Party, importId: string): Promise<void> {
  const { table, attributes } = party
  const key = table === 'customers' ? 'customer_key' : 'product_key'
  const kept = `facts.replaced_${table}`
  const values = attributes.map(
    ({ name }) =>
      `${name} = CASE WHEN list_contains(coalesce(o.edited_fields, []), '${name}') THEN o.${name} ELSE b.${name} END`,
  )
  for (const target of [`facts.${table}`, kept]) {
    await writer.run(
      sql`UPDATE ${raw(target)} AS o SET ${raw(values.join(', '))}, import_id = b.import_id
        FROM (SELECT * FROM ${raw(kept)} WHERE replaced_by = ${importId}) AS b
        WHERE b.${raw(key)} = o.${raw(key)} AND o.import_id = ${importId}`,
    )
  }
  // what was gone from a connected source comes back whole
  await writer.run(
    sql`INSERT INTO facts.${raw(table)} BY NAME SELECT * EXCLUDE (replaced_by) FROM ${raw(kept)}
      WHERE replaced_by = ${importId} AND ${raw(key)} NOT IN (SELECT ${raw(key)} FROM facts.${raw(table)})`,
  )
  await writer.run(sql`DELETE FROM ${raw(kept)} WHERE replaced_by = ${importId}`)
  const pointed = pointers[table].map((name) => `${key} NOT IN (SELECT ${key} FROM facts.${name})`)
  await writer.run(
    sql`DELETE FROM facts.${raw(table)} WHERE import_id = ${importId} AND archived_at IS NULL
      AND len(coalesce(edited_fields, [])) = 0 AND ${raw(pointed.join(' AND '))}`,
  )
}

/**
 * Undoes an import in one transaction: what it loaded goes, what it replaced comes back exactly. Refused once a later
 * write has replaced any of it.
 */
export async function undoImport(
  context: { warehouse: Warehouse; clock: Clock; intentId?: string },
  importId: string,
): Promise<{ import_id: string; undone_at: string }> {
  const undoneAt = context.clock().toISOString()
  await context.warehouse.write(areas, async (writer) => {
    await refuse(writer, importId)
    for (const table of wholeTables) await restoreRows(writer, table, importId)
    for (const party of [customerParty, productParty]) await restoreParty(writer, party, importId)
    // a connected source is read anew as a whole
    await writer.run(
      sql`DELETE FROM facts.source_states WHERE source_id IN (SELECT source_id FROM facts.imports WHERE import_id = ${importId})`,
    )
    const at = sql`CAST(${undoneAt} AS TIMESTAMP)`
    await writer.run(sql`UPDATE facts.imports SET undone_at = ${at} WHERE import_id = ${importId}`)
    if (context.intentId !== undefined) {
      await writer.run(sql`INSERT INTO facts.applied_intents VALUES (${context.intentId}, ${at})`)
    }
  })
  return { import_id: importId, undone_at: undoneAt }
}
