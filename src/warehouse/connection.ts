import { DuckDBConnection, LIST, VARCHAR, DOUBLE, listValue } from '@duckdb/node-api'
import type { DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { AppError } from '../base/errors.ts'
import { appendColumns } from './append.ts'
import { readColumns, readRows } from './read-values.ts'
import type { Column, Row, Writer } from './reader.ts'
import { sql } from './sql.ts'
import type { Sql, SqlValue } from './sql.ts'

/** A statement that failed in the engine: the statement goes to the log with it, never to a user. */
export class StatementError extends Error {
  readonly statement: string

  constructor(statement: string, cause: unknown) {
    super('a statement failed in the warehouse', { cause })
    this.name = 'StatementError'
    this.statement = statement
  }
}

function bind(values: readonly SqlValue[]): { values: DuckDBValue[]; types: DuckDBType[] } {
  const types: DuckDBType[] = []
  const bound = values.map((value, index): DuckDBValue => {
    if (!Array.isArray(value)) return value as DuckDBValue
    types[index] = LIST(typeof value[0] === 'number' ? DOUBLE : VARCHAR)
    return listValue(value as DuckDBValue[])
  })
  return { values: bound, types }
}

/** One connection of the engine, in the manner the rest of the code reads and writes. */
export type Connection = Writer & {
  interrupt: () => void
  close: () => void
}

export async function connect(instance: DuckDBInstance): Promise<Connection> {
  const connection = await DuckDBConnection.create(instance)
  const execute = async (query: Sql) => {
    try {
      if (query.values.length === 0) return await connection.stream(query.text)
      const { values, types } = bind(query.values)
      return await connection.stream(query.text, values, types)
    } catch (error) {
      throw asFault(query.text, error)
    }
  }
  const reading = async <T>(
    query: Sql,
    read: (result: Awaited<ReturnType<typeof execute>>) => Promise<T>,
  ) => {
    const result = await execute(query)
    try {
      return await read(result)
    } catch (error) {
      throw asFault(query.text, error)
    }
  }
  const rows = <T extends Row>(query: Sql) => reading(query, readRows) as Promise<T[]>
  return {
    rows,
    async row<T extends Row>(query: Sql) {
      const [first] = await rows<T>(query)
      if (first === undefined) throw new StatementError(query.text, new Error('expected a row, found none'))
      return first
    },
    columns: <T extends Record<string, Column>>(query: Sql) => reading(query, readColumns) as Promise<T>,
    run: (statement) => reading(statement, async (result) => void (await result.fetchAllChunks())),
    async append(schema, table, columns) {
      const order = await rows<{ column_name: string }>(columnOrder(schema, table))
      const missing = Object.keys(columns).filter(
        (name) => !order.some((column) => column.column_name === name),
      )
      if (missing.length > 0) throw new Error(`${schema}.${table} has no column ${missing.join(', ')}`)
      const length = Object.values(columns)[0]?.values.length ?? 0
      const nothing = { type: 'varchar' as const, values: Array.from<null>({ length }).fill(null) }
      await appendColumns(
        connection,
        schema,
        table,
        order.map((column) => columns[column.column_name] ?? nothing),
      )
    },
    interrupt: () => connection.interrupt(),
    close: () => connection.closeSync(),
  }
}

function columnOrder(schema: string, table: string): Sql {
  return sql`SELECT column_name FROM duckdb_columns()
    WHERE schema_name = ${schema} AND table_name = ${table} ORDER BY column_index`
}

function asFault(statement: string, error: unknown): Error {
  if (error instanceof AppError) return error
  if (error instanceof Error && /interrupted/i.test(error.message)) {
    return new AppError('timed_out', undefined, { cause: error })
  }
  return new StatementError(statement, error)
}
