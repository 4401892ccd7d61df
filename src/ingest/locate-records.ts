import { createReadStream } from 'node:fs'
import type { CsvDialect } from './csv-dialect.ts'

const feed = 10
const carriage = 13

/**
 * The lines on which records of a CSV file begin. Reads the file up to the last record asked for, because blank lines
 * and line ends inside quotes move every record after them.
 */
export async function locateRecords(
  path: string,
  dialect: CsvDialect,
  rows: readonly number[],
): Promise<Map<number, number>> {
  const wanted = [...new Set(rows)].sort((a, b) => a - b)
  const found = new Map<number, number>()
  if (wanted.length === 0) return found
  const quote = dialect.quote.charCodeAt(0)
  const escape = dialect.escape.charCodeAt(0)
  const delimiter = dialect.delimiter.charCodeAt(0)
  const end = dialect.newline === '\r' ? carriage : feed
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
      if (byte === end) {
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
      if (skipping || byte === carriage) continue
      if (blank && !quoted) {
        blank = false
        if (record === wanted[next]) {
          found.set(record, line)
          if (++next === wanted.length) return found
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
  return found
}
