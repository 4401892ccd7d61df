import type { Reader } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import { detectDialect } from './csv-dialect.ts'
import type { CsvDialect } from './csv-dialect.ts'
import { readHead } from './read-head.ts'
import { literal } from './literal.ts'
import { countRecords, locateRecords } from './locate-records.ts'
import type { PreparedFile } from './prepared-file.ts'
import { rejected } from './rejection.ts'
import { emptyWords, sampleRows } from './source.ts'
import type { Source } from './source.ts'

const headBytes = 512 * 1024

/** A CSV file as a relation of texts: the engine reads it strictly, with the dialect found in its first half megabyte. */
export async function readCsvSource(db: Reader, file: PreparedFile): Promise<Source> {
  const head = await readHead(file.path, headBytes)
  const whole = head.length < headBytes
  const text = new TextDecoder().decode(head, { stream: true })
  const dialect = detectDialect(text, whole)
  if (dialect.header.length === 0) throw rejected({ file: file.name, code: 'empty' }, 'the file is empty')
  const from = csvRelation(file, dialect)
  const sample = await readSample(db, file, dialect, from)
  if (sample.length === 0)
    throw rejected({ file: file.name, code: 'no_rows' }, 'the file has a header but no rows')
  return {
    file,
    header: dialect.header,
    from,
    sample,
    dialect,
    sheet: null,
    sheets: [],
    checkCount: (rows) => checkCount(file, dialect, rows),
    linesOf: (rows) => locateRecords(file.path, dialect, rows),
  }
}

/** Counts what the engine read against the lines of the file: a reader that loses rows must not go unnoticed. */
async function checkCount(file: PreparedFile, dialect: CsvDialect, rows: number): Promise<void> {
  if (file.lines !== null && rows === file.lines - dialect.first_line + 1) return
  const records = await countRecords(file.path, dialect)
  if (records !== rows)
    throw rejected(
      { file: file.name, code: 'rows_lost' },
      `of its ${records} rows only ${rows} could be read`,
    )
}

function csvRelation(file: PreparedFile, dialect: CsvDialect): string {
  const columns = dialect.header.map((_, index) => `'c${index + 1}': 'VARCHAR'`).join(', ')
  return `read_csv(${literal(file.path)}, auto_detect = false, header = false, skip = ${dialect.skip},
    delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)}, escape = ${literal(dialect.escape)},
    new_line = '\\n', strict_mode = true, nullstr = [${emptyWords.map(literal).join(', ')}], max_line_size = 8000000, columns = {${columns}})`
}

async function readSample(db: Reader, file: PreparedFile, dialect: CsvDialect, from: string) {
  try {
    const rows = await db.rows(raw(`SELECT * FROM ${from} LIMIT ${sampleRows}`))
    return rows.map((row) => dialect.header.map((_, index) => row[`c${index + 1}`] as string | null))
  } catch (error) {
    throw csvFault(file, dialect, error)
  }
}

const faults: [RegExp, string][] = [
  [/Expected Number of Columns: (\d+) Found: (\d+)/, 'expected $1 columns, found $2'],
  [/unterminated quote/i, 'a quoted text is not closed properly'],
  [/Maximum line size/i, 'the row is longer than 8 MB'],
  [/unicode|utf-8/i, 'the text is not UTF-8 here'],
  [/state machine/i, 'the rows end in different ways or quotes are not closed'],
]

function messageOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}

/** Turns the engine's complaint about a row into one that names row and column. */
export function csvFault(file: PreparedFile, dialect: CsvDialect | null, error: unknown): Error {
  const message = messageOf(error)
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1]
  const fault = faults.find(([pattern]) => pattern.test(message))
  if (line === undefined && !fault) return error instanceof Error ? error : new Error(message)
  const found = fault?.[0].exec(message)
  const what = fault
    ? fault[1].replaceAll(/\$(\d)/g, (_, index) => found?.[Number(index)] ?? '')
    : 'the row cannot be read'
  const cutOff = file.lines !== null && Number(line) >= file.lines
  const problem = cutOff ? `${what}: the file ends in the middle of a row, download it again` : what
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message)
  const original = /Original Line: ([\s\S]*?)\n(?:Expected|Value|Possible|$)/
    .exec(message)?.[1]
    ?.trim()
    .slice(0, 200)
  const at = counts
    ? Math.min(Number(counts[1]), Number(counts[2]))
    : quotedColumn(original ?? '', dialect?.delimiter ?? ',')
  return rejected(
    {
      file: file.name,
      line: line === undefined ? undefined : Number(line),
      column: dialect?.header[Math.max(0, at - 1)] ?? at,
      value: original,
      code: cutOff ? 'cut_short' : 'row',
    },
    problem,
    error,
  )
}

function quotedColumn(line: string, delimiter: string): number {
  const before = line.slice(0, Math.max(0, line.indexOf('"')))
  return before.split(delimiter).length
}
