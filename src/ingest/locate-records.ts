import { createReadStream } from 'node:fs'
import type { CsvDialect } from './csv-dialect.ts'

const feed = 10

/**
 * The lines on which records of a CSV file begin. Reads the file up to the last record asked for, because blank lines
 * and line ends inside quotes move every record after them.
 */
export async function locateRecords(
  path: string,
  dialect: CsvDialect,
  rows: readonly number[],
): Promise<Map<number, number>> {
  return (await scanRecords(path, dialect, rows)).found
}

/** How many records a CSV file has after its header, counted byte by byte. */
export async function countRecords(path: string, dialect: CsvDialect): Promise<number> {
  return (await scanRecords(path, dialect, [Infinity])).records
}

async function scanRecords(path: string, dialect: CsvDialect, rows: readonly number[]) {
  const wanted = [...new Set(rows)].sort((a, b) => a - b)
  const found = new Map<number, number>()
  if (wanted.length === 0) return { found, records: 0 }
  const quote = dialect.quote.charCodeAt(0)
  const escape = dialect.escape.charCodeAt(0)
  const delimiter = dialect.delimiter.charCodeAt(0)
  let line = 1
  let record = 0
  let next = 0
  let quoted = false
  let atStart = true
  let blank = true
  let skipping = dialect.first_line > 1
  let escaped = false
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const chunk = piece as Buffer
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]
      if (byte === feed) {
        line++
        if (skipping) {
          if (line === dialect.first_line) skipping = false
        } else if (!quoted) {
          if (!blank) record++
          blank = true
          atStart = true
        }
        continue
      }
      if (skipping) continue
      if (blank && !quoted) {
        blank = false
        if (record === wanted[next]) {
          found.set(record, line)
          if (++next === wanted.length) return { found, records: record }
        }
      }
      if (quoted) {
        if (escaped) escaped = false
        else if (byte === escape && escape !== quote) escaped = true
        else if (byte === quote) quoted = false
      } else if (byte === quote && (atStart || chunk[i - 1] === quote)) {
        quoted = true
      }
      atStart = byte === delimiter && !quoted
    }
  }
  return { found, records: record + (blank ? 0 : 1) }
}
