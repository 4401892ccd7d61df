import type { StoreConnection } from './connection.ts'
import type { WorkspaceRow } from './tables.ts'

export type NewWorkspace = Pick<WorkspaceRow, 'workspace_id' | 'name' | 'currency' | 'time_zone'>

/** Workspaces as the rest of the program sees them are 'ready'; the other states are for finishing what was interrupted. */
export function createWorkspaces({ db, clock }: StoreConnection) {
  return {
    /** The row, or nothing where the id is taken. */
    begin: async (workspace: NewWorkspace): Promise<WorkspaceRow | undefined> =>
      db
        .insertInto('workspaces')
        .values({ ...workspace, state: 'creating', created_at: clock().toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst(),
    setState: async (workspaceId: string, state: WorkspaceRow['state']): Promise<void> => {
      await db.updateTable('workspaces').set({ state }).where('workspace_id', '=', workspaceId).execute()
    },
    byId: async (workspaceId: string): Promise<WorkspaceRow | undefined> =>
      db
        .selectFrom('workspaces')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('state', '=', 'ready')
        .executeTakeFirst(),
    list: async (): Promise<WorkspaceRow[]> =>
      db
        .selectFrom('workspaces')
        .selectAll()
        .where('state', '=', 'ready')
        .orderBy('created_at')
        .orderBy('workspace_id')
        .execute(),
    unfinished: async (): Promise<WorkspaceRow[]> =>
      db.selectFrom('workspaces').selectAll().where('state', '!=', 'ready').execute(),
    update: async (
      workspaceId: string,
      changes: Partial<Pick<WorkspaceRow, 'name' | 'currency' | 'time_zone'>>,
    ): Promise<WorkspaceRow | undefined> =>
      db
        .updateTable('workspaces')
        .set(changes)
        .where('workspace_id', '=', workspaceId)
        .where('state', '=', 'ready')
        .returningAll()
        .executeTakeFirst(),
    remove: async (workspaceId: string): Promise<void> => {
      await db.deleteFrom('workspaces').where('workspace_id', '=', workspaceId).execute()
    },
  }
}
