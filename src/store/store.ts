import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { systemClock } from '../base/clock.ts'
import type { Clock } from '../base/clock.ts'
import { createAttempts } from './attempts.ts'
import { createAudit } from './audit.ts'
import { createIds, createTokens } from './connection.ts'
import type { RandomBytes, StoreConnection } from './connection.ts'
import { createIntents } from './intents.ts'
import { createJobEvents } from './job-events.ts'
import type { JobEvents } from './job-events.ts'
import { createJobs } from './jobs.ts'
import { createKeys } from './keys.ts'
import { createLedger } from './ledger.ts'
import { createLinks } from './links.ts'
import { createMemberships } from './memberships.ts'
import { migrateStore } from './migrations.ts'
import { createModelRuns } from './model-runs.ts'
import { createPreferences } from './preferences.ts'
import { createScenarios } from './scenarios.ts'
import { createSessions } from './sessions.ts'
import { createSecretBox } from './secret-box.ts'
import type { SecretBox } from './secret-box.ts'
import { createSettings } from './settings.ts'
import { createSources } from './sources.ts'
import { insideTransaction, sqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'
import { createUsers } from './users.ts'
import { createViews } from './views.ts'
import { createWorkspaces } from './workspaces.ts'

/** The operational database: what must never be lost and changes row by row. */
export type Store = ReturnType<typeof createSubjects> & {
  clock: Clock
  /** All or nothing, one at a time; inside, only the store it is given may be used. One within another joins it. */
  transaction: <T>(work: (inside: Store) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

export type StoreOptions = {
  clock?: Clock
  randomBytes?: RandomBytes
  onListenerError?: (error: unknown) => void
}

/** Opens (and makes or brings up to date) the database in that file; `:memory:` keeps it nowhere. */
export async function openStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const { clock = systemClock, onListenerError = () => {} } = options
  const bytes = options.randomBytes ?? randomBytes
  const db = new Kysely<Tables>({ dialect: sqliteDialect(openDatabase(path)) })
  const events = createJobEvents(onListenerError)
  const box = createSecretBox(path)
  const shared = { clock, newId: createIds(clock, bytes), newToken: createTokens(bytes) }
  try {
    await migrateStore(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  const close = async (): Promise<void> => db.destroy()
  const inside = (trx: Kysely<Tables>, later: (() => void)[]): Store => {
    const connection = { ...shared, db: trx, afterCommit: (each: () => void) => void later.push(each) }
    const joined: Store = {
      ...createSubjects(connection, events, box),
      clock,
      transaction: async (work) => work(joined),
      close,
    }
    return joined
  }
  return {
    ...createSubjects({ ...shared, db, afterCommit: (work) => work() }, events, box),
    clock,
    close,
    transaction: async (work) => {
      const later: (() => void)[] = []
      const result = await db
        .transaction()
        .execute(async (trx) => insideTransaction.run(true, async () => work(inside(trx, later))))
      for (const each of later) each()
      return result
    },
  }
}

function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true })
  if (path !== ':memory:') chmodSync(path, 0o600)
  // a commit is on the disk before it is acknowledged
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  return database
}

function createSubjects(connection: StoreConnection, events: JobEvents, box: SecretBox) {
  return {
    users: createUsers(connection),
    workspaces: createWorkspaces(connection),
    memberships: createMemberships(connection),
    sessions: createSessions(connection),
    links: createLinks(connection),
    keys: createKeys(connection),
    attempts: createAttempts(connection),
    jobs: createJobs(connection, events),
    intents: createIntents(connection),
    audit: createAudit(connection),
    settings: createSettings(connection),
    views: createViews(connection),
    preferences: createPreferences(connection),
    modelRuns: createModelRuns(connection),
    ledger: createLedger(connection),
    scenarios: createScenarios(connection),
    sources: createSources(connection, box),
  }
}
