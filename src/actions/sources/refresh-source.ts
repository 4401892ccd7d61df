import { mkdir } from 'node:fs/promises'
import { AppError, isAppError } from '../../base/errors.ts'
import type { RefreshResult } from '../../contracts/source-refreshes.ts'
import { refreshFolder } from '../../ingest/folder/refresh-folder.ts'
import type { ImportContext } from '../../ingest/import-context.ts'
import { withinTime } from '../../ingest/within-time.ts'
import { refreshPostgres } from '../../ingest/postgres/refresh-postgres.ts'
import type { RefreshOutcome } from '../../ingest/postgres/refresh-postgres.ts'
import type { Feed } from '../../ingest/postgres/feed.ts'
import { changeBoth } from '../../store/both.ts'
import type { StoredSource } from '../../store/sources.ts'
import type { Principal } from '../action.ts'
import { actorOf } from '../actor.ts'
import { wasApplied } from '../desk.ts'
import type { House } from '../desk.ts'
import { stagingFolder } from '../imports/import-into.ts'
import type { ImportWay } from '../imports/import-into.ts'
import { settledWorkspace } from '../money/settled-workspace.ts'
import { addressOf, sharedFolder } from './source-place.ts'
import { shownRefresh } from './source-view.ts'

export type RefreshRequest = {
  source: StoredSource
  mode: 'changes' | 'compare' | 'whole'
  principal: Principal
  request_id: string
  job_id?: string
  /** a new workspace takes its currency and zone from what is found */
  settles?: boolean
  /** what was said of it beforehand */
  said?: { currency?: string; timeZone?: string }
}

const hour = 3_600_000
const active = new Set<string>()

/** Refreshes one source and keeps what came of it in its history; what fails leaves the data as they were. */
export async function refreshSource(
  house: House,
  request: RefreshRequest,
  way: ImportWay = {},
): Promise<RefreshResult> {
  const { source } = request
  if (active.has(source.source_id))
    throw new AppError('conflicting_state', `${source.name} is being refreshed already`)
  active.add(source.source_id)
  try {
    const refreshId = await house.store.sources.beginRefresh(source, request.job_id ?? null)
    try {
      const outcome = await read(house, request, way)
      await keepCurrency(house, source, outcome)
      const row = await house.store.sources.endRefresh(refreshId, endOf(outcome))
      return { refresh: shownRefresh(row), verdict: outcome.verdict }
    } catch (error) {
      const told = isAppError(error) ? error : new AppError('internal')
      const stopped = way.signal?.aborted === true
      await house.store.sources.endRefresh(refreshId, {
        outcome: stopped ? 'stopped' : 'failed',
        mode: request.mode,
        error: { code: told.code, message: told.message },
      })
      throw error
    }
  } finally {
    active.delete(source.source_id)
  }
}

/** Amounts that name no currency stay in the one they were first read in, whatever the workspace counts in later. */
async function keepCurrency(house: House, source: StoredSource, { verdict }: RefreshOutcome): Promise<void> {
  if (source.spec.currency !== null || verdict === null) return
  await house.store.sources.update(source.source_id, { spec: { ...source.spec, currency: verdict.currency } })
}

function endOf({ mode, verdict, rows_read, notes, left_out }: RefreshOutcome) {
  const changes = verdict?.changes
  return {
    outcome: verdict?.outcome === 'loaded' ? ('loaded' as const) : ('unchanged' as const),
    mode,
    rows_read,
    rows_set_aside: verdict?.rows_set_aside ?? 0,
    quality: verdict?.quality ?? null,
    import_id: verdict?.import_id ?? null,
    notes,
    ...(left_out === undefined ? {} : { error: left_out }),
    changes: changes && {
      orders_new: changes.orders_new,
      orders_replaced: changes.orders_replaced,
      orders_removed: changes.orders_removed ?? 0,
      orders_adopted: changes.orders_adopted ?? 0,
      customers_new: changes.customers_new,
      customers_changed: changes.customers_changed,
      products_new: changes.products_new,
      products_changed: changes.products_changed,
    },
  }
}

async function read(house: House, request: RefreshRequest, way: ImportWay): Promise<RefreshOutcome> {
  const { source, principal, request_id, mode } = request
  const { workspace_id } = source
  const present = await settledWorkspace(house.store, workspace_id)
  const warehouse = await house.warehouses.open(workspace_id)
  const staging = stagingFolder(house, workspace_id)
  await mkdir(staging, { recursive: true })
  const settled: Partial<ImportContext> = request.settles
    ? {
        ...request.said,
        onSettled: async ({ currency, timeZone }) => {
          await house.store.workspaces.update(workspace_id, { currency, time_zone: timeZone })
        },
      }
    : present
  const context: ImportContext = { ...way, ...settled, warehouse, clock: house.clock, stagingFolder: staging }
  const intent = {
    workspace_id,
    action: 'refresh-source',
    actor: actorOf(principal),
    request_id,
    input: { source_id: source.source_id, name: source.name },
  }
  return changeBoth(
    house.store,
    intent,
    async (intentId) => readKind(house, request, { ...context, intentId }, mode),
    ({ verdict, rows_read, mode: done }) => ({
      subject: source.source_id,
      after: {
        name: source.name,
        mode: done,
        outcome: verdict?.outcome ?? 'unchanged',
        import_id: verdict?.import_id ?? null,
        rows_read,
      },
    }),
    async (intentId) => wasApplied(warehouse, intentId),
  )
}

async function readKind(
  house: House,
  { source }: RefreshRequest,
  context: ImportContext,
  mode: RefreshRequest['mode'],
): Promise<RefreshOutcome> {
  const { source_id, name, spec } = source
  const { currency, folder } = spec
  if (source.kind === 'folder' && folder) {
    const path = await sharedFolder(house, folder.path)
    const read = async (within: ImportContext) =>
      refreshFolder(within, {
        source_id,
        name,
        path,
        pattern: folder.pattern,
        mappings: spec.mappings,
        currency: currency ?? undefined,
        mode,
      })
    return withinTime(context, { name, ms: spec.time_out_seconds * 1000 }, read)
  }
  return refreshPostgres(context, {
    source_id,
    name,
    address: addressOf(house, source),
    feeds: spec.feeds as Feed[],
    currency: currency ?? undefined,
    mode,
    time_out_ms: spec.time_out_seconds * 1000,
    compare_ms: spec.compare_hours * hour,
  })
}
