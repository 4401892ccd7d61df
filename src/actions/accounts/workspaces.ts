import { AppError } from '../../base/errors.ts'
import type { WorkspaceSettings } from '../../contracts/settings.ts'
import { newWorkspace, reservedWorkspaceIds } from '../../contracts/workspaces.ts'
import { parseInput } from '../../base/parse-input.ts'
import type { Actor } from '../../store/audit.ts'
import type { Store } from '../../store/store.ts'
import type { WorkspaceRow } from '../../store/tables.ts'
import type { Warehouses } from '../../warehouse/warehouse.ts'

type Places = { store: Store; warehouses: Warehouses }
type WorkspaceSpec = { workspace_id?: string; name: string; currency?: string; time_zone?: string }

/**
 * Makes a workspace with its empty warehouse. Its maker and whoever runs the installation become its owners. An id that
 * is taken, reserved or not of the right form is refused; without one, the name gives it.
 */
export async function createWorkspace(
  { store, warehouses }: Places,
  spec: WorkspaceSpec,
  actor: Actor,
  settings?: Partial<WorkspaceSettings>,
): Promise<WorkspaceRow> {
  const { workspace_id: given, ...rest } = parseInput(newWorkspace, spec)
  const workspace_id = given ?? (await freeId(store, rest.name))
  const row = await store.workspaces.begin({ workspace_id, ...rest })
  if (row === undefined) throw new AppError('already_exists', `there is a workspace ${workspace_id} already`)
  try {
    await warehouses.create(workspace_id)
  } catch (error) {
    await store.workspaces.remove(workspace_id)
    throw error
  }
  return store.transaction(async (inside) => {
    await inside.workspaces.setState(workspace_id, 'ready')
    for (const userId of await ownersOfNew(inside, actor))
      await inside.memberships.set(userId, workspace_id, 'owner')
    if (settings !== undefined) await inside.settings.write(workspace_id, settings)
    await inside.audit.append({
      workspace_id,
      action: 'create-workspace',
      actor,
      subject: workspace_id,
      after: rest,
    })
    return { ...row, state: 'ready' }
  })
}

/** Removes a workspace and all that is in it; only its audit stays. */
export async function removeWorkspace(
  { store, warehouses }: Places,
  workspaceId: string,
  actor: Actor,
): Promise<void> {
  await store.transaction(async (inside) => {
    const workspace = await inside.workspaces.byId(workspaceId)
    if (workspace === undefined) throw new AppError('workspace_not_found')
    await inside.workspaces.setState(workspaceId, 'removing')
    const { name, currency, time_zone } = workspace
    const entry = { workspace_id: workspaceId, action: 'remove-workspace', actor, subject: workspaceId }
    await inside.audit.append({ ...entry, before: { name, currency, time_zone } })
  })
  await warehouses.remove(workspaceId)
  await store.workspaces.remove(workspaceId)
}

/** At start: clears away workspaces whose making or removing was interrupted; neither had been acknowledged as there. */
export async function settleWorkspaces({ store, warehouses }: Places): Promise<string[]> {
  const unfinished = await store.workspaces.unfinished()
  for (const { workspace_id } of unfinished) {
    await warehouses.remove(workspace_id)
    await store.workspaces.remove(workspace_id)
  }
  return unfinished.map(({ workspace_id }) => workspace_id)
}

async function ownersOfNew(store: Store, actor: Actor): Promise<Set<string>> {
  const house = await store.users.houseOwners()
  const maker = actor.kind === 'user' && actor.user_id !== null ? [actor.user_id] : []
  return new Set([...house.map((owner) => owner.user_id), ...maker])
}

async function freeId(store: Store, name: string): Promise<string> {
  const plain = name.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '')
  const words = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, '')
  const reserved = reservedWorkspaceIds.includes(words)
  const wanted = words === '' || reserved ? `shop${words && `-${words}`}` : words
  const taken = new Set(
    [...(await store.workspaces.list()), ...(await store.workspaces.unfinished())].map(
      (row) => row.workspace_id,
    ),
  )
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? wanted : `${wanted}-${count}`
    if (!taken.has(id)) return id
  }
}
