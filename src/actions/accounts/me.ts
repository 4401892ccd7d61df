import { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { me, meChange } from '../../contracts/accounts.ts'
import { storeAction } from '../action.ts'
import type { StoreActionContext } from '../action.ts'
import { workspacesOf } from './signed-in.ts'

const whoAmI = storeAction({
  name: 'me',
  paths: [{ method: 'GET', path: '/me' }],
  title: 'Who is asking',
  summary: 'The caller, what they may do here, and how they like it',
  permission: 'answers:read',
  destructive: false,
  idempotent: true,
  input: z.object({}),
  output: me,
  audit: null,
  run: async (context) => describe(context),
})

const changeMe = storeAction({
  name: 'change-me',
  paths: [{ method: 'PATCH', path: '/me' }],
  title: 'Change oneself',
  summary: 'Name, language and theme of the person signed in; null follows the browser',
  permission: 'answers:read',
  destructive: false,
  idempotent: true,
  input: meChange,
  output: me,
  audit: (input, output) => ({ subject: output.user?.email ?? '', after: input }),
  run: async (context, { name, ...changes }) => {
    const { store, principal } = context
    if (principal.kind !== 'user' || principal.user_id === null)
      throw new AppError('not_permitted', 'only a person signed in has a name and preferences')
    if (name !== undefined) await store.users.rename(principal.user_id, name)
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    const present = await store.preferences.read(principal.user_id)
    await store.preferences.write(principal.user_id, { ...present, ...given })
    return describe(context)
  },
})

export const meActions = [whoAmI, changeMe]

async function describe({ store, principal, workspace }: StoreActionContext): Promise<z.input<typeof me>> {
  const user = principal.user_id === null ? undefined : await store.users.byId(principal.user_id)
  const workspaces = user === undefined ? [] : await workspacesOf(store, user.user_id)
  const here = workspaces.find((each) => each.workspace_id === workspace.workspace_id)
  return {
    kind: principal.kind,
    name: user?.name ?? principal.name,
    user: user === undefined ? null : { user_id: user.user_id, email: user.email, name: user.name },
    role: here?.role ?? null,
    permissions: [...principal.permissions],
    preferences:
      user === undefined ? { language: null, theme: null } : await store.preferences.read(user.user_id),
    workspace,
    workspaces,
  }
}
