import type { WorkspaceInfo } from '../../answers/answer.ts'
import { AppError } from '../../base/errors.ts'
import { permissions, rolePermissions } from '../../contracts/words.ts'
import type { Permission, Role } from '../../contracts/words.ts'
import type { Store } from '../../store/store.ts'
import type { WorkspaceRow } from '../../store/tables.ts'
import type { Principal } from '../action.ts'

/** Who asks, about which workspace. */
export type Access = { principal: Principal; workspace: WorkspaceInfo; role: Role | null }

/** What an access token says; nothing in it is trusted without looking at the store. */
export type AccessClaims = { sub: string; sid: string; workspace: string | null }

/** Finds out who a caller is and what they may do in the workspace named; refuses with a code where they may nothing. */
export type AccessChecks = {
  /** A signed-in person; without a workspace named, the one of the token. Roles are read now, not at sign-in. */
  ofUser: (claims: AccessClaims, workspaceId?: string) => Promise<Access>
  /** A key speaks for one workspace; naming another is as if that did not exist. */
  ofKey: (key: string, workspaceId?: string) => Promise<Access>
  /** This machine's own command line. */
  ofCommand: (workspaceId: string) => Promise<Access>
  /** A visitor, where a workspace has been opened to all (`ANONYMOUS_WORKSPACE`). */
  ofVisitor: (openWorkspaceId: string, workspaceId?: string) => Promise<Access>
}

export function createAccessChecks(store: Store): AccessChecks {
  const workspaceOf = async (workspaceId: string): Promise<WorkspaceRow> => {
    const workspace = await store.workspaces.byId(workspaceId)
    if (workspace === undefined) throw new AppError('workspace_not_found')
    return workspace
  }
  return {
    ofUser: async (claims, workspaceId) => {
      const user = (await store.sessions.alive(claims.sid)) ? await store.users.byId(claims.sub) : undefined
      if (user === undefined) throw new AppError('session_expired')
      const wanted =
        workspaceId ?? claims.workspace ?? (await store.memberships.ofUser(user.user_id))[0]?.workspace_id
      const role = wanted === undefined ? undefined : await store.memberships.role(user.user_id, wanted)
      if (role === undefined) throw new AppError('workspace_not_found')
      const workspace = await workspaceOf(wanted)
      const { user_id, name } = user
      const principal: Principal = { kind: 'user', user_id, name, permissions: rolePermissions[role] }
      return { principal, workspace: infoOf(workspace), role }
    },
    ofKey: async (token, workspaceId) => {
      const key = await store.keys.byToken(token)
      if (key === undefined) throw new AppError('not_signed_in', 'the API key is unknown, expired or revoked')
      if (workspaceId !== undefined && workspaceId !== key.workspace_id)
        throw new AppError('workspace_not_found')
      const workspace = await workspaceOf(key.workspace_id)
      const principal: Principal = {
        kind: 'key',
        user_id: null,
        name: `${key.name} (${key.hint}…)`,
        permissions: await presentPermissions(store, key),
      }
      return { principal, workspace: infoOf(workspace), role: null }
    },
    ofCommand: async (workspaceId) => ({
      principal: commandPrincipal,
      workspace: infoOf(await workspaceOf(workspaceId)),
      role: 'owner',
    }),
    ofVisitor: async (openWorkspaceId, workspaceId) => {
      if (workspaceId !== undefined && workspaceId !== openWorkspaceId) throw new AppError('not_signed_in')
      return {
        principal: { kind: 'anonymous', user_id: null, name: 'visitor', permissions: ['answers:read'] },
        workspace: infoOf(await workspaceOf(openWorkspaceId)),
        role: null,
      }
    },
  }
}

export const commandPrincipal: Principal = {
  kind: 'command',
  user_id: null,
  name: 'command line',
  permissions,
}

export function infoOf({ workspace_id, name, currency, time_zone }: WorkspaceRow): WorkspaceInfo {
  return { workspace_id, name, currency, time_zone }
}

/** A key can do no more than whoever made it can do today; one made by the command line keeps what it was given. */
async function presentPermissions(
  store: Store,
  key: { created_by: string | null; workspace_id: string; permissions: readonly Permission[] },
): Promise<readonly Permission[]> {
  if (key.created_by === null) return key.permissions
  const role = await store.memberships.role(key.created_by, key.workspace_id)
  if (role === undefined)
    throw new AppError('not_signed_in', 'whoever made this API key has left the workspace')
  return key.permissions.filter((permission) => rolePermissions[role].includes(permission))
}
