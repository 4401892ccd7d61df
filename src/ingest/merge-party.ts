import type { Writer } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import { nextKey } from './merge-orders.ts'
import type { Party } from './stage-parties.ts'

export type PartyChanges = { added: number; changed: number }

type Attribute = Party['attributes'][number]

/** The attributes that any row has a value for, hard or soft, and how many sources speak. */
async function spokenOf(writer: Writer, { table, attributes }: Party) {
  const counts = attributes.flatMap(({ name, soft }) => [
    `count(${name}) > 0 AS ${name}`,
    ...(soft === undefined ? [] : [`count(soft_${name}) > 0 AS soft_${name}`]),
  ])
  const found = await writer.row<Record<string, boolean | number>>(
    raw(`SELECT ${['count(DISTINCT source) AS sources', ...counts].join(', ')} FROM ${table}_found`),
  )
  return {
    sources: Number(found.sources),
    spoken: attributes.filter(({ name }) => found[name] === true || found[`soft_${name}`] === true),
  }
}

/** What several files and the orders say of one party, in one row: a file of its own wins over what orders say. */
function wholeSql({ table, id }: Party, spoken: readonly Attribute[]): string {
  const columns = spoken.flatMap(({ name, soft }) => (soft === undefined ? [name] : [name, `soft_${name}`]))
  const values = columns.map((name) => `arg_max(${name}, source) AS ${name}`)
  return `SELECT ${[id, 'min(source) AS source', 'min(place) AS place', ...values].join(', ')} FROM ${table}_found GROUP BY ${id}`
}

/**
 * Changes existing rows where a file says something else and nobody has edited the field by hand; what they were is kept
 * for undoing.
 */
async function changeKnown(
  writer: Writer,
  party: Party,
  spoken: readonly Attribute[],
  found: string,
  importId: string,
) {
  const { table, id } = party
  const key = keyOf(party)
  const values = spoken.map(({ name, soft }) => {
    const value = [`n.${name}`, `o.${name}`, ...(soft === undefined ? [] : [`n.soft_${name}`])].join(', ')
    return {
      name,
      value: `CASE WHEN coalesce(list_contains(o.edited_fields, '${name}'), false) THEN o.${name} ELSE coalesce(${value}) END`,
    }
  })
  if (values.length === 0) return 0
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${table}_changed AS
      SELECT o.${key} AS old_key, ${values.map(({ name, value }) => `${value} AS ${name}`).join(', ')}
      FROM ${found} AS n JOIN facts.${table} AS o ON o.${id} = n.${id}
      WHERE ${values.map(({ name, value }) => `o.${name} IS DISTINCT FROM ${value}`).join(' OR ')}`),
  )
  const { changed } = await writer.row<{ changed: number }>(
    raw(`SELECT count(*) AS changed FROM ${table}_changed`),
  )
  if (changed === 0) return 0
  await writer.run(
    sql`INSERT INTO facts.${raw(`replaced_${table}`)} BY NAME SELECT *, ${importId}::VARCHAR AS replaced_by
      FROM facts.${raw(table)} WHERE ${raw(key)} IN (SELECT old_key FROM ${raw(`${table}_changed`)})`,
  )
  await writer.run(
    sql`UPDATE facts.${raw(table)} AS o SET ${raw(values.map(({ name }) => `${name} = m.${name}`).join(', '))}, import_id = ${importId}
      FROM ${raw(`${table}_changed`)} AS m WHERE m.old_key = o.${raw(key)}`,
  )
  return changed
}

function keyOf({ table }: Party): string {
  return table === 'customers' ? 'customer_key' : 'product_key'
}

/** Adds what is not known yet. Only keys are sorted, not whole rows: that takes half the time. */
async function addUnknown(
  writer: Writer,
  party: Party,
  spoken: readonly Attribute[],
  found: string,
  importId: string,
) {
  const { table, id } = party
  const key = keyOf(party)
  const names = spoken.map(({ name }) => name)
  const values = spoken.map(({ name, soft }) =>
    soft === undefined ? `n.${name}` : `coalesce(n.${name}, n.soft_${name})`,
  )
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${table}_keys AS
      SELECT n.rowid AS row_no, CAST(${nextKey(table, key)} +
        row_number() OVER (ORDER BY n.source, n.place) AS INTEGER) AS ${key}
      FROM ${found} AS n WHERE NOT EXISTS (SELECT 1 FROM facts.${table} AS o WHERE o.${id} = n.${id})`),
  )
  await writer.run(
    sql`INSERT INTO facts.${raw(table)} (${raw([key, id, ...names].join(', '))}, import_id)
      SELECT ${raw([`k.${key}`, `n.${id}`, ...values].join(', '))}, ${importId}
      FROM ${raw(found)} AS n JOIN ${raw(`${table}_keys`)} AS k ON k.row_no = n.rowid`,
  )
  const { added } = await writer.row<{ added: number }>(raw(`SELECT count(*) AS added FROM ${table}_keys`))
  return added
}

/** Merges customers or products into the facts; new rows get keys by order of first appearance. */
export async function mergeParty(writer: Writer, party: Party, importId: string): Promise<PartyChanges> {
  const { sources, spoken } = await spokenOf(writer, party)
  if (sources === 0) return { added: 0, changed: 0 }
  const found = sources === 1 ? `${party.table}_found` : `${party.table}_whole`
  if (sources > 1)
    await writer.run(raw(`CREATE OR REPLACE TEMP TABLE ${found} AS ${wholeSql(party, spoken)}`))
  const changed = await changeKnown(writer, party, spoken, found, importId)
  return { added: await addUnknown(writer, party, spoken, found, importId), changed }
}
