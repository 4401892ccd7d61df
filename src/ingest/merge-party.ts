import type { Writer } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Party } from './stage-parties.ts'

export type PartyChanges = { added: number; changed: number }

/** What several files and the orders say of one party, in one row: a file of its own wins over what orders say. */
function foundSql(party: Party): string {
  const values = party.attributes.flatMap(({ name, soft }) => [
    `arg_max(${name}, source) AS ${name}`,
    ...(soft === undefined ? [] : [`arg_max(soft_${name}, source) AS soft_${name}`]),
  ])
  return `SELECT ${party.id}, min(source) AS source, min(place) AS place, ${values.join(', ')}
    FROM ${party.table}_found GROUP BY ${party.id}`
}

/**
 * Merges customers or products into the facts. Existing rows change only where a file says something else and nobody
 * has edited the field by hand; what they were is kept for undoing. New rows get keys by order of first appearance.
 */
export async function mergeParty(writer: Writer, party: Party, importId: string): Promise<PartyChanges> {
  const { table, id, attributes } = party
  const key = table === 'customers' ? 'customer_key' : 'product_key'
  const merged = attributes.map(({ name, soft }) => {
    const value = [`n.${name}`, `o.${name}`, ...(soft === undefined ? [] : [`n.soft_${name}`])].join(', ')
    return `CASE WHEN coalesce(list_contains(o.edited_fields, '${name}'), false) THEN o.${name} ELSE coalesce(${value}) END AS ${name}`
  })
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${table}_merged AS
      SELECT o.${key} AS old_key, n.${id}, n.source, n.place, ${merged.join(', ')},
        o.${key} IS NOT NULL AND (${attributes.map(({ name }) => `o.${name} IS DISTINCT FROM ${merged.find((text) => text.endsWith(` AS ${name}`))?.slice(0, -` AS ${name}`.length)}`).join(' OR ')}) AS changed
      FROM (${foundSql(party)}) AS n LEFT JOIN facts.${table} AS o ON o.${id} = n.${id}`),
  )
  const { added, changed } = await writer.row<{ added: number; changed: number }>(
    raw(
      `SELECT count(*) FILTER (WHERE old_key IS NULL) AS added, count(*) FILTER (WHERE changed) AS changed FROM ${table}_merged`,
    ),
  )
  if (changed > 0) {
    const keys = `(SELECT old_key FROM ${table}_merged WHERE changed)`
    await writer.run(
      sql`INSERT INTO facts.${raw(`replaced_${table}`)} BY NAME
        SELECT *, ${importId}::VARCHAR AS replaced_by FROM facts.${raw(table)} WHERE ${raw(key)} IN ${raw(keys)}`,
    )
    await writer.run(
      sql`UPDATE facts.${raw(table)} AS o SET ${raw(attributes.map(({ name }) => `${name} = m.${name}`).join(', '))}, import_id = ${importId}
        FROM ${raw(`${table}_merged`)} AS m WHERE m.changed AND m.old_key = o.${raw(key)}`,
    )
  }
  if (added > 0) {
    await writer.run(
      sql`INSERT INTO facts.${raw(table)} (${raw([key, id, ...attributes.map(({ name }) => name)].join(', '))}, import_id)
        SELECT CAST((SELECT coalesce(max(${raw(key)}), 0) FROM facts.${raw(table)}) + row_number() OVER (ORDER BY source, place) AS INTEGER),
          ${raw([id, ...attributes.map(({ name }) => name)].join(', '))}, ${importId}
        FROM ${raw(`${table}_merged`)} WHERE old_key IS NULL ORDER BY source, place`,
    )
  }
  return { added, changed }
}
