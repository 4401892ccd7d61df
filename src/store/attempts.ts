import { asCount, inMilliseconds } from './connection.ts'
import type { StoreConnection } from './connection.ts'

export type AttemptLimits = { windowMs: number; perPair: number; perAddress: number; perEmail: number }

/** Sign-in attempts of late. One is noted before its password is looked at, so that many at once count as many. */
export function createAttempts({ db, clock, newId }: StoreConnection) {
  const count = async (since: string, email: string | null, address: string | null) => {
    let query = db
      .selectFrom('login_attempts')
      .select((build) => [build.fn.countAll<number>().as('attempts'), build.fn.min('at').as('first_at')])
      .where('at', '>', since)
    if (email !== null) query = query.where('email', '=', email)
    if (address !== null) query = query.where('address', '=', address)
    const row = await query.executeTakeFirstOrThrow()
    return { attempts: asCount(row.attempts), first_at: row.first_at }
  }
  return {
    /** Notes one attempt; where there were too many, notes nothing and says how many seconds to wait. */
    note: async (
      email: string,
      address: string,
      limits: AttemptLimits,
    ): Promise<{ kind: 'noted' } | { kind: 'too_many'; retry_after_seconds: number }> => {
      const since = inMilliseconds(clock, -limits.windowMs)
      const counts = [
        { ...(await count(since, email, address)), limit: limits.perPair },
        { ...(await count(since, null, address)), limit: limits.perAddress },
        { ...(await count(since, email, null)), limit: limits.perEmail },
      ]
      const over = counts.find(({ attempts, limit }) => attempts >= limit)
      if (over !== undefined) {
        const free = new Date(over.first_at).getTime() + limits.windowMs
        return { kind: 'too_many', retry_after_seconds: Math.ceil((free - clock().getTime()) / 1000) }
      }
      await db
        .insertInto('login_attempts')
        .values({ attempt_id: newId('att'), email, address, at: clock().toISOString() })
        .execute()
      return { kind: 'noted' }
    },
    /** A right password: what went before from there is forgiven. */
    forgive: async (email: string, address: string): Promise<void> => {
      await db
        .deleteFrom('login_attempts')
        .where('email', '=', email)
        .where('address', '=', address)
        .execute()
    },
    sweep: async (windowMs: number): Promise<void> => {
      await db.deleteFrom('login_attempts').where('at', '<', inMilliseconds(clock, -windowMs)).execute()
    },
  }
}
