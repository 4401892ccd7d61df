import { AppError } from '../../base/errors.ts'
import { rolePermissions } from '../../contracts/words.ts'
import type { Permission, Role } from '../../contracts/words.ts'
import type { Store } from '../../store/store.ts'
import type { Principal } from '../action.ts'

/** The role somebody acts with in a workspace: the command line as an owner, a key at most as an admin. */
export async function standing(store: Store, principal: Principal, workspaceId: string): Promise<Role> {
  if (principal.kind === 'command') return 'owner'
  if (principal.kind === 'key') return 'admin'
  const role =
    principal.user_id === null ? undefined : await store.memberships.role(principal.user_id, workspaceId)
  if (role === undefined) throw new AppError('workspace_not_found')
  return role
}

/** Nobody gives or takes a role that could do more than they can; the owner's is for owners. */
export function requireReach(principal: Principal, acting: Role, role: Role): void {
  const within = rolePermissions[role].every((permission) => principal.permissions.includes(permission))
  if (within && (role !== 'owner' || acting === 'owner')) return
  throw new AppError('not_permitted', `the role ${role} is beyond yours`)
}

/**
 * For actions that name their workspace in the address: it is the one the caller speaks for, or another one in which
 * the same person may do this too.
 */
export async function requireIn(
  {
    store,
    principal,
    workspace,
  }: { store: Store; principal: Principal; workspace: { workspace_id: string } },
  workspaceId: string,
  permission: Permission,
): Promise<void> {
  if (principal.kind === 'command' || workspace.workspace_id === workspaceId) return
  if (principal.kind !== 'user') throw new AppError('workspace_not_found')
  const role = await standing(store, principal, workspaceId)
  if (!rolePermissions[role].includes(permission))
    throw new AppError('not_permitted', `this needs the permission ${permission}`)
}
