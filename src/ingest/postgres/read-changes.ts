import { AppError, isAppError } from '../../base/errors.ts'
import { literal } from '../literal.ts'
import type { Source } from '../source.ts'
import { quoted } from './catalogue.ts'
import { isForeign } from './decode-lines.ts'
import { exactColumns } from './feed.ts'
import type { Feed, Watch } from './feed.ts'
import type { Session } from './session.ts'
import type { TextFormats } from './text-formats.ts'

/** How far a source has been read. It is written with the rows themselves, so that the two never part. */
export type SourceState = {
  /** of what is read: another mapping is another source */
  signature: string
  /** the newest change seen, by feed and watch */
  marks: Record<string, (string | null)[]>
  /** the server's clock and transaction when it was read */
  server_time: string
  transaction: string
  refreshed_at: string
  compared_at: string
  /** how its texts are written, by feed, where that was beyond doubt */
  formats?: Record<string, TextFormats>
}

/** Where the server stands as the reading begins. */
export type ServerMoment = { server_time: string; transaction: string }

/** Changes that were written down before others could see them are read again, as is what came in that time. */
const overlapMinutes = 10
const overlapKeys = 1000
/** more changed keys than that are not worth naming: everything is read */
const mostKeys = 1_000_000
const fewKeys = 20_000

export async function readMoment(session: Session): Promise<ServerMoment> {
  const [found] = await session.rows<ServerMoment>(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ') AS server_time,
      txid_snapshot_xmin(txid_current_snapshot())::text AS transaction`,
  )
  return found
}

/** Where the next refresh goes on, once this one has been written. */
export async function readMarks(
  session: Session,
  feeds: readonly Feed[],
  moment: ServerMoment,
): Promise<SourceState['marks']> {
  const marks: SourceState['marks'] = {}
  for (const { name, watches } of feeds) {
    marks[name] = []
    for (const watch of watches) marks[name].push(await markOf(session, watch, moment))
  }
  return marks
}

async function markOf(session: Session, watch: Watch, moment: ServerMoment): Promise<string | null> {
  if (watch.mode === 'row_version') return moment.transaction
  // a time ahead of the server's clock would hide all that comes until then
  const most =
    watch.mode === 'updated_at'
      ? `least(max(${watch.column})::timestamptz, now())::text`
      : `max(${watch.column})::numeric::text`
  try {
    const [found] = await session.rows<{ mark: string | null }>(
      `SELECT ${most} AS mark FROM ${watch.relation}`,
    )
    return found.mark
  } catch (error) {
    if (!isAppError(error) || error.code !== 'source_query') throw error
    const kind = watch.mode === 'updated_at' ? 'times' : 'numbers'
    throw new AppError(
      'source_watermark',
      `${watch.column} does not hold ${kind}: name another column, or find changes by row version`,
      { cause: error },
    )
  }
}

/** A column that is left out in some rows would hide their changes. */
export async function refuseNulls(session: Session, feeds: readonly Feed[]): Promise<void> {
  for (const { name, watches } of feeds) {
    for (const { column, relation } of watches) {
      if (column === null) continue
      const found = await session.rows(`SELECT 1 AS one FROM ${relation} WHERE ${column} IS NULL LIMIT 1`)
      if (found.length > 0)
        throw new AppError(
          'source_watermark',
          `${name}: ${column} is empty in some rows, so their changes would not be seen: fill it in, or find changes by row version`,
        )
    }
  }
}

function changedSince(watch: Watch, mark: string): string {
  const { mode, row, column } = watch
  if (mode === 'row_version') {
    const low = BigInt(mark) % 4_294_967_296n
    return `age(${row}.xmin) <= age('${low}'::xid)`
  }
  if (mode === 'updated_at')
    return `${column} >= '${mark.replaceAll("'", '')}'::timestamptz - interval '${overlapMinutes} minutes'`
  return `${column} > ${Number(mark) - overlapKeys}`
}

/** The zone by the name that the server knows it by; null where it does not. */
export async function zoneThere(session: Session, zone: string): Promise<string | null> {
  const found = await session.rows<{ there: boolean }>(
    'SELECT count(*) > 0 AS there FROM pg_timezone_names WHERE name = $1',
    [zone],
  )
  return found[0].there ? zone : null
}

/** The keys of what has changed since, as texts; null where naming them is not worth it and all has to be read. */
export async function changedKeys(
  session: Session,
  feed: Feed,
  marks: readonly (string | null)[],
): Promise<string[] | null> {
  const found = new Set<string>()
  for (const [index, watch] of feed.watches.entries()) {
    const mark = marks[index]
    // it was empty before: all of it is new
    const where = mark === null || mark === undefined ? 'true' : changedSince(watch, mark)
    const rows = await session.rows<{ key: string | null }>(
      `SELECT DISTINCT (${watch.key})::text AS key FROM ${watch.relation} WHERE ${where} LIMIT ${mostKeys + 1}`,
    )
    for (const { key } of rows) if (key !== null) found.add(key)
    if (found.size > mostKeys) return null
  }
  // bytes of no encoding cannot be asked for by their letters
  if (session.encoding === 'SQL_ASCII' && [...found].some(isForeign)) return null
  return [...found]
}

export type FeedQuery = Pick<Source, 'exact' | 'plain' | 'numbered_products'> & {
  query: string
  header: string[]
}

/** By the ids of types, those that are written without anything that would have to be looked at. */
const plainTypes: Record<number, 'integer' | 'number' | 'time'> = {
  20: 'integer',
  21: 'integer',
  23: 'integer',
  1082: 'time',
  1114: 'time',
  1700: 'number',
}

/** The feed's query for some keys only, or for all; its columns are found by asking the server. */
export async function feedQuery(
  session: Session,
  feed: Feed,
  keys: readonly string[] | null,
  zone: string | null = null,
): Promise<FeedQuery> {
  const described = await describeQuery(session, feed.query)
  const header = described.map(({ name }) => name)
  const missing = Object.values(feed.mapping.columns).filter((name) => !header.includes(name))
  if (missing.length > 0)
    throw new AppError(
      'source_changed',
      `${feed.name} has no column ${missing.join(', ')} among ${header.slice(0, 30).join(', ')}: look at the source again and save its mapping anew`,
    )
  const { key, prefix } = feed
  const product = described.find(({ name }) => name === feed.mapping.columns.product_id)
  const numbered_products = /^(smallint|integer|bigint)$/.test(product?.type ?? '')
  const plain: Map<string, 'integer' | 'number' | 'time'> = new Map()
  const told = { header, numbered_products, exact: exactColumns(described), plain }
  const columns = described.map(({ name, type: found, id }) => {
    const column = `q.${quoted(name)}`
    // the server turns instants into local times much quicker than their texts are read here
    const instant = zone !== null && found === 'timestamp with time zone'
    const kind = instant ? 'time' : plainTypes[id]
    if (kind && !(name === key && prefix)) plain.set(name, kind)
    const value = instant
      ? `timezone(${literal(zone)}, ${column}) AS ${quoted(name)}`
      : found === 'money'
        ? `${column}::numeric AS ${quoted(name)}`
        : column
    return name === key && prefix ? `${literal(prefix)} || ${value}::text AS ${quoted(name)}` : value
  })
  const from = `SELECT ${columns.join(', ')} FROM (${feed.query}) AS q`
  // rows of one order stand together as its lines were entered, whatever the server finds first
  const order = keys === null ? feed.order_by : (feed.order_by ?? lineOrder(feed, header))
  if (keys === null || key === null) return { query: order ? `${from} ORDER BY ${order}` : from, ...told }
  const said = described.find(({ name }) => name === key)?.type ?? 'text'
  // character alone is one letter
  const type = said === 'character' ? 'bpchar' : said
  const texts = keys.map((each) => `"${each.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
  const list = literal(`{${texts.join(',')}}`)
  const among =
    keys.length <= fewKeys ? `= ANY (${list}::${type}[])` : `IN (SELECT unnest(${list}::${type}[]))`
  return {
    query: `${from} WHERE q.${quoted(key)} ${among} ${order ? `ORDER BY ${order}` : ''}`,
    ...told,
  }
}

function lineOrder({ key, mapping }: Feed, header: readonly string[]): string | undefined {
  const line = mapping.columns.transaction_id
  if (key === null) return undefined
  return line && header.includes(line) ? `q.${quoted(key)}, q.${quoted(line)}` : `q.${quoted(key)}`
}

/** Names and types of what a query gives, without running it. */
export async function describeQuery(
  session: Session,
  query: string,
): Promise<{ name: string; type: string; id: number }[]> {
  const fields = await session.describe(`SELECT * FROM (${query}) AS q LIMIT 0`)
  const types = await session.rows<{ oid: number; type: string }>(
    'SELECT oid::int8::float8 AS oid, format_type(oid, NULL) AS type FROM unnest($1::oid[]) AS t(oid)',
    [[...new Set(fields.map(({ type }) => type))]],
  )
  return fields.map(({ name, type }) => ({
    name,
    id: type,
    type: types.find(({ oid }) => oid === type)?.type ?? 'text',
  }))
}
