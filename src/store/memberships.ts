import type { Role } from '../contracts/words.ts'
import { asCount } from './connection.ts'
import type { StoreConnection } from './connection.ts'
import type { UserRow, WorkspaceRow } from './tables.ts'

export type Member = Pick<UserRow, 'user_id' | 'email' | 'name' | 'last_sign_in_at' | 'house_owner'> & {
  role: Role
  joined_at: string
}

/** Who belongs to which workspace, in which role. */
export function createMemberships({ db, clock }: StoreConnection) {
  const members = (workspaceId: string) =>
    db
      .selectFrom('memberships')
      .innerJoin('users', 'users.user_id', 'memberships.user_id')
      .select([
        'users.user_id',
        'users.email',
        'users.name',
        'users.last_sign_in_at',
        'users.house_owner',
        'memberships.role',
        'memberships.created_at as joined_at',
      ])
      .where('memberships.workspace_id', '=', workspaceId)
  return {
    /** Adds a member or changes the role of one. */
    set: async (userId: string, workspaceId: string, role: Role): Promise<void> => {
      await db
        .insertInto('memberships')
        .values({ user_id: userId, workspace_id: workspaceId, role, created_at: clock().toISOString() })
        .onConflict((conflict) => conflict.columns(['user_id', 'workspace_id']).doUpdateSet({ role }))
        .execute()
    },
    role: async (userId: string, workspaceId: string): Promise<Role | undefined> => {
      const row = await db
        .selectFrom('memberships')
        .select('role')
        .where('user_id', '=', userId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst()
      return row?.role
    },
    member: async (userId: string, workspaceId: string): Promise<Member | undefined> =>
      members(workspaceId).where('users.user_id', '=', userId).executeTakeFirst(),
    list: async (workspaceId: string): Promise<Member[]> =>
      members(workspaceId).orderBy('users.name').orderBy('users.user_id').execute(),
    ofUser: async (userId: string): Promise<(WorkspaceRow & { role: Role })[]> =>
      db
        .selectFrom('memberships')
        .innerJoin('workspaces', 'workspaces.workspace_id', 'memberships.workspace_id')
        .selectAll('workspaces')
        .select('memberships.role')
        .where('memberships.user_id', '=', userId)
        .where('workspaces.state', '=', 'ready')
        .orderBy('workspaces.created_at')
        .orderBy('workspaces.workspace_id')
        .execute(),
    owners: async (workspaceId: string): Promise<number> => {
      const row = await db
        .selectFrom('memberships')
        .select((build) => build.fn.countAll<number>().as('owners'))
        .where('workspace_id', '=', workspaceId)
        .where('role', '=', 'owner')
        .executeTakeFirstOrThrow()
      return asCount(row.owners)
    },
    remove: async (userId: string, workspaceId: string): Promise<void> => {
      await db
        .deleteFrom('memberships')
        .where('user_id', '=', userId)
        .where('workspace_id', '=', workspaceId)
        .execute()
    },
  }
}
