import { Cron } from 'croner'
import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import type { SourceState } from '../../contracts/source-parts.ts'
import type { RefreshView } from '../../contracts/source-refreshes.ts'
import type { SourceView, listSourcesOutput } from '../../contracts/sources.ts'
import { shownAddress } from '../../ingest/postgres/address.ts'
import type { PostgresAddress } from '../../ingest/postgres/address.ts'
import { viewOf } from '../../ingest/postgres/feed.ts'
import type { Feed } from '../../ingest/postgres/feed.ts'
import type { StoredSource } from '../../store/sources.ts'
import type { RefreshRow } from '../../store/tables.ts'
import { ownedBy } from '../../ingest/owned-by.ts'
import { sql } from '../../warehouse/sql.ts'
import type { House } from '../desk.ts'
import { addressOf } from './source-place.ts'

export function shownRefresh(row: RefreshRow): RefreshView {
  const { workspace_id: _, ...rest } = row
  const end = row.finished_at
  return {
    ...rest,
    seconds: end === null ? null : (Date.parse(end) - Date.parse(row.started_at)) / 1000,
    changes: row.changes === null ? null : JSON.parse(row.changes),
    notes: JSON.parse(row.notes) as string[],
    error: row.error === null ? null : JSON.parse(row.error),
  }
}

function connectionOf(house: House, source: StoredSource): PostgresAddress | null {
  if (source.kind !== 'postgres') return null
  try {
    return addressOf(house, source)
  } catch {
    // a lost key or variable must not hide the source
    return null
  }
}

/** What a connection shows of itself: no password. */
export function shownConnection(
  address: PostgresAddress,
  fromEnvironment: boolean,
): NonNullable<SourceView['connection']> {
  const { host, port, database, user, tls, password } = address
  return {
    host,
    port,
    database,
    user,
    tls,
    has_password: password !== null,
    from_environment: fromEnvironment,
  }
}

export function nextRun({ schedule, paused }: StoredSource, timeZone: string, now: Date): string | null {
  if (schedule === null || paused) return null
  return new Cron(schedule, { timezone: timeZone }).nextRun(now)?.toISOString() ?? null
}

/** A schedule that never comes, or that cannot be read, is refused before it is kept. */
export function checkSchedule(schedule: string | null | undefined, now: Date): void {
  if (schedule === null || schedule === undefined) return
  const refuse = (problem: string, cause?: unknown): never => {
    throw new AppError('out_of_range', `the schedule ${schedule} ${problem}`, {
      details: [
        {
          parameter: 'schedule',
          value: schedule,
          allowed: 'minute hour day month weekday, such as 30 5 * * *',
        },
      ],
      cause,
    })
  }
  if (schedule.trim().split(/\s+/).length !== 5) refuse('has to have five parts')
  try {
    if (new Cron(schedule).nextRun(now) === null) refuse('never comes')
  } catch (error) {
    if (error instanceof AppError) throw error
    refuse('cannot be read', error)
  }
}

/** It failed, or left out what it could not read. */
function isTrouble({ outcome, error }: RefreshView): boolean {
  return outcome === 'failed' || (outcome !== 'stopped' && error !== null)
}

function stateOf(
  source: StoredSource,
  last: RefreshView | null,
  running: boolean,
  quiet: boolean,
): SourceState {
  if (running) return 'refreshing'
  if (source.paused) return 'paused'
  if (last === null) return 'new'
  if (isTrouble(last)) return 'failing'
  return quiet ? 'quiet' : 'fresh'
}

/** Whether nothing new has come for longer than was set. */
export function isQuiet(source: StoredSource, newestOrder: string | null, now: Date): boolean {
  const { quiet_hours } = source.spec
  if (quiet_hours === null || source.paused) return false
  const since = Date.parse(newestOrder ?? source.created_at)
  return now.getTime() - since > quiet_hours * 3_600_000
}

type InWarehouse = { orders: number; newest: string | null; refreshed_at: string | null }

/** What of a source lies in the warehouse. */
export async function inWarehouse(house: House, source: StoredSource): Promise<InWarehouse> {
  const warehouse = await house.warehouses.open(source.workspace_id)
  const [found] = await warehouse.reader.rows<InWarehouse>(
    sql`SELECT count(*) AS orders, max(ordered_at) AS newest,
      (SELECT max(applied_at) FROM facts.source_states WHERE source_id = ${source.source_id}) AS refreshed_at
      FROM facts.orders AS o WHERE ${ownedBy('o', 'orders', source.source_id)}`,
  )
  const iso = (time: string | null): string | null =>
    time === null ? null : new Date(`${time.replace(' ', 'T').replace(/Z$/, '')}Z`).toISOString()
  return { orders: found.orders, newest: iso(found.newest), refreshed_at: iso(found.refreshed_at) }
}

export async function sourceView(house: House, source: StoredSource, timeZone: string): Promise<SourceView> {
  const { source_id, name, kind, paused, schedule, created_at, updated_at, last_write_back, spec } = source
  const { items } = await house.store.sources.refreshes(source_id, { limit: 20, offset: 0 })
  const ended = items.map(shownRefresh).filter(({ outcome }) => outcome !== 'running')
  const pending = await house.store.sources.pendingJob(source)
  const running = pending?.waits ? undefined : pending?.job_id
  const now = house.clock()
  const { orders, newest, refreshed_at } = await inWarehouse(house, source)
  const address = connectionOf(house, source)
  const told = ended.findIndex((refresh) => !isTrouble(refresh))
  const last = ended[0] ?? null
  const feeds = spec.feeds as Feed[]
  return {
    source_id,
    name,
    kind,
    state: stateOf(source, last, running !== undefined, isQuiet(source, newest, now)),
    recipe: spec.recipe,
    place: spec.folder
      ? `${spec.folder.path}/${spec.folder.pattern}`
      : address
        ? shownAddress(address)
        : 'DATABASE_URL',
    connection: address && shownConnection(address, spec.from_environment),
    folder: spec.folder,
    currency: spec.currency,
    paused,
    schedule,
    time_out_seconds: spec.time_out_seconds,
    compare_hours: spec.compare_hours,
    quiet_hours: spec.quiet_hours,
    write_back: spec.write_back,
    last_write_back: last_write_back && { code: null, ...last_write_back },
    feeds: kind === 'postgres' ? feeds.map(viewOf) : [],
    mappings: spec.mappings ?? [],
    orders,
    last_refresh: last,
    refreshed_at,
    age_seconds:
      refreshed_at === null
        ? null
        : Math.max(0, Math.round((now.getTime() - Date.parse(refreshed_at)) / 1000)),
    failures: told < 0 ? ended.length : told,
    next_run_at: nextRun(source, timeZone, now),
    running_job_id: running ?? null,
    created_at,
    updated_at,
  }
}

/** How old the data are: as old as the source that is furthest behind. */
export function freshnessOf(items: readonly SourceView[]): z.output<typeof listSourcesOutput>['freshness'] {
  const read = items.filter(({ refreshed_at, paused }) => refreshed_at !== null && !paused)
  const oldest = read.sort((a, b) => (a.refreshed_at ?? '').localeCompare(b.refreshed_at ?? ''))[0]
  return {
    refreshed_at: oldest?.refreshed_at ?? null,
    age_seconds: oldest?.age_seconds ?? null,
    failing: items.filter(({ failures, paused }) => failures > 0 && !paused).length,
    quiet: items.filter(({ state }) => state === 'quiet').length,
  }
}
