import type { StoreConnection } from './connection.ts'
import type { ViewRow } from './tables.ts'

export type NewView = Pick<ViewRow, 'workspace_id' | 'user_id' | 'name' | 'page' | 'search'> & {
  shared: boolean
}

/** Pages with their filters, kept under a name; a shared one is seen by the whole workspace. */
export function createViews({ db, clock, newId }: StoreConnection) {
  return {
    create: async (view: NewView): Promise<ViewRow> => {
      const now = clock().toISOString()
      return db
        .insertInto('saved_views')
        .values({
          ...view,
          view_id: newId('viw'),
          shared: view.shared ? 1 : 0,
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
    },
    byId: async (viewId: string, workspaceId: string): Promise<ViewRow | undefined> =>
      db
        .selectFrom('saved_views')
        .selectAll()
        .where('view_id', '=', viewId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst(),
    /** One's own and the shared ones. */
    list: async (
      workspaceId: string,
      userId: string | null,
    ): Promise<(ViewRow & { owner_name: string | null })[]> =>
      db
        .selectFrom('saved_views')
        .leftJoin('users', 'users.user_id', 'saved_views.user_id')
        .selectAll('saved_views')
        .select('users.name as owner_name')
        .where('saved_views.workspace_id', '=', workspaceId)
        .where((build) =>
          build.or([build('saved_views.shared', '=', 1), build('saved_views.user_id', '=', userId ?? '')]),
        )
        .orderBy('saved_views.name')
        .orderBy('saved_views.view_id')
        .execute(),
    update: async (
      viewId: string,
      changes: Partial<Pick<ViewRow, 'name' | 'page' | 'search' | 'shared'>>,
    ): Promise<ViewRow> =>
      db
        .updateTable('saved_views')
        .set({ ...changes, updated_at: clock().toISOString() })
        .where('view_id', '=', viewId)
        .returningAll()
        .executeTakeFirstOrThrow(),
    remove: async (viewId: string): Promise<void> => {
      await db.deleteFrom('saved_views').where('view_id', '=', viewId).execute()
    },
    /** Of one who leaves a workspace: what nobody else sees goes along. */
    removePrivate: async (userId: string, workspaceId: string): Promise<void> => {
      await db
        .deleteFrom('saved_views')
        .where('user_id', '=', userId)
        .where('workspace_id', '=', workspaceId)
        .where('shared', '=', 0)
        .execute()
    },
  }
}
