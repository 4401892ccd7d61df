import { parseCsv } from './parse-csv.ts'
import type { CsvRecord } from './parse-csv.ts'

/** How a CSV file is written, and where its data begins. */
export type CsvDialect = {
  delimiter: string
  quote: string
  escape: string
  /** the header as read, or made-up names where the file has none */
  header: string[]
  has_header: boolean
  /** records and blank lines before the first row of data, as the engine counts them */
  skip: number
  /** the line on which the data begins, counting from 1 */
  first_line: number
}

const delimiters = [',', ';', '\t', '|', '^', '~', ':', '\u001F'] as const

function modeOf(counts: readonly number[]): { columns: number; share: number } {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  let columns = 1
  let most = 0
  for (const [count, times] of tally) {
    if (times > most || (times === most && count > columns)) {
      columns = count
      most = times
    }
  }
  return { columns, share: counts.length === 0 ? 0 : most / counts.length }
}

/** The delimiter under which the rows agree best on a number of columns; of equals, the one with more columns. */
function chooseDelimiter(sample: string, escape: string) {
  let best = { delimiter: ',' as string, columns: 1, score: 0 }
  for (const delimiter of delimiters) {
    const records = parseCsv(sample, { delimiter, quote: '"', escape, limit: 200 })
    const { columns, share } = modeOf(
      records.filter(({ cells }) => cells.length > 0).map(({ cells }) => cells.length),
    )
    if (columns < 2) continue
    const rare = delimiter === ':' || delimiter === '~' || delimiter === '^' ? 0.5 : 1
    const score = share * rare * (1 + Math.log2(columns) / 4)
    if (score > best.score) best = { delimiter, columns, score }
  }
  return best
}

const looksLikeData = /^[-+(]?[\p{Sc}\s]*\d[\d.,\s'%:/-]*\)?$|^\d{4}-\d{2}-\d{2}/u

function isHeader(record: CsvRecord, columns: number): boolean {
  const filled = record.cells.filter((cell) => cell.trim() !== '')
  if (record.cells.length < columns || filled.length < Math.max(1, columns * 0.5)) return false
  return filled.filter((cell) => looksLikeData.test(cell.trim())).length === 0
}

function nameColumns(cells: readonly string[], columns: number): string[] {
  const seen = new Map<string, number>()
  return Array.from({ length: columns }, (_, index) => {
    const name = (cells[index] ?? '').trim() || `column_${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/**
 * Recognises delimiter, quotes and header from the beginning of a file. Titles and blank lines above the
 * header are skipped; where the first full row already holds numbers or dates, there is no header.
 */
export function detectDialect(sample: string, whole: boolean): CsvDialect {
  const text = sample.startsWith('\uFEFF') ? sample.slice(1) : sample
  const escape = /\\"/.test(text) && !/""/.test(text) ? '\\' : '"'
  const { delimiter } = chooseDelimiter(text, escape)
  const parsed = parseCsv(text, { delimiter, quote: '"', escape, limit: 500 })
  const records = whole || parsed.length < 2 ? parsed : parsed.slice(0, -1)
  const { columns } = modeOf(records.filter(({ cells }) => cells.length > 1).map(({ cells }) => cells.length))
  const start = Math.max(
    0,
    records.findIndex(
      ({ cells }) =>
        cells.length >= columns &&
        cells.filter((cell) => cell.trim() !== '').length >= Math.max(1, columns / 2),
    ),
  )
  const first = records[start] ?? { cells: [], line: 1, lines: 1 }
  const hasHeader = isHeader(first, columns)
  return {
    delimiter,
    quote: '"',
    escape,
    header: nameColumns(hasHeader ? first.cells : [], Math.max(columns, hasHeader ? first.cells.length : 0)),
    has_header: hasHeader,
    skip: hasHeader ? first.line : first.line - 1,
    first_line: hasHeader ? first.line + first.lines : first.line,
  }
}
