import { hashToken, inMilliseconds } from './connection.ts'
import type { StoreConnection } from './connection.ts'
import type { SessionRow } from './tables.ts'

export type NewRefreshToken = { session: SessionRow; token: string; expires_at: string }
export type Rotation =
  | ({ kind: 'rotated' } & NewRefreshToken)
  | { kind: 'reused'; session: SessionRow }
  | { kind: 'refused' }

export type SessionTimes = {
  /** how long one refresh token may wait to be used */
  idleMs: number
  /** how long a sign-in lasts at most, however often it is refreshed */
  wholeMs: number
  /** how long a token that was just used still works, for tabs that refreshed at the same moment */
  graceMs: number
}

/** Sign-ins that last: a family of refresh tokens each, of which every one is used once. */
export function createSessions({ db, clock, newId, newToken }: StoreConnection) {
  const issue = async (session: SessionRow, idleMs: number): Promise<NewRefreshToken> => {
    const token = newToken()
    const idle = inMilliseconds(clock, idleMs)
    const expiresAt = idle < session.expires_at ? idle : session.expires_at
    await db
      .insertInto('refresh_tokens')
      .values({
        token_hash: hashToken(token),
        session_id: session.session_id,
        created_at: clock().toISOString(),
        expires_at: expiresAt,
        used_at: null,
      })
      .execute()
    return { session, token, expires_at: expiresAt }
  }
  const revoke = async (sessionId: string, why: string): Promise<void> => {
    await db
      .updateTable('refresh_sessions')
      .set({ revoked_at: clock().toISOString(), revoked_why: why })
      .where('session_id', '=', sessionId)
      .where('revoked_at', 'is', null)
      .execute()
  }
  const find = async (token: string) => {
    const row = await db
      .selectFrom('refresh_tokens')
      .selectAll()
      .where('token_hash', '=', hashToken(token))
      .executeTakeFirst()
    if (row === undefined) return undefined
    const session = await db
      .selectFrom('refresh_sessions')
      .selectAll()
      .where('session_id', '=', row.session_id)
      .executeTakeFirst()
    return session === undefined ? undefined : { row, session }
  }
  return {
    open: async (userId: string, times: SessionTimes): Promise<NewRefreshToken> => {
      const session = await db
        .insertInto('refresh_sessions')
        .values({
          session_id: newId('ses'),
          user_id: userId,
          created_at: clock().toISOString(),
          expires_at: inMilliseconds(clock, times.wholeMs),
          revoked_at: null,
          revoked_why: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return issue(session, times.idleMs)
    },
    /**
     * Takes a refresh token for a new one; to be called inside a transaction. A token that comes a second time later
     * than the grace was stolen from somebody: its whole family ends.
     */
    rotate: async (token: string, times: SessionTimes): Promise<Rotation> => {
      const found = await find(token)
      const now = clock().toISOString()
      if (found === undefined || found.session.revoked_at !== null) return { kind: 'refused' }
      const { row, session } = found
      if (row.used_at !== null && row.used_at < inMilliseconds(clock, -times.graceMs)) {
        await revoke(session.session_id, 'reuse')
        return { kind: 'reused', session }
      }
      if (row.expires_at <= now) return { kind: 'refused' }
      if (row.used_at === null)
        await db
          .updateTable('refresh_tokens')
          .set({ used_at: now })
          .where('token_hash', '=', row.token_hash)
          .execute()
      return { kind: 'rotated', ...(await issue(session, times.idleMs)) }
    },
    find: async (token: string): Promise<SessionRow | undefined> => (await find(token))?.session,
    alive: async (sessionId: string): Promise<boolean> => {
      const row = await db
        .selectFrom('refresh_sessions')
        .select('session_id')
        .where('session_id', '=', sessionId)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', clock().toISOString())
        .executeTakeFirst()
      return row !== undefined
    },
    revoke,
    revokeOfUser: async (userId: string, why: string, except?: string): Promise<void> => {
      await db
        .updateTable('refresh_sessions')
        .set({ revoked_at: clock().toISOString(), revoked_why: why })
        .where('user_id', '=', userId)
        .where('revoked_at', 'is', null)
        .where('session_id', '!=', except ?? '')
        .execute()
    },
    /** Forgets sessions and tokens that ended longer ago than that. */
    sweep: async (olderMs: number): Promise<void> => {
      await db
        .deleteFrom('refresh_tokens')
        .where('expires_at', '<', inMilliseconds(clock, -olderMs))
        .execute()
      await db
        .deleteFrom('refresh_sessions')
        .where('expires_at', '<', inMilliseconds(clock, -olderMs))
        .execute()
    },
  }
}
