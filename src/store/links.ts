import { hashToken, inMilliseconds } from './connection.ts'
import type { StoreConnection } from './connection.ts'
import type { LinkRow } from './tables.ts'

export type NewLink = Pick<LinkRow, 'kind'> &
  Partial<Pick<LinkRow, 'workspace_id' | 'email' | 'role' | 'created_by'>> & { lifetimeMs: number }

/** Links that work once: the first owner's, invitations, forgotten passwords. Only their hash is kept. */
export function createLinks({ db, clock, newId, newToken }: StoreConnection) {
  const usable = () =>
    db
      .selectFrom('one_time_links')
      .selectAll()
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', clock().toISOString())
  return {
    create: async (link: NewLink): Promise<LinkRow & { token: string }> => {
      const token = newToken()
      const row = await db
        .insertInto('one_time_links')
        .values({
          link_id: newId('lnk'),
          kind: link.kind,
          token_hash: hashToken(token),
          workspace_id: link.workspace_id ?? null,
          email: link.email ?? null,
          role: link.role ?? null,
          created_by: link.created_by ?? null,
          created_at: clock().toISOString(),
          expires_at: inMilliseconds(clock, link.lifetimeMs),
          used_at: null,
          revoked_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return { ...row, token }
    },
    byToken: async (token: string): Promise<LinkRow | undefined> =>
      usable().where('token_hash', '=', hashToken(token)).executeTakeFirst(),
    /** Marks it used; of two who try, one gets true. */
    use: async (linkId: string): Promise<boolean> => {
      const rows = await db
        .updateTable('one_time_links')
        .set({ used_at: clock().toISOString() })
        .where('link_id', '=', linkId)
        .where('used_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', clock().toISOString())
        .returning('link_id')
        .execute()
      return rows.length === 1
    },
    invitations: async (workspaceId: string): Promise<LinkRow[]> =>
      usable()
        .where('kind', '=', 'invitation')
        .where('workspace_id', '=', workspaceId)
        .orderBy('link_id', 'desc')
        .execute(),
    /** Ends those that match; the first owner's where only the kind is given. */
    revoke: async (
      which: Pick<LinkRow, 'kind'> &
        Partial<Pick<LinkRow, 'link_id' | 'workspace_id' | 'email' | 'created_by'>>,
    ): Promise<LinkRow[]> => {
      let query = db
        .updateTable('one_time_links')
        .set({ revoked_at: clock().toISOString() })
        .where('kind', '=', which.kind)
        .where('used_at', 'is', null)
        .where('revoked_at', 'is', null)
      if (which.link_id !== undefined) query = query.where('link_id', '=', which.link_id)
      if (which.workspace_id !== undefined) query = query.where('workspace_id', '=', which.workspace_id)
      if (which.email !== undefined) query = query.where('email', '=', which.email)
      if (which.created_by !== undefined) query = query.where('created_by', '=', which.created_by)
      return query.returningAll().execute()
    },
    sweep: async (olderMs: number): Promise<void> => {
      await db
        .deleteFrom('one_time_links')
        .where('expires_at', '<', inMilliseconds(clock, -olderMs))
        .execute()
    },
  }
}
