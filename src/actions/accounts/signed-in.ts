import type { z } from 'zod'
import type { userView, workspaceOfUser } from '../../contracts/accounts.ts'
import { day, minute } from '../../store/connection.ts'
import type { NewRefreshToken } from '../../store/sessions.ts'
import type { Store } from '../../store/store.ts'
import type { UserRow } from '../../store/tables.ts'
import type { AccessClaims } from './access.ts'

export const sessionTimes = { idleMs: 30 * day, wholeMs: 90 * day, graceMs: minute / 6 }

export type WorkspaceOfUser = z.output<typeof workspaceOfUser>

/** All that a door needs to answer a sign-in: claims to sign, a refresh token for the cookie, and what the web shows. */
export type SignInResult = {
  claims: AccessClaims
  refresh_token: string
  refresh_expires_at: string
  user: z.output<typeof userView>
  workspace: WorkspaceOfUser | null
  workspaces: WorkspaceOfUser[]
}

/** Opens a session for somebody who has just shown who they are; inside a transaction. */
export async function openSession(store: Store, user: UserRow, how: string): Promise<SignInResult> {
  const session = await store.sessions.open(user.user_id, sessionTimes)
  await store.users.signedIn(user.user_id)
  const result = await signedInAs(store, user, session)
  await store.audit.append({
    workspace_id: result.workspace?.workspace_id ?? null,
    action: how,
    actor: { kind: 'user', user_id: user.user_id, name: user.name },
    subject: user.email,
  })
  return result
}

export async function signedInAs(
  store: Store,
  user: UserRow,
  refresh: NewRefreshToken,
): Promise<SignInResult> {
  const workspaces = await workspacesOf(store, user.user_id)
  const workspace = workspaces[0] ?? null
  const role = workspace?.role ?? (user.house_owner === 1 ? 'owner' : 'viewer')
  return {
    claims: {
      sub: user.user_id,
      sid: refresh.session.session_id,
      workspace: workspace?.workspace_id ?? null,
    },
    refresh_token: refresh.token,
    refresh_expires_at: refresh.expires_at,
    user: { user_id: user.user_id, email: user.email, name: user.name, role },
    workspace,
    workspaces,
  }
}

export async function workspacesOf(store: Store, userId: string): Promise<WorkspaceOfUser[]> {
  const rows = await store.memberships.ofUser(userId)
  return rows.map(({ workspace_id, name, currency, time_zone, role }) => ({
    workspace_id,
    name,
    currency,
    time_zone,
    role,
  }))
}
