import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../base/clock.ts'
import type { Tables } from './tables.ts'

export type RandomBytes = (count: number) => Uint8Array

/** What every subject of the store is built on: the database, or one transaction of it. */
export type StoreConnection = {
  db: Kysely<Tables>
  clock: Clock
  newId: (prefix: string) => string
  /** 256 bits as text that fits an address */
  newToken: () => string
  /** runs once the change is durable: at once outside a transaction, after its commit inside one */
  afterCommit: (work: () => void) => void
}

/** Tokens are kept only so: 256 random bits need no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export function createTokens(randomBytes: RandomBytes): () => string {
  return () => Buffer.from(randomBytes(32)).toString('base64url')
}

/** Ids that sort by the moment they were given (in the manner of UUID version 7), also within a millisecond. */
export function createIds(clock: Clock, randomBytes: RandomBytes): (prefix: string) => string {
  let last = 0
  let sequence = 0
  return (prefix) => {
    const now = Math.max(clock().getTime(), last)
    sequence = now === last ? sequence + 1 : 0
    last = now
    const time = now.toString(16).padStart(12, '0')
    return `${prefix}_${time}${sequence.toString(16).padStart(4, '0')}${Buffer.from(randomBytes(8)).toString('hex')}`
  }
}

export function inMilliseconds(clock: Clock, milliseconds: number): string {
  return new Date(clock().getTime() + milliseconds).toISOString()
}

export const minute = 60_000
export const day = 24 * 60 * minute

/** PostgreSQL counts in text, since a count may exceed a double. */
export function asCount(value: number | string | bigint): number {
  return Number(value)
}
