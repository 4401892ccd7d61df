import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportVerdict } from '../../contracts/imports.ts'
import type { RefreshView } from '../../contracts/source-refreshes.ts'
import type { Stage, Warehouse } from '../../warehouse/warehouse.ts'
import { planFile } from '../file-plan.ts'
import type { FilePlan } from '../file-plan.ts'
import type { ImportContext } from '../import-context.ts'
import { importPlans } from '../import-files.ts'
import type { Source } from '../source.ts'
import { readSourceState, saveSourceState } from '../source-state.ts'
import type { PostgresAddress } from './address.ts'
import { compareKeys, differingKeys } from './compare-keys.ts'
import { copied, copiedSource, copyInPieces, copyToFile } from './copy-feed.ts'
import type { Copying } from './copy-feed.ts'
import { isForeign } from './decode-lines.ts'
import type { Feed } from './feed.ts'
import { changedKeys, feedQuery, readMarks, readMoment, refuseNulls, zoneThere } from './read-changes.ts'
import type { FeedQuery, ServerMoment, SourceState } from './read-changes.ts'
import { isOrders, removeGone, stageKeys } from './remove-gone.ts'
import type { ReadFeed } from './remove-gone.ts'
import { withinTime } from '../within-time.ts'
import { openSession } from './session.ts'
import type { Session } from './session.ts'
import { provenFormats } from './text-formats.ts'
import type { TextFormats } from './text-formats.ts'

export type PostgresRefresh = {
  source_id: string
  name: string
  address: PostgresAddress
  feeds: readonly Feed[]
  /** of rows that name none */
  currency?: string
  mode: 'changes' | 'compare' | 'whole'
  time_out_ms: number
  compare_ms: number
}

export type RefreshOutcome = {
  mode: RefreshView['mode']
  verdict: ImportVerdict | null
  rows_read: number
  notes: string[]
  refreshed_at: string
  /** what could not be read, beside what could */
  left_out?: { code: string; message: string }
}

/**
 * Reads what has changed in a shop's database since the last time, in one snapshot of it, and merges it all or nothing;
 * how far it was read is written in the same transaction. Whatever fails leaves the data as they were.
 */
export async function refreshPostgres(
  context: ImportContext,
  request: PostgresRefresh,
): Promise<RefreshOutcome> {
  const { address, name, time_out_ms: ms } = request
  return withinTime(context, { name, ms }, async (within) => {
    const session = await openSession(address, { statementMs: ms, signal: within.signal })
    try {
      await session.begin()
      return await refresh(within, request, session)
    } finally {
      await session.close()
    }
  })
}

async function refresh(
  context: ImportContext,
  request: PostgresRefresh,
  session: Session,
): Promise<RefreshOutcome> {
  const { warehouse, clock } = context
  const { source_id, feeds } = request
  const refreshed_at = clock().toISOString()
  const before = await readSourceState<SourceState>(warehouse, source_id)
  const moment = await readMoment(session)
  const { mode, notes } = decideMode(request, before, moment, clock().getTime())
  await refuseNulls(session, feeds)
  const reads: ReadFeed[] = []
  for (const feed of feeds) {
    const read = await whatToRead(session, feed, mode, before)
    // a column that is gone is told at once, not when the next row changes
    if (read.keys?.length === 0) await feedQuery(session, feed, null)
    reads.push(read)
  }
  const state: SourceState = {
    signature: signatureOf(request),
    marks: await readMarks(session, feeds, moment),
    ...moment,
    refreshed_at,
    compared_at: mode === 'changes' ? (before?.compared_at ?? refreshed_at) : refreshed_at,
    formats: mode === 'whole' ? undefined : before?.formats,
  }
  const outcome = { mode, notes, refreshed_at }
  if (mode === 'changes' && reads.every(({ keys }) => keys?.length === 0)) {
    await warehouse.write([], async (writer) => saveSourceState(writer, source_id, state))
    return { ...outcome, verdict: null, rows_read: 0 }
  }
  const verdict = await importPlans(
    {
      ...context,
      source: {
        source_id,
        label: request.name,
        kind: 'postgres',
        finish: async (writer, importId) => {
          const removed = await removeGone(writer, source_id, importId, reads, request.mode === 'whole')
          await saveSourceState(writer, source_id, state)
          return removed
        },
      },
    },
    { currency: request.currency },
    async (folder, within) => {
      if (mode === 'compare') await compareAll(session, warehouse, source_id, reads, folder)
      const zone = await zoneThere(session, context.timeZone ?? 'UTC')
      const { copies, end } = await copyAll(session, reads, folder, { signal: context.signal, within, zone })
      return {
        end,
        plan: async (stage) => {
          await stageKeys(stage, reads)
          const plans: FilePlan[] = []
          for (const { copying, feed, query } of copies) {
            const source = await sourceOf(stage, copying, query, feed, feeds)
            const plan = planOf(source, feed, before?.formats?.[feed.name])
            state.formats = {
              ...state.formats,
              [feed.name]: { ...provenFormats(plan), ...state.formats?.[feed.name] },
            }
            plans.push(plan)
          }
          return plans
        },
      }
    },
  )
  if (verdict.outcome === 'unchanged')
    await warehouse.write([], async (writer) => saveSourceState(writer, source_id, state))
  return { ...outcome, verdict, rows_read: verdict.rows_read }
}

async function sourceOf(
  stage: Stage,
  copying: Copying,
  { header, query: _, ...told }: FeedQuery,
  { mapping }: Feed,
  feeds: readonly Feed[],
): Promise<Source> {
  const { order_id, transaction_id } = mapping.columns
  const apart = order_id && transaction_id ? [order_id, transaction_id] : undefined
  return copiedSource(stage, copying, header, { ...told, apart, described: describedApart(feeds) })
}

function planOf(source: Source, { mapping }: Feed, known: TextFormats | undefined): FilePlan {
  const plan = planFile(source, { ...known, ...mapping })
  return { ...plan, layout: 'postgres' }
}

/** What a refresh does: the first and those after a change of what is read take everything, others what changed. */
function decideMode(
  request: PostgresRefresh,
  before: SourceState | null,
  moment: ServerMoment,
  now: number,
): { mode: RefreshView['mode']; notes: string[] } {
  if (before === null) return { mode: 'first', notes: [] }
  if (before.signature !== signatureOf(request)) return { mode: 'whole', notes: ['mapping_changed'] }
  // a server restored from a copy, or set back, has changes that its marks would hide
  if (moment.server_time < before.server_time) return { mode: 'whole', notes: ['clock_went_back'] }
  const passed = BigInt(moment.transaction) - BigInt(before.transaction)
  if (passed < 0n || passed > 1_500_000_000n) return { mode: 'whole', notes: ['server_was_replaced'] }
  if (request.mode !== 'changes') return { mode: request.mode, notes: [] }
  const due = now - Date.parse(before.compared_at) >= request.compare_ms
  return { mode: due ? 'compare' : 'changes', notes: [] }
}

async function whatToRead(
  session: Session,
  feed: Feed,
  mode: RefreshView['mode'],
  before: SourceState | null,
): Promise<ReadFeed> {
  const marks = before?.marks[feed.name]
  const whole =
    mode === 'first' || mode === 'whole' || feed.key === null || feed.watches.length === 0 || !marks
  return { feed, keys: whole ? null : await changedKeys(session, feed, marks), present: null }
}

/** Finds, by all keys, what is gone and what was missed: the missed are read with what changed. */
async function compareAll(
  session: Session,
  warehouse: Warehouse,
  sourceId: string,
  reads: ReadFeed[],
  folder: string,
): Promise<void> {
  for (const [index, read] of reads.entries()) {
    if (read.keys === null || read.feed.key === null) continue
    read.present = await compareKeys(session, read.feed, join(folder, `keys-${index}.csv`))
    const missed = await differingKeys(warehouse.reader, sourceId, read.feed, read.present)
    read.keys = [...new Set([...read.keys, ...missed])]
    if (session.encoding !== 'SQL_ASCII' || !missed.some(isForeign)) continue
    read.keys = null
    read.present = null
  }
}

/** Customers and products that have a feed of their own: which orders came last would otherwise decide what they are. */
function describedApart(feeds: readonly Feed[]): ('customers' | 'products')[] {
  return (['customers', 'products'] as const).filter((role) =>
    feeds.some(({ mapping }) => mapping.role === role),
  )
}

type Copy = { feed: Feed; query: FeedQuery; copying: Copying }

/**
 * Copies what is to be read, feed by feed: the orders last, which are most of it and are read here while they still
 * come. The shop need not wait for what is done with its rows after that.
 */
async function copyAll(
  session: Session,
  reads: readonly ReadFeed[],
  folder: string,
  way: { signal?: AbortSignal; within: (fraction: number) => void; zone: string | null },
): Promise<{ copies: Copy[]; end: () => Promise<void> }> {
  const { signal, within, zone } = way
  const due = reads.filter(({ keys }) => keys?.length !== 0)
  const last = due.findLast(({ feed }) => isOrders(feed)) ?? due.at(-1)
  const copies = new Map<ReadFeed, Copy>()
  let bytes = 0
  const onBytes = (more: number): void => {
    bytes += more
    // nobody knows how much there is: half of what is left for each 256 MB
    within(0.6 * (1 - 0.5 ** (bytes / 2 ** 28)))
  }
  let ended: Promise<unknown> = Promise.resolve()
  for (const read of [...due.filter((each) => each !== last), ...(last ? [last] : [])]) {
    const { feed, keys } = read
    const query = await feedQuery(session, feed, keys, zone)
    const path = join(folder, `feed-${reads.indexOf(read)}.csv`)
    const target = { path, name: feed.name, header: query.header, signal, onBytes }
    if (read === last) {
      const copying = copyInPieces(session, query.query, target)
      ended = copying.whole.then(async () => leave(session)).catch(() => undefined)
      await copying.pieces()[Symbol.asyncIterator]().next()
      if (!(await isEmpty(copying))) copies.set(read, { feed, query, copying })
      continue
    }
    const whole = await copyToFile(session, query.query, target)
    if (whole.rows > 0) copies.set(read, { feed, query, copying: copied(whole) })
  }
  if (last === undefined) await leave(session)
  return {
    copies: reads.flatMap((read) => copies.get(read) ?? []),
    end: async () => {
      await session.close()
      await ended
    },
  }
}

async function leave(session: Session): Promise<void> {
  await session.rows('COMMIT')
  await session.close()
}

/** Whether a query gave no rows: then its only piece is its end, and stands at once. */
async function isEmpty({ standing, whole }: Copying): Promise<boolean> {
  return (await stat(standing[0])).size === 0 && (await whole).rows === 0
}

function signatureOf({ feeds, address: { host, port, database } }: PostgresRefresh): string {
  return createHash('sha1').update(JSON.stringify({ feeds, host, port, database })).digest('hex')
}
