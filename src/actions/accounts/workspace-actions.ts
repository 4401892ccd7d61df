import { AppError } from '../../base/errors.ts'
import { z } from 'zod'
import {
  newWorkspace,
  workspaceChange,
  workspaceChanged,
  workspaceList,
  workspacePath,
  workspaceRemoval,
  workspaceView,
} from '../../contracts/workspaces.ts'
import type { Role } from '../../contracts/words.ts'
import type { Store } from '../../store/store.ts'
import { sql } from '../../warehouse/sql.ts'
import type { Warehouses } from '../../warehouse/warehouse.ts'
import { houseAction, storeAction } from '../action.ts'
import type { Principal } from '../action.ts'
import { actorOf } from '../actor.ts'
import { enqueueRestating } from '../money/restate-job.ts'
import { infoOf } from './access.ts'
import { workspacesOf } from './signed-in.ts'
import { requireIn, standing } from './standing.ts'
import { createWorkspace, removeWorkspace } from './workspaces.ts'

const listWorkspaces = storeAction({
  name: 'list-workspaces',
  paths: [{ method: 'GET', path: '/workspaces' }],
  title: 'Workspaces',
  summary: 'The workspaces the caller belongs to, and the role in each',
  permission: 'answers:read',
  destructive: false,
  idempotent: true,
  input: z.object({}),
  output: workspaceList,
  audit: null,
  run: async ({ store, principal, workspace }) => {
    const items = await visible(store, principal, workspace.workspace_id)
    return { items, total: items.length }
  },
})

const getWorkspace = storeAction({
  name: 'get-workspace',
  paths: [{ method: 'GET', path: '/workspaces/{workspace_id}' }],
  title: 'Workspace',
  summary: 'One workspace: its name, currency and time zone',
  permission: 'answers:read',
  destructive: false,
  idempotent: true,
  input: workspacePath,
  output: workspaceView,
  audit: null,
  run: async ({ store, principal, workspace }, { workspace_id }) => {
    const all = await visible(store, principal, workspace.workspace_id)
    const found = all.find((each) => each.workspace_id === workspace_id)
    if (found === undefined) throw new AppError('workspace_not_found')
    return found
  },
})

const makeWorkspace = houseAction({
  name: 'create-workspace',
  paths: [{ method: 'POST', path: '/workspaces', status: 201 }],
  title: 'Create a workspace',
  summary: 'A new, empty workspace; its maker becomes its owner',
  permission: 'workspace:manage',
  destructive: false,
  idempotent: false,
  input: newWorkspace,
  output: workspaceView,
  run: async ({ store, warehouses, principal }, input) => {
    if (principal.kind === 'key')
      throw new AppError('not_permitted', 'a key speaks for one workspace and makes no others')
    const row = await createWorkspace({ store, warehouses }, input, actorOf(principal))
    return { ...infoOf(row), role: 'owner' as const }
  },
})

const updateWorkspace = houseAction({
  name: 'update-workspace',
  paths: [{ method: 'PATCH', path: '/workspaces/{workspace_id}' }],
  title: 'Change a workspace',
  summary:
    'Its name, currency and time zone; once it holds orders, the latter two are a job that writes all facts anew',
  permission: 'workspace:manage',
  destructive: false,
  idempotent: true,
  input: workspaceChange,
  output: workspaceChanged,
  run: async (context, { workspace_id, local_times, ...changes }) => {
    const { store, warehouses, principal, request_id } = context
    await requireIn(context, workspace_id, 'workspace:manage')
    const before = await store.workspaces.byId(workspace_id)
    if (before === undefined) throw new AppError('workspace_not_found')
    const actor = actorOf(principal)
    const { currency = before.currency, time_zone = before.time_zone } = changes
    const moves = currency !== before.currency || time_zone !== before.time_zone
    const restating = moves && (await holdsOrders(warehouses, workspace_id))
    const job = restating
      ? await enqueueRestating(context, workspace_id, {
          currency: { from: before.currency, to: currency },
          time_zone: { from: before.time_zone, to: time_zone },
          local_times,
          actor,
          request_id,
        })
      : null
    const given = restating ? { name: changes.name } : changes
    const now = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    return store.transaction(async (inside) => {
      const row = Object.keys(now).length === 0 ? before : await inside.workspaces.update(workspace_id, now)
      if (row === undefined) throw new AppError('workspace_not_found')
      await inside.audit.append({
        workspace_id,
        action: 'update-workspace',
        actor,
        request_id,
        subject: workspace_id,
        before: infoOf(before),
        after: infoOf(row),
      })
      const role = await roleShown(inside, principal, workspace_id)
      return { ...infoOf(row), role, job_id: job?.job_id ?? null }
    })
  },
})

const deleteWorkspace = houseAction({
  name: 'remove-workspace',
  paths: [{ method: 'DELETE', path: '/workspaces/{workspace_id}' }],
  title: 'Remove a workspace',
  summary: 'Removes a workspace with all its data, for good; an owner only, who repeats its id',
  permission: 'workspace:manage',
  destructive: true,
  idempotent: true,
  input: workspaceRemoval,
  output: z.object({ workspace_id: z.string(), removed: z.literal(true) }),
  run: async ({ store, warehouses, principal, training }, { workspace_id, confirm }) => {
    if ((await standing(store, principal, workspace_id)) !== 'owner')
      throw new AppError('not_permitted', 'a workspace is removed by one of its owners')
    if (confirm !== workspace_id)
      throw new AppError('out_of_range', 'confirm must repeat the id of the workspace', {
        details: [{ parameter: 'confirm', value: confirm, allowed: workspace_id }],
      })
    await removeWorkspace({ store, warehouses }, workspace_id, actorOf(principal))
    await training?.forget(workspace_id)
    return { workspace_id, removed: true as const }
  },
})

export const workspaceActions = [
  listWorkspaces,
  getWorkspace,
  makeWorkspace,
  updateWorkspace,
  deleteWorkspace,
]

async function visible(
  store: Store,
  principal: Principal,
  present: string,
): Promise<z.output<typeof workspaceView>[]> {
  if (principal.kind === 'user' && principal.user_id !== null) return workspacesOf(store, principal.user_id)
  const all = await store.workspaces.list()
  const seen = principal.kind === 'command' ? all : all.filter((each) => each.workspace_id === present)
  return seen.map((row) => ({ ...infoOf(row), role: null }))
}

async function roleShown(store: Store, principal: Principal, workspaceId: string): Promise<Role | null> {
  return principal.kind === 'user' ? standing(store, principal, workspaceId) : null
}

async function holdsOrders(warehouses: Warehouses, workspaceId: string): Promise<boolean> {
  const warehouse = await warehouses.open(workspaceId)
  const rows = await warehouse.reader.rows(sql`SELECT 1 AS there FROM facts.orders LIMIT 1`)
  return rows.length > 0
}
