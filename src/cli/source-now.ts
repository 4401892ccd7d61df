import { z } from 'zod'
import { commandPrincipal } from '../actions/accounts/access.ts'
import { createWorkspace, removeWorkspace } from '../actions/accounts/workspaces.ts'
import { actorOf } from '../actions/actor.ts'
import { newSource } from '../actions/sources/keep-source.ts'
import { inspectSource } from '../actions/sources/look-at-source.ts'
import { refreshSource } from '../actions/sources/refresh-source.ts'
import { sourceView } from '../actions/sources/source-view.ts'
import { AppError } from '../base/errors.ts'
import { parseInput } from '../base/parse-input.ts'
import { addSourceInput, inspectSourceInput } from '../contracts/sources.ts'
import type { RefreshResult } from '../contracts/source-refreshes.ts'
import type { SourceView } from '../contracts/sources.ts'
import { currency, timeZone } from '../contracts/workspaces.ts'
import type { ImportProgress } from '../ingest/import-context.ts'
import type { Progress } from './door.ts'
import type { OpenHouse } from './house.ts'

type Way = { tell: (step: Progress) => void; signal: AbortSignal; request_id: string }

export const inspectBody = z.strictObject({ workspace: z.string(), input: z.record(z.string(), z.unknown()) })
export const addBody = z.strictObject({
  workspace: z.string(),
  currency: currency.optional(),
  time_zone: timeZone.optional(),
  input: z.record(z.string(), z.unknown()),
})
export const refreshBody = z.strictObject({
  workspace: z.string(),
  source: z.string().optional(),
  mode: z.enum(['changes', 'compare', 'whole']),
})

const told =
  ({ tell }: Way) =>
  ({ share, phase, rows }: ImportProgress): void =>
    tell({ progress: share, message: rows === null ? phase : `${phase}, ${rows.toLocaleString('en')} rows` })

function defined(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  )
}

/** Looks at a source for somebody who may have no workspace yet. */
export async function inspectNow(house: OpenHouse, { workspace, input }: z.output<typeof inspectBody>) {
  const row = await house.store.workspaces.byId(workspace)
  const wanted = parseInput(inspectSourceInput, defined(input))
  if (wanted.kind === 'folder' && !row)
    return { kind: 'folder' as const, recipe: 'files' as const, tables: [], feeds: [] }
  return inspectSource(house, row?.workspace_id ?? null, wanted)
}

/** Keeps a source and loads it for whoever waits; a workspace that is missing is made, and gone again where that fails. */
export async function addNow(
  house: OpenHouse,
  body: z.output<typeof addBody>,
  way: Way,
): Promise<{ source: SourceView; made: boolean } & RefreshResult> {
  const { workspace: workspace_id, input } = body
  const { store } = house
  const actor = actorOf(commandPrincipal)
  const { refresh: _, ...wanted } = parseInput(addSourceInput, defined(input))
  const spec = await newSource(house, workspace_id, { ...wanted, currency: wanted.currency ?? body.currency })
  const made = (await store.workspaces.byId(workspace_id)) === undefined
  if (made) {
    const { currency: money, time_zone } = body
    await createWorkspace(house, { workspace_id, name: workspace_id, currency: money, time_zone }, actor)
  }
  const said = { currency: body.currency, timeZone: body.time_zone }
  const source = await store.sources.create(spec)
  const after = { name: source.name, kind: source.kind, recipe: spec.spec.recipe, schedule: source.schedule }
  await store.audit.append({ workspace_id, action: 'add-source', actor, subject: source.source_id, after })
  try {
    const result = await refreshSource(
      house,
      {
        source,
        mode: 'changes',
        principal: commandPrincipal,
        request_id: way.request_id,
        settles: made,
        said,
      },
      { signal: way.signal, onProgress: told(way) },
    )
    return { source: await shownSource(house, workspace_id, source.source_id), made, ...result }
  } catch (error) {
    await store.sources.remove(source.source_id)
    if (made) await removeWorkspace(house, workspace_id, actor)
    throw error
  }
}

async function shownSource(house: OpenHouse, workspaceId: string, sourceId: string): Promise<SourceView> {
  const source = await house.store.sources.byId(sourceId, workspaceId)
  const workspace = await house.store.workspaces.byId(workspaceId)
  if (!source || !workspace) throw new AppError('source_not_found')
  return sourceView(house, source, workspace.time_zone)
}

/** Refreshes the source named by its id or name, or all of the workspace, one after the other. */
export async function refreshNow(
  house: OpenHouse,
  { workspace, source: which, mode }: z.output<typeof refreshBody>,
  way: Way,
): Promise<{ items: ({ source: SourceView } & RefreshResult)[] }> {
  const all = await house.store.sources.list(workspace)
  const chosen =
    which === undefined ? all : all.filter(({ source_id, name }) => which === source_id || which === name)
  if (chosen.length === 0)
    throw new AppError('source_not_found', which ? `there is no source ${which}` : 'there are no sources yet')
  const items: ({ source: SourceView } & RefreshResult)[] = []
  for (const source of chosen) {
    const order = { source, mode, principal: commandPrincipal, request_id: way.request_id }
    const result = await refreshSource(house, order, { signal: way.signal, onProgress: told(way) })
    items.push({ source: await shownSource(house, workspace, source.source_id), ...result })
  }
  return { items }
}
