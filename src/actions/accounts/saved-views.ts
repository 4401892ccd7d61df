import { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { newView, savedView, viewChange, viewList, viewPath, viewRemoved } from '../../contracts/views.ts'
import type { ViewRow } from '../../store/tables.ts'
import { storeAction } from '../action.ts'
import type { Principal, StoreActionContext } from '../action.ts'

const listViews = storeAction({
  name: 'list-views',
  paths: [{ method: 'GET', path: '/views' }],
  title: 'Saved views',
  summary: "One's own views and those shared with the workspace",
  permission: 'answers:read',
  destructive: false,
  idempotent: true,
  input: z.object({}),
  output: viewList,
  audit: null,
  run: async ({ store, principal, workspace }) => {
    const rows = await store.views.list(workspace.workspace_id, principal.user_id)
    return { items: rows.map((row) => shown(row, principal, row.owner_name)), total: rows.length }
  },
})

const saveView = storeAction({
  name: 'save-view',
  paths: [{ method: 'POST', path: '/views', status: 201 }],
  title: 'Save a view',
  summary: 'Keeps a page with its filters under a name, for oneself or for the workspace',
  permission: 'views:write',
  destructive: false,
  idempotent: false,
  input: newView,
  output: savedView,
  audit: (input, output) => ({ subject: output.view_id, after: input }),
  run: async ({ store, principal, workspace }, input) => {
    // what nobody in particular owns would be seen by nobody unless shared
    const shared = input.shared || principal.user_id === null
    const owner = { workspace_id: workspace.workspace_id, user_id: principal.user_id }
    const row = await store.views.create({ ...input, ...owner, shared })
    return shown(row, principal, principal.kind === 'user' ? principal.name : null)
  },
})

const changeView = storeAction({
  name: 'change-view',
  paths: [{ method: 'PATCH', path: '/views/{view_id}' }],
  title: 'Change a saved view',
  summary: 'Its name, its filters, or whether it is shared',
  permission: 'views:write',
  destructive: false,
  idempotent: true,
  input: viewChange,
  output: savedView,
  audit: ({ view_id, ...changes }) => ({ subject: view_id, after: changes }),
  run: async (context, { view_id, shared, ...changes }) => {
    await ownView(context, view_id)
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    const sharing = shared === undefined ? {} : { shared: shared ? 1 : 0 }
    const row = await context.store.views.update(view_id, { ...given, ...sharing })
    const owner = row.user_id === null ? undefined : await context.store.users.byId(row.user_id)
    return shown(row, context.principal, owner?.name ?? null)
  },
})

const removeView = storeAction({
  name: 'remove-view',
  paths: [{ method: 'DELETE', path: '/views/{view_id}' }],
  title: 'Remove a saved view',
  summary: "One's own, or a shared one by whoever manages the workspace",
  permission: 'views:write',
  destructive: true,
  idempotent: true,
  input: viewPath,
  output: viewRemoved,
  audit: (input, output) => ({ subject: input.view_id, before: { name: output.name } }),
  run: async (context, { view_id }) => {
    const view = await ownView(context, view_id)
    await context.store.views.remove(view_id)
    return { view_id, name: view.name, removed: true as const }
  },
})

export const viewActions = [listViews, saveView, changeView, removeView]

/** The view, where the caller may change it; one that they may not even see is not there. */
async function ownView(
  { store, principal, workspace }: StoreActionContext,
  viewId: string,
): Promise<ViewRow> {
  const view = await store.views.byId(viewId, workspace.workspace_id)
  const mine = view !== undefined && isMine(view, principal)
  if (view === undefined || (!mine && view.shared === 0))
    throw new AppError('not_found', 'there is no such saved view')
  if (!mine && !principal.permissions.includes('workspace:manage'))
    throw new AppError('not_permitted', 'that view belongs to somebody else')
  return view
}

function isMine(view: ViewRow, principal: Principal): boolean {
  return view.user_id !== null && view.user_id === principal.user_id
}

function shown(row: ViewRow, principal: Principal, ownerName: string | null): z.input<typeof savedView> {
  const { view_id, name, page, search, created_at, updated_at } = row
  const mine = isMine(row, principal)
  return {
    view_id,
    name,
    page,
    search,
    shared: row.shared === 1,
    mine,
    owner_name: ownerName,
    created_at,
    updated_at,
  }
}
