import { AsyncLocalStorage } from 'node:async_hooks'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'

const statementsKept = 200

/** Marks code that runs inside a transaction, so that it cannot wait for itself. */
export const insideTransaction = new AsyncLocalStorage<boolean>()

/** Kysely on Node's own SQLite: one connection, and whoever uses it, transactions above all, takes turns. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new TakingTurns(),
    createDriver: () => sqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** Turns are taken in the driver below, which knows who would wait for itself. */
class TakingTurns extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function sqliteDriver(database: DatabaseSync): Driver {
  const connection = sqliteConnection(database)
  const turns = createTurns()
  const raw = async (sql: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(sql))
  }
  return {
    init: async () => {},
    acquireConnection: async () => {
      if (insideTransaction.getStore() === true && turns.taken())
        throw new Error('a transaction used the store beside its own, and would have waited for itself')
      await turns.take()
      return connection
    },
    releaseConnection: async () => turns.pass(),
    beginTransaction: async () => raw('begin immediate'),
    commitTransaction: async () => raw('commit'),
    rollbackTransaction: async () => raw('rollback'),
    destroy: async () => database.close(),
  }
}

function sqliteConnection(database: DatabaseSync): DatabaseConnection {
  const kept = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = kept.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    if (kept.size >= statementsKept) kept.delete(kept.keys().next().value!)
    kept.set(sql, statement)
    return statement
  }
  return {
    executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
      const statement = prepare(sql)
      const values = parameters as SQLInputValue[]
      if (statement.columns().length > 0)
        return { rows: statement.all(...values).map((row) => ({ ...row })) as Row[] }
      const { changes, lastInsertRowid } = statement.run(...values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    },
    streamQuery: () => {
      throw new Error('the store reads whole results')
    },
  }
}

/** First come, first served. */
function createTurns(): { take: () => Promise<void>; pass: () => void; taken: () => boolean } {
  const waiting: (() => void)[] = []
  let held = false
  return {
    taken: () => held,
    take: async () => {
      if (held) await new Promise<void>((resolve) => waiting.push(resolve))
      held = true
    },
    pass: () => {
      const next = waiting.shift()
      if (next === undefined) held = false
      else next()
    },
  }
}
