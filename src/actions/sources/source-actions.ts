import { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { paging } from '../../contracts/filter.ts'
import { jobView } from '../../contracts/jobs.ts'
import { sourceRefreshesInput, sourceRefreshesOutput } from '../../contracts/source-refreshes.ts'
import {
  addSourceInput,
  addSourceOutput,
  editSourceInput,
  inspectSourceInput,
  inspectSourceOutput,
  listSourcesOutput,
  refreshSourceInput,
  removeSourceOutput,
  sourcePath,
  sourceView as sourceShape,
  testSourceInput,
  testSourceOutput,
} from '../../contracts/sources.ts'
import { releaseSource } from '../../ingest/owned-by.ts'
import type { Job } from '../../store/job.ts'
import type { StoredSource } from '../../store/sources.ts'
import { houseAction } from '../action.ts'
import type { HouseActionContext } from '../action.ts'
import { actorOf } from '../actor.ts'
import { changedSource, newSource } from './keep-source.ts'
import { inspectSource, testSource } from './look-at-source.ts'
import { enqueueRefresh } from './refresh-job.ts'
import { refreshFor, sourceFor } from './who-sees.ts'
import { freshnessOf, shownRefresh, sourceView } from './source-view.ts'

async function find({ store, workspace }: HouseActionContext, sourceId: string): Promise<StoredSource> {
  const source = await store.sources.byId(sourceId, workspace.workspace_id)
  if (!source) throw new AppError('source_not_found')
  return source
}

async function view(context: HouseActionContext, sourceId: string) {
  const found = await sourceView(context, await find(context, sourceId), context.workspace.time_zone)
  return sourceFor(context.principal, found)
}

/** What the audit keeps of a source: nothing of how it is reached but where. */
async function audit(
  { store, workspace, principal, request_id }: HouseActionContext,
  action: string,
  subject: string,
  states: { before?: unknown; after?: unknown },
): Promise<void> {
  const actor = actorOf(principal)
  await store.audit.append({
    workspace_id: workspace.workspace_id,
    action,
    actor,
    subject,
    request_id,
    ...states,
  })
}

export function shownJob({
  workspace_id: _,
  cancel_requested: __,
  created_by: ___,
  ...job
}: Job): z.input<typeof jobView> {
  return job
}

const reads = { permission: 'answers:read', destructive: false, idempotent: true } as const
const manages = { permission: 'workspace:manage', destructive: false, idempotent: true } as const

const listSources = houseAction({
  ...reads,
  name: 'list-sources',
  paths: [{ method: 'GET', path: '/sources' }],
  title: 'Sources',
  summary: 'What stays connected: state, last refresh, next run, and how old the data are',
  input: paging,
  output: listSourcesOutput,
  run: async (context, { limit, offset }) => {
    const all = await context.store.sources.list(context.workspace.workspace_id)
    const views = []
    for (const source of all)
      views.push(sourceFor(context.principal, await sourceView(context, source, context.workspace.time_zone)))
    return {
      items: views.slice(offset, offset + limit),
      total: all.length,
      limit,
      offset,
      freshness: freshnessOf([...views]),
    }
  },
})

const getSource = houseAction({
  ...reads,
  name: 'get-source',
  paths: [{ method: 'GET', path: '/sources/{source_id}' }],
  title: 'Source',
  summary: 'One source: what is read, how changes are found, and how it fares',
  input: sourcePath,
  output: sourceShape,
  run: async (context, { source_id }) => view(context, source_id),
})

const sourceHistory = houseAction({
  ...reads,
  name: 'source-refreshes',
  paths: [{ method: 'GET', path: '/sources/{source_id}/refreshes' }],
  title: 'Refreshes of a source',
  summary: 'What each refresh read and changed, newest first',
  input: sourceRefreshesInput,
  output: sourceRefreshesOutput,
  run: async (context, { source_id, limit, offset }) => {
    await find(context, source_id)
    const { items, total } = await context.store.sources.refreshes(source_id, { limit, offset })
    return {
      items: items.map((row) => refreshFor(context.principal, shownRefresh(row))),
      total,
      limit,
      offset,
    }
  },
})

const testConnection = houseAction({
  ...manages,
  name: 'test-source',
  paths: [{ method: 'POST', path: '/sources/test' }],
  title: 'Test a connection',
  summary: 'Reaches a database or folder once; what is in the way comes as an error that says what to do',
  input: testSourceInput,
  output: testSourceOutput,
  run: async (context, input) => testSource(context, context.workspace.workspace_id, input),
})

const lookAtSource = houseAction({
  ...manages,
  name: 'inspect-source',
  paths: [{ method: 'POST', path: '/sources/inspect' }],
  title: 'Look at a source',
  summary:
    'Its tables, what it is recognised as, what would be read and the first rows; or a query or table given',
  input: inspectSourceInput,
  output: inspectSourceOutput,
  run: async (context, input) => inspectSource(context, context.workspace.workspace_id, input),
})

const addSource = houseAction({
  ...manages,
  name: 'add-source',
  paths: [{ method: 'POST', path: '/sources', status: 201 }],
  title: 'Connect a source',
  summary:
    'Keeps a database or folder as a source and begins its first load; the password is sealed and never shown',
  idempotent: false,
  input: addSourceInput,
  output: addSourceOutput,
  run: async (context, { refresh, ...input }) => {
    const { store, workspace, principal, request_id } = context
    const source = await store.sources.create({
      ...(await newSource(context, workspace.workspace_id, input)),
      created_by: principal.user_id,
    })
    const job = refresh
      ? await enqueueRefresh(context, source, { mode: 'changes', principal, request_id })
      : null
    const shown = await view(context, source.source_id)
    const { name, kind, place, recipe, schedule } = shown
    await audit(context, 'add-source', source.source_id, { after: { name, kind, place, recipe, schedule } })
    return { ...shown, job: job && shownJob(job) }
  },
})

const editSource = houseAction({
  ...manages,
  name: 'edit-source',
  paths: [{ method: 'PATCH', path: '/sources/{source_id}' }],
  title: 'Change a source',
  summary: 'What is given replaces; a new mapping or place reads everything anew at the next refresh',
  input: editSourceInput,
  output: sourceShape,
  run: async (context, input) => {
    const source = await find(context, input.source_id)
    const before = await sourceView(context, source, context.workspace.time_zone)
    await context.store.sources.update(source.source_id, await changedSource(context, source, input))
    const after = await view(context, source.source_id)
    const told = ({ name, place, recipe, schedule, write_back }: typeof after) => ({
      name,
      place,
      recipe,
      schedule,
      write_back,
    })
    await audit(context, 'edit-source', source.source_id, { before: told(before), after: told(after) })
    return after
  },
})

const removeSource = houseAction({
  ...manages,
  name: 'remove-source',
  paths: [{ method: 'DELETE', path: '/sources/{source_id}' }],
  title: 'Disconnect a source',
  summary: 'Forgets where it is and its history; what it brought stays',
  destructive: true,
  input: sourcePath,
  output: removeSourceOutput,
  run: async (context, { source_id }) => {
    const source = await find(context, source_id)
    const running = await context.store.sources.pendingJob(source)
    if (running) await context.store.jobs.cancel(running.job_id, context.workspace.workspace_id)
    const warehouse = await context.warehouses.open(context.workspace.workspace_id)
    await warehouse.write([], async (writer) => releaseSource(writer, source_id))
    await context.store.sources.remove(source_id)
    await audit(context, 'remove-source', source_id, { before: { name: source.name, kind: source.kind } })
    return { source_id, removed: true as const }
  },
})

const refreshNow = houseAction({
  name: 'refresh-source',
  paths: [{ method: 'POST', path: '/sources/{source_id}/refresh', status: 202 }],
  title: 'Refresh a source',
  summary: 'Reads what has changed, compares all keys, or reads everything; answers a job',
  permission: 'imports:write',
  destructive: false,
  idempotent: true,
  input: refreshSourceInput,
  output: jobView,
  run: async (context, { source_id, mode }) => {
    const { principal, request_id } = context
    return shownJob(
      await enqueueRefresh(context, await find(context, source_id), { mode, principal, request_id }),
    )
  },
})

function pausing(name: 'pause' | 'resume', paused: boolean, title: string, summary: string) {
  return houseAction({
    ...manages,
    name: `${name}-source`,
    paths: [{ method: 'POST', path: `/sources/{source_id}/${name}` }],
    title,
    summary,
    input: sourcePath,
    output: sourceShape,
    run: async (context, { source_id }) => {
      const source = await find(context, source_id)
      await context.store.sources.update(source_id, { paused })
      await audit(context, `${name}-source`, source_id, {
        before: { paused: source.paused },
        after: { paused },
      })
      return view(context, source_id)
    },
  })
}

export const sourceActions = [
  listSources,
  getSource,
  sourceHistory,
  testConnection,
  lookAtSource,
  addSource,
  editSource,
  removeSource,
  refreshNow,
  pausing(
    'pause',
    true,
    'Pause a source',
    'It is not refreshed by itself until it is resumed; the data stay',
  ),
  pausing('resume', false, 'Resume a source', 'It is refreshed by its schedule again'),
]
