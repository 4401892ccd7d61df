import { workspaceSettings } from '../contracts/settings.ts'
import type { WorkspaceSettings } from '../contracts/settings.ts'
import type { StoreConnection } from './connection.ts'

export type Settings = ReturnType<typeof createSettings>

/** What a workspace has set, with the defaults for what it has not. */
export function createSettings({ db, clock }: StoreConnection) {
  return {
    read: async (workspaceId: string): Promise<WorkspaceSettings> => {
      const row = await db
        .selectFrom('workspace_settings')
        .select('settings')
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst()
      return workspaceSettings.parse(row === undefined ? {} : JSON.parse(row.settings))
    },
    write: async (workspaceId: string, settings: WorkspaceSettings): Promise<void> => {
      const row = { settings: JSON.stringify(settings), updated_at: clock().toISOString() }
      await db
        .insertInto('workspace_settings')
        .values({ workspace_id: workspaceId, ...row })
        .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
        .execute()
    },
  }
}
