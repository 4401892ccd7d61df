import { AppError } from '../base/errors.ts'
import { raw } from '../warehouse/sql.ts'
import type { Reader } from '../warehouse/reader.ts'
import { readCsvSource } from './read-csv-source.ts'
import { flatten, readJsonSource } from './read-json-source.ts'
import { literal } from './literal.ts'
import type { PreparedFile } from './prepared-file.ts'
import { rejected } from './rejection.ts'
import { sampleRows } from './source.ts'
import type { Source } from './source.ts'
import { readWorkbookSource } from './read-workbook-source.ts'

export type SourceOptions = { sheet?: string; signal?: AbortSignal }

/** Makes a relation of a prepared file, whatever its format. */
export async function readSource(db: Reader, file: PreparedFile, options: SourceOptions): Promise<Source> {
  try {
    if (file.format === 'csv') return await readCsvSource(db, file)
    if (file.format === 'json') return await readJsonSource(db, file)
    if (file.format === 'workbook') return await readWorkbookSource(db, file, options)
    return await readParquetSource(db, file)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw rejected(
      { file: file.name, code: 'damaged' },
      `the file could not be read as ${file.format}`,
      error,
    )
  }
}

async function readParquetSource(db: Reader, file: PreparedFile): Promise<Source> {
  const columns = await db.rows<{ column_name: string; column_type: string }>(
    raw(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(${literal(file.path)}))`),
  )
  const paths = columns.flatMap(({ column_name, column_type }) => {
    const column = `"${column_name.replaceAll('"', '""')}"`
    if (!column_type.startsWith('STRUCT(')) return [{ name: column_name, sql: `CAST(${column} AS VARCHAR)` }]
    // records become columns of their own, lists of records their JSON
    return flatten(column_name, `to_json(${column})`, column_type)
  })
  const header = paths.map(({ name }) => name)
  const select = paths.map(({ sql }, index) => `nullif(${sql}, '') AS c${index + 1}`)
  const from = `(SELECT ${select.join(', ')} FROM read_parquet(${literal(file.path)}))`
  const sample = await sampleOf(db, from, header.length)
  if (sample.length === 0)
    throw rejected({ file: file.name, code: 'no_rows' }, 'the file has columns but no rows')
  return {
    file,
    header,
    from,
    sample,
    dialect: null,
    sheet: null,
    sheets: [],
    checkCount: () => Promise.resolve(),
    linesOf: (rows) => Promise.resolve(new Map(rows.map((row) => [row, row + 1]))),
  }
}

/** The first rows of a relation, as texts. */
export async function sampleOf(db: Reader, from: string, columns: number): Promise<(string | null)[][]> {
  const rows = await db.rows(raw(`SELECT * FROM ${from} LIMIT ${sampleRows}`))
  return rows.map((row) =>
    Array.from({ length: columns }, (_, index) => row[`c${index + 1}`] as string | null),
  )
}
