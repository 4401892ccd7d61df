import {
  DuckDBDateValue,
  DuckDBDateVector,
  DuckDBDecimalValue,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} from '@duckdb/node-api'
import type { DuckDBDataChunk, DuckDBResult, DuckDBValue, DuckDBVector } from '@duckdb/node-api'
import type { Column, Row, RowValue } from './reader.ts'

const dayMs = 86_400_000

/** Days since 1970-01-01 to YYYY-MM-DD. */
export function isoDay(days: number): string {
  return new Date(days * dayMs).toISOString().slice(0, 10)
}

/** YYYY-MM-DD to days since 1970-01-01. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / dayMs)
}

function readValue(value: DuckDBValue): RowValue {
  switch (typeof value) {
    case 'bigint':
      return Number(value)
    case 'number':
    case 'string':
    case 'boolean':
      return value
  }
  if (value === null || value === undefined) return null
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBDateValue) return isoDay(value.days)
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return new Date(Number(value.micros / 1000n)).toISOString()
  if (value instanceof DuckDBListValue) return value.items.map(readValue)
  return String(value)
}

function readVector(vector: DuckDBVector, count: number): RowValue[] {
  const values: RowValue[] = Array.from({ length: count })
  for (let i = 0; i < count; i++) values[i] = readValue(vector.getItem(i))
  return values
}

/** All rows of a result as plain objects. */
export async function readRows(result: DuckDBResult): Promise<Row[]> {
  const names = result.deduplicatedColumnNames()
  const rows: Row[] = []
  for (const chunk of await result.fetchAllChunks()) {
    const columns = names.map((_, index) => readVector(chunk.getColumnVector(index), chunk.rowCount))
    for (let i = 0; i < chunk.rowCount; i++) {
      const row: Row = {}
      for (let c = 0; c < names.length; c++) row[names[c]] = columns[c][i]
      rows.push(row)
    }
  }
  return rows
}

/** The packed numbers of a vector, which the engine's types keep private: setting an item by item costs ten times as much. */
export function packed<Items>(vector: DuckDBVector): {
  items: Items
  validity: { itemValid: (index: number) => boolean }
} {
  return vector as unknown as { items: Items; validity: { itemValid: (index: number) => boolean } }
}

type ColumnSink = { append: (vector: DuckDBVector, count: number) => void; finish: () => Column }

function doubleSink(): ColumnSink {
  let all = new Float64Array(firstRoom)
  let length = 0
  return {
    append(vector, count) {
      const { items, validity } = packed<Float64Array>(vector)
      if (length + count > all.length) all = new Float64Array(all.buffer.transfer(2 * all.byteLength))
      all.set(items.subarray(0, count), length)
      for (let i = 0; i < count; i++) if (!validity.itemValid(i)) all[length + i] = Number.NaN
      length += count
    },
    finish: () => new Float64Array(all.buffer.transfer(length * all.BYTES_PER_ELEMENT)),
  }
}

function integerSink(): ColumnSink {
  let all = new Int32Array(firstRoom)
  let length = 0
  return {
    append(vector, count) {
      if (length + count > all.length) all = new Int32Array(all.buffer.transfer(2 * all.byteLength))
      all.set(packed<Int32Array>(vector).items.subarray(0, count), length)
      length += count
    },
    finish: () => new Int32Array(all.buffer.transfer(length * all.BYTES_PER_ELEMENT)),
  }
}

/**
 * Rows for which there is room at first; a chunk never holds more. A column is one array that grows in place: thousands of
 * small ones, or copies, keep the garbage collector, and so everybody, busy.
 */
const firstRoom = 2048

function plainSink(): ColumnSink {
  const all: (string | null)[] = []
  return {
    append(vector, count) {
      for (const value of readVector(vector, count)) all.push(value === null ? null : String(value))
    },
    finish: () => all,
  }
}

function sinkFor(vector: DuckDBVector): ColumnSink {
  if (vector instanceof DuckDBDoubleVector) return doubleSink()
  if (vector instanceof DuckDBIntegerVector || vector instanceof DuckDBDateVector) return integerSink()
  return plainSink()
}

/** A result by column, numbers packed: the quick way for what models read. */
export async function readColumns(result: DuckDBResult): Promise<Record<string, Column>> {
  const names = result.deduplicatedColumnNames()
  const types = result.columnTypes()
  let sinks: ColumnSink[] | null = null
  let chunk: DuckDBDataChunk | null
  while ((chunk = await result.fetchChunk()) && chunk.rowCount > 0) {
    const vectors = names.map((_, index) => chunk!.getColumnVector(index))
    sinks ??= vectors.map(sinkFor)
    for (let c = 0; c < vectors.length; c++) sinks[c].append(vectors[c], chunk.rowCount)
  }
  return Object.fromEntries(
    names.map((name, index) => [name, sinks ? sinks[index].finish() : emptyColumn(String(types[index]))]),
  )
}

function emptyColumn(type: string): Column {
  if (type === 'DOUBLE') return new Float64Array(0)
  return type === 'INTEGER' || type === 'DATE' ? new Int32Array(0) : []
}
