import type { Reader } from '../../warehouse/reader.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import { literal } from '../literal.ts'
import { quoted } from './catalogue.ts'
import { copyToFile } from './copy-feed.ts'
import type { Feed } from './feed.ts'
import { ownedBy } from '../owned-by.ts'
import { isOrders, partyOf } from './remove-gone.ts'
import type { Session } from './session.ts'

/** Fetches every key there is with its number of rows; answers what stands after FROM to read them. */
export async function compareKeys(session: Session, feed: Feed, path: string): Promise<string> {
  const key = `q.${quoted(feed.key ?? '')}`
  const value = feed.prefix ? `${literal(feed.prefix)} || ${key}::text` : key
  const query = `SELECT ${value} AS key, count(*) FROM (${feed.query}) AS q WHERE ${key} IS NOT NULL GROUP BY ${key}`
  await copyToFile(session, query, { path, name: feed.name, header: ['key', 'n'] })
  return `read_csv(${literal(path)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
    columns = {'key': 'VARCHAR', 'n': 'BIGINT'})`
}

/**
 * Keys that the facts do not have, or have from this source with another number of rows: whatever the reason, they are
 * read again. What a file has corrected since stays.
 */
export async function differingKeys(
  reader: Reader,
  sourceId: string,
  feed: Feed,
  present: string,
): Promise<string[]> {
  const known = isOrders(feed)
    ? sql`SELECT o.order_id AS key, count(l.order_key) AS n, any_value(${ownedBy('o', 'orders', sourceId)}) AS owned FROM facts.orders AS o
        LEFT JOIN facts.order_lines AS l ON l.order_key = o.order_key GROUP BY o.order_id`
    : sql`SELECT ${raw(partyOf(feed)?.id ?? 'NULL')} AS key, 1 AS n, false AS owned FROM ${raw(`facts.${partyOf(feed)?.table ?? 'customers'}`)}`
  const rows = await reader.rows<{ key: string }>(
    sql`SELECT p.key FROM ${raw(present)} AS p LEFT JOIN (${known}) AS k ON k.key = trim(p.key)
      WHERE k.key IS NULL OR (k.owned AND k.n <> p.n) ORDER BY p.key`,
  )
  const cut = feed.prefix?.length ?? 0
  return rows.map(({ key }) => key.slice(cut))
}
