import type { Permission } from '../contracts/words.ts'
import { hashToken, inMilliseconds, minute } from './connection.ts'
import type { StoreConnection } from './connection.ts'
import type { KeyRow } from './tables.ts'

export type ApiKey = Omit<KeyRow, 'permissions' | 'key_hash'> & { permissions: readonly Permission[] }
export type NewKey = {
  workspace_id: string
  name: string
  permissions: readonly Permission[]
  created_by: string | null
  lifetimeMs?: number
}

const prefix = 'tk_'
/** A key's use is noted at most so often, so that reading does not become writing. */
const noteEvery = minute

/** API keys: shown once when made, kept as a hash. */
export function createKeys({ db, clock, newId, newToken }: StoreConnection) {
  return {
    create: async (key: NewKey): Promise<ApiKey & { key: string }> => {
      const token = prefix + newToken()
      const row = await db
        .insertInto('api_keys')
        .values({
          key_id: newId('key'),
          workspace_id: key.workspace_id,
          name: key.name,
          key_hash: hashToken(token),
          hint: token.slice(0, prefix.length + 5),
          permissions: JSON.stringify(key.permissions),
          created_by: key.created_by,
          created_at: clock().toISOString(),
          expires_at: key.lifetimeMs === undefined ? null : inMilliseconds(clock, key.lifetimeMs),
          last_used_at: null,
          revoked_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return { ...readable(row), key: token }
    },
    /** The key that this is, while it may be used. */
    byToken: async (token: string): Promise<ApiKey | undefined> => {
      if (!token.startsWith(prefix)) return undefined
      const now = clock().toISOString()
      const row = await db
        .selectFrom('api_keys')
        .selectAll()
        .where('key_hash', '=', hashToken(token))
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      if (row === undefined || (row.expires_at !== null && row.expires_at <= now)) return undefined
      if (row.last_used_at === null || row.last_used_at < inMilliseconds(clock, -noteEvery))
        await db.updateTable('api_keys').set({ last_used_at: now }).where('key_id', '=', row.key_id).execute()
      return readable(row)
    },
    list: async (workspaceId: string): Promise<ApiKey[]> => {
      const rows = await db
        .selectFrom('api_keys')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('key_id', 'desc')
        .execute()
      return rows.map(readable)
    },
    /** The key as it now is, or nothing where there was none to revoke. */
    revoke: async (keyId: string, workspaceId: string): Promise<ApiKey | undefined> => {
      const row = await db
        .updateTable('api_keys')
        .set({ revoked_at: clock().toISOString() })
        .where('key_id', '=', keyId)
        .where('workspace_id', '=', workspaceId)
        .where('revoked_at', 'is', null)
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? undefined : readable(row)
    },
    revokeOfUser: async (userId: string, workspaceId: string): Promise<void> => {
      await db
        .updateTable('api_keys')
        .set({ revoked_at: clock().toISOString() })
        .where('created_by', '=', userId)
        .where('workspace_id', '=', workspaceId)
        .where('revoked_at', 'is', null)
        .execute()
    },
  }
}

function readable(row: KeyRow): ApiKey {
  return {
    key_id: row.key_id,
    workspace_id: row.workspace_id,
    name: row.name,
    hint: row.hint,
    permissions: JSON.parse(row.permissions) as Permission[],
    created_by: row.created_by,
    created_at: row.created_at,
    expires_at: row.expires_at,
    last_used_at: row.last_used_at,
    revoked_at: row.revoked_at,
  }
}
