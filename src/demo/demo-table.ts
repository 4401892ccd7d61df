/**
 * A table as columns in a compact form: numbers packed, text as parts that the warehouse puts together (a fixed text,
 * a word of a list by its number, a number padded with zeros). A text is null where a word's number comes before `first`.
 */
export type DemoTable = { rows: number; columns: Record<string, DemoColumn> }

export type DemoColumn =
  | { type: 'text'; parts: readonly TextPart[] }
  | { type: 'free_text'; values: readonly (string | null)[] }
  | { type: 'integer' | 'date'; values: Int32Array }
  /** seconds since 1970, UTC */
  | { type: 'time'; values: Int32Array }
  | { type: 'number'; values: Float64Array }

export type TextPart =
  | string
  | { codes: ArrayLike<number>; words: readonly string[]; first: 0 | 1 }
  | { numbers: ArrayLike<number>; digits: number }

/** Stands for null in a column of integers; in a column of numbers NaN does. */
export const noInteger = -2147483648

export const integers = (values: Int32Array): DemoColumn => ({ type: 'integer', values })
export const dates = (values: Int32Array): DemoColumn => ({ type: 'date', values })
export const times = (values: Int32Array): DemoColumn => ({ type: 'time', values })
export const numbers = (values: Float64Array): DemoColumn => ({ type: 'number', values })
export const text = (...parts: TextPart[]): DemoColumn => ({ type: 'text', parts })
export const freeText = (values: readonly (string | null)[]): DemoColumn => ({ type: 'free_text', values })

/** A word counted from 0. */
export const word = (codes: ArrayLike<number>, words: readonly string[]): DemoColumn =>
  text({ codes, words, first: 0 })

/** A word counted from 1; 0 is null. */
export const wordOrNull = (codes: ArrayLike<number>, words: readonly string[]): DemoColumn =>
  text({ codes, words, first: 1 })

/** Whole numbers worked out row by row, packed. */
export function integersOf(rows: number, of: (row: number) => number): Int32Array {
  const values = new Int32Array(rows)
  for (let row = 0; row < rows; row++) values[row] = of(row)
  return values
}

/** One cell as it will read in the warehouse; dates as days since 1970, times as seconds. */
export function cell(table: DemoTable, name: string, row: number): string | number | null {
  const column = table.columns[name]
  if (column.type === 'text') return textAt(column.parts, row)
  const value = column.values[row]
  return value === noInteger || Number.isNaN(value) ? null : value
}

function textAt(parts: readonly TextPart[], row: number): string | null {
  let whole = ''
  for (const part of parts) {
    if (typeof part === 'string') whole += part
    else if ('words' in part) {
      if (part.codes[row] < part.first) return null
      whole += part.words[part.codes[row] - part.first]
    } else whole += String(part.numbers[row]).padStart(part.digits, '0')
  }
  return whole
}
