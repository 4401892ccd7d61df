import { setImmediate } from 'node:timers/promises'
import type { Writer } from '../warehouse/reader.ts'
import type { PredictedColumns } from './fitted-run.ts'

/** Values that are appended at once: few enough that whoever asks meanwhile does not wait. */
const valuesASlice = 60_000

/** Appends columns to a temporary table in slices, letting others in between. */
export async function appendSliced(writer: Writer, table: string, columns: PredictedColumns): Promise<void> {
  const names = Object.keys(columns)
  const rows = columns[names[0]].values.length
  const step = Math.max(2048, Math.floor(valuesASlice / names.length / 2048) * 2048)
  for (let from = 0; from < rows; from += step) {
    const slice = names.map((name) => [
      name,
      { ...columns[name], values: cut(columns[name].values, from, from + step) },
    ])
    await writer.append('main', table, Object.fromEntries(slice) as PredictedColumns)
    await setImmediate()
  }
}

type Values = PredictedColumns[string]['values']

function cut(values: Values, from: number, to: number): Values {
  if (values instanceof Float64Array || values instanceof Int32Array) return values.subarray(from, to)
  return Array.prototype.slice.call(values, from, to)
}
