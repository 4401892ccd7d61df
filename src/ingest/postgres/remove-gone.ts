import { AppError } from '../../base/errors.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { Writer } from '../../warehouse/reader.ts'
import { adoptUnchanged, isStaged, ownedBy } from '../owned-by.ts'
import { pointers } from '../undo-import.ts'
import type { Feed } from './feed.ts'

/** What of a feed is read: these keys, or all of it (null); and, where all keys were compared, what is there. */
export type ReadFeed = { feed: Feed; keys: string[] | null; present: string | null }

export function isOrders({ mapping: { role } }: Feed): boolean {
  return role === 'lines' || role === 'orders'
}

export function partyOf({ mapping: { role } }: Feed) {
  if (role === 'customers') return { table: 'customers', id: 'customer_id', key: 'customer_key' } as const
  if (role === 'products') return { table: 'products', id: 'product_id', key: 'product_key' } as const
  return null
}

const changed = 'changed_keys'
const noneGone = 'CREATE OR REPLACE TEMP TABLE gone_orders (order_key INTEGER)'

/** Brings the keys that were asked for beside the rows that came for them: those without rows are gone. */
export async function stageKeys(stage: Writer, reads: readonly ReadFeed[]): Promise<void> {
  await stage.run(raw(`CREATE OR REPLACE TEMP TABLE ${changed} (key VARCHAR)`))
  for (const { feed, keys } of reads) {
    if (!isOrders(feed) || keys === null) continue
    for (let from = 0; from < keys.length; from += 10_000) {
      const some = keys.slice(from, from + 10_000).map((key) => `${feed.prefix ?? ''}${key}`)
      await stage.run(sql`INSERT INTO ${raw(changed)} SELECT trim(unnest(${some}))`)
    }
  }
}

/**
 * Takes out what the source no longer has: what it was asked for and did not give, and what was not among its keys.
 * It is kept like what an import replaces, so that undoing the import brings it back.
 */
export async function removeGone(
  writer: Writer,
  sourceId: string,
  importId: string,
  reads: readonly ReadFeed[],
  allowMost: boolean,
): Promise<{ orders_adopted: number; orders_removed: number; others_removed: number }> {
  await refuseForeign(writer, sourceId, importId)
  const parties = reads.flatMap(({ feed }) => partyOf(feed)?.table ?? [])
  const orders_adopted = await adoptUnchanged(writer, sourceId, importId, ['orders', ...new Set(parties)])
  // what has never been read before has nothing that could be gone
  const before = await writer.rows(
    sql`SELECT 1 AS one FROM facts.imports WHERE source_id = ${sourceId} AND import_id <> ${importId} LIMIT 1`,
  )
  if (before.length === 0 && orders_adopted === 0) {
    await writer.run(raw(noneGone))
    return { orders_adopted, orders_removed: 0, others_removed: 0 }
  }
  const orders_removed = await removeOrders(
    writer,
    sourceId,
    importId,
    reads.filter(({ feed }) => isOrders(feed)),
    allowMost,
  )
  let others_removed = 0
  for (const read of reads) others_removed += await removeParty(writer, sourceId, importId, read)
  return { orders_adopted, orders_removed, others_removed }
}

/** Two sources whose orders have the same ids would replace each other's for ever. */
async function refuseForeign(writer: Writer, sourceId: string, importId: string): Promise<void> {
  const [found] = await writer.rows<{ order_id: string; other: string }>(
    sql`SELECT r.order_id, i.file_name AS other FROM facts.replaced_orders AS r JOIN facts.imports AS i ON i.import_id = r.import_id
      WHERE r.replaced_by = ${importId} AND (i.source_id <> ${sourceId} OR (r.order_key, r.import_id) IN (
        SELECT key, import_id FROM facts.adopted WHERE kind = 'orders' AND source_id <> ${sourceId})) LIMIT 1`,
  )
  if (found)
    throw new AppError(
      'source_mapping',
      `order ${found.order_id} has come from ${found.other} before: give the orders of one of the two sources an id of their own, in a query`,
    )
}

async function removeOrders(
  writer: Writer,
  sourceId: string,
  importId: string,
  reads: readonly ReadFeed[],
  allowMost: boolean,
): Promise<number> {
  if (reads.length === 0) {
    await writer.run(raw(noneGone))
    return 0
  }
  const came = (await isStaged(writer, 'lines'))
    ? 'o.order_id NOT IN (SELECT order_id FROM lines WHERE order_id IS NOT NULL AND issue IS NULL)'
    : 'true'
  const present = reads.flatMap(({ present: each }) =>
    each === null ? [] : [`SELECT trim(key) AS key FROM ${each}`],
  )
  const asked = reads.some(({ keys }) => keys === null)
    ? 'true'
    : `(o.order_id IN (SELECT key FROM ${changed})
        ${present.length > 0 ? `OR o.order_id NOT IN (${present.join(' UNION ALL ')})` : ''})`
  await writer.run(
    sql`CREATE OR REPLACE TEMP TABLE gone_orders AS SELECT o.order_key FROM facts.orders AS o
      WHERE ${ownedBy('o', 'orders', sourceId)} AND ${raw(asked)} AND ${raw(came)}`,
  )
  const { gone } = await writer.row<{ gone: number }>(raw('SELECT count(*) AS gone FROM gone_orders'))
  if (gone === 0) return 0
  const { owned } = await writer.row<{ owned: number }>(
    sql`SELECT count(*) AS owned FROM facts.orders AS o WHERE ${ownedBy('o', 'orders', sourceId)}`,
  )
  if (!allowMost && owned >= 100 && gone > owned / 2)
    throw new AppError(
      'source_changed',
      `${gone} of its ${owned} orders are gone from the source: nothing was changed; if that is right, refresh it whole`,
    )
  for (const table of ['orders', 'order_lines']) {
    const among = raw('WHERE order_key IN (SELECT order_key FROM gone_orders)')
    await writer.run(
      sql`INSERT INTO facts.${raw(`replaced_${table}`)} BY NAME
        SELECT *, ${importId}::VARCHAR AS replaced_by FROM facts.${raw(table)} ${among}`,
    )
    await writer.run(sql`DELETE FROM facts.${raw(table)} ${among}`)
  }
  return gone
}

async function removeParty(
  writer: Writer,
  sourceId: string,
  importId: string,
  read: ReadFeed,
): Promise<number> {
  const party = partyOf(read.feed)
  if (party === null || (read.keys !== null && read.present === null)) return 0
  const { table, id, key } = party
  const there =
    read.present === null
      ? `SELECT ${id} FROM ${table}_found WHERE ${id} IS NOT NULL`
      : `SELECT trim(key) FROM ${read.present}`
  const pointed = pointers[table].map((name) => `o.${key} NOT IN (SELECT ${key} FROM facts.${name})`)
  await writer.run(
    sql`CREATE OR REPLACE TEMP TABLE gone_parties AS SELECT o.${raw(key)} FROM facts.${raw(table)} AS o
      WHERE ${ownedBy('o', table, sourceId)} AND o.archived_at IS NULL AND len(coalesce(o.edited_fields, [])) = 0
        AND o.${raw(id)} NOT IN (${raw(there)}) AND ${raw(pointed.join(' AND '))}`,
  )
  const { gone } = await writer.row<{ gone: number }>(raw('SELECT count(*) AS gone FROM gone_parties'))
  if (gone === 0) return 0
  const among = raw(`WHERE ${key} IN (SELECT ${key} FROM gone_parties)`)
  await writer.run(
    sql`INSERT INTO facts.${raw(`replaced_${table}`)} BY NAME
      SELECT *, ${importId}::VARCHAR AS replaced_by FROM facts.${raw(table)} ${among}`,
  )
  await writer.run(sql`DELETE FROM facts.${raw(table)} ${among}`)
  return gone
}
