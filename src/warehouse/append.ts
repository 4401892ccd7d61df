import { setImmediate } from 'node:timers/promises'
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBBigIntVector,
  DuckDBBooleanVector,
  DuckDBDataChunk,
  DuckDBDateVector,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBTimestampVector,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBType, DuckDBVector } from '@duckdb/node-api'
import type { AppendColumn } from './reader.ts'
import { dayNumber, packed } from './read-values.ts'

const chunkRows = 2048
/** Values handed over at once, which holds up everybody: few enough that whoever asks meanwhile does not notice; more is not quicker. */
const valuesATurn = 40_000

// the appender casts what it is given to the table's own types: decimals travel as DOUBLE, small integers as INTEGER
function carrier(type: AppendColumn['type']): DuckDBType {
  switch (type) {
    case 'varchar':
      return VARCHAR
    case 'integer':
    case 'smallint':
      return INTEGER
    case 'bigint':
      return BIGINT
    case 'boolean':
      return BOOLEAN
    case 'date':
      return DATE
    case 'timestamp':
      return TIMESTAMP
    default:
      return DOUBLE
  }
}

function fill(vector: DuckDBVector, values: AppendColumn['values'], from: number, count: number): void {
  if (vector instanceof DuckDBDateVector || vector instanceof DuckDBIntegerVector) {
    const { items } = packed<Int32Array>(vector)
    // whole numbers that come packed hold no null and go over in one piece
    if (values instanceof Int32Array || values instanceof Uint8Array)
      items.set(values.subarray(from, from + count))
    else
      for (let i = 0; i < count; i++) {
        const value = values[from + i]
        if (value === null || value === undefined) vector.setItem(i, null)
        else items[i] = typeof value === 'string' ? dayNumber(value) : Number(value)
      }
  } else if (vector instanceof DuckDBTimestampVector || vector instanceof DuckDBBigIntVector) {
    const { items } = packed<BigInt64Array>(vector)
    const scale = vector instanceof DuckDBTimestampVector ? 1000 : 1
    for (let i = 0; i < count; i++) {
      const value = values[from + i]
      if (value === null || value === undefined) vector.setItem(i, null)
      else items[i] = BigInt(Number(value) * scale)
    }
  } else if (vector instanceof DuckDBDoubleVector) {
    const { items } = packed<Float64Array>(vector)
    for (let i = 0; i < count; i++) {
      const value = values[from + i]
      if (value === null || value === undefined || Number.isNaN(value)) vector.setItem(i, null)
      else items[i] = Number(value)
    }
  } else if (vector instanceof DuckDBBooleanVector) {
    for (let i = 0; i < count; i++) vector.setItem(i, (values[from + i] ?? null) as boolean | null)
  } else {
    for (let i = 0; i < count; i++) vector.setItem(i, values[from + i] ?? null)
  }
  vector.flush()
}

/**
 * Appends columns to a table by the engine's appender, inside the connection's transaction, letting others in between.
 * The columns must be all of the table's, in its order.
 */
export async function appendColumns(
  connection: DuckDBConnection,
  schema: string,
  table: string,
  columns: readonly AppendColumn[],
): Promise<void> {
  const rows = columns[0]?.values.length ?? 0
  const types = columns.map((column) => carrier(column.type))
  const turn = Math.max(1, Math.floor(valuesATurn / columns.length / chunkRows)) * chunkRows
  const appender = await connection.createAppender(table, schema)
  try {
    for (let from = 0; from < rows; from += chunkRows) {
      if (from > 0 && from % turn === 0) {
        appender.flushSync()
        await setImmediate()
      }
      const count = Math.min(chunkRows, rows - from)
      const chunk = DuckDBDataChunk.create(types, count)
      columns.forEach((column, index) => fill(chunk.getColumnVector(index), column.values, from, count))
      appender.appendDataChunk(chunk)
    }
    appender.flushSync()
  } finally {
    appender.closeSync()
  }
}
