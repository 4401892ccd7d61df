import { addSourceInput } from '../../contracts/sources.ts'
import { createWorkspace } from '../accounts/workspaces.ts'
import { actorOf } from '../actor.ts'
import type { House } from '../desk.ts'
import { newSource } from './keep-source.ts'
import { enqueueRefresh, schedulePrincipal } from './refresh-job.ts'

/** The workspace that DATABASE_URL is read into. */
const workspaceId = 'shop'

/** Connects the shop that DATABASE_URL names, once: it becomes a source like any other, whose address is not kept. */
export async function addFromEnvironment(house: House): Promise<void> {
  const { store, database_url: url } = house
  if (url === undefined) return
  const sources = await store.sources.list()
  if (sources.some(({ spec }) => spec.from_environment)) return
  const input = addSourceInput.parse({ name: 'DATABASE_URL', connection: { url } })
  const source = await newSource(house, workspaceId, { ...input, from_environment: true })
  const actor = actorOf(schedulePrincipal)
  const made = (await store.workspaces.byId(workspaceId)) === undefined
  if (made) await createWorkspace(house, { workspace_id: workspaceId, name: workspaceId }, actor)
  const kept = await store.sources.create(source)
  const order = {
    mode: 'changes',
    principal: schedulePrincipal,
    request_id: 'schedule',
    settles: made,
  } as const
  await enqueueRefresh(house, kept, order)
  const after = { name: kept.name, kind: kept.kind, recipe: kept.spec.recipe }
  await store.audit.append({
    workspace_id: workspaceId,
    action: 'add-source',
    actor,
    subject: kept.source_id,
    after,
  })
}
