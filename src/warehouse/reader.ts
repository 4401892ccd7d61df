import type { Sql } from './sql.ts'

/** A row as it comes out: numbers, text, booleans, null; days and times as ISO text; decimals and big integers as numbers. */
export type Row = Record<string, RowValue>
export type RowValue = number | string | boolean | null | RowValue[]

/** A column of a large result: numbers packed, everything else as it comes. */
export type Column = Float64Array | Int32Array | (string | null)[]

/** Read access to one workspace's warehouse. */
export type Reader = {
  rows: <T extends Row = Row>(query: Sql) => Promise<T[]>
  /** the first row; throws when there is none */
  row: <T extends Row = Row>(query: Sql) => Promise<T>
  /** large results, by column: DOUBLE to Float64Array (null is NaN), INTEGER and DATE (days since 1970-01-01) to Int32Array, text to arrays */
  columns: <T extends Record<string, Column>>(query: Sql) => Promise<T>
}

/** Write access inside one transaction. */
export type Writer = Reader & {
  run: (statement: Sql) => Promise<void>
  /** bulk rows from JavaScript by the engine's appender; one array a column, null for unknown */
  append: (schema: string, table: string, columns: Record<string, AppendColumn>) => Promise<void>
}

/**
 * A column to append. Days are ISO text or days since 1970 with type 'date', times are milliseconds since 1970 UTC,
 * decimals are plain numbers.
 */
export type AppendColumn = {
  type:
    | 'varchar'
    | 'integer'
    | 'smallint'
    | 'bigint'
    | 'double'
    | 'boolean'
    | 'date'
    | 'timestamp'
    | 'decimal(18,4)'
    | 'decimal(18,3)'
  values: ArrayLike<number | string | boolean | null>
}
