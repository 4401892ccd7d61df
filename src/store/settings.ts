import type { WorkspaceSettings } from '../contracts/settings.ts'
import type { StoreConnection } from './connection.ts'

/** What a workspace has set; the defaults for the rest stand in its contract. */
export function createSettings({ db, clock }: StoreConnection) {
  return {
    read: async (workspaceId: string): Promise<Partial<WorkspaceSettings>> => {
      const row = await db
        .selectFrom('workspace_settings')
        .select('settings')
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst()
      return row === undefined ? {} : (JSON.parse(row.settings) as Partial<WorkspaceSettings>)
    },
    write: async (workspaceId: string, settings: Partial<WorkspaceSettings>): Promise<void> => {
      const row = { settings: JSON.stringify(settings), updated_at: clock().toISOString() }
      await db
        .insertInto('workspace_settings')
        .values({ workspace_id: workspaceId, ...row })
        .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
        .execute()
    },
  }
}
