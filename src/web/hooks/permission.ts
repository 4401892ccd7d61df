import { rolePermissions } from '../../contracts/words.ts'
import type { Permission } from '../../contracts/words.ts'
import { useSession } from './session.ts'

/** Whether the reader may do this here; what she may not do is not shown. */
export function usePermission(permission: Permission): boolean {
  const { user, workspace } = useSession()
  const role = workspace?.role ?? user?.role
  return role !== undefined && rolePermissions[role].includes(permission)
}
