import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { AppError } from '../base/errors.ts'
import type { Reader } from '../warehouse/reader.ts'
import { guessMapping, profileColumns } from './guess-mapping.ts'
import type { PreparedFile } from './prepared-file.ts'
import { readCsvSource } from './read-csv-source.ts'
import { rejected } from './rejection.ts'
import type { Source } from './source.ts'

type Cell = string | number | boolean | Date | null | undefined

const maxWorkbookBytes = 256 * 1024 * 1024
const peekRows = 60

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) {
    const iso = cell.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
  }
  return typeof cell === 'string' ? cell : String(cell)
}

function csvLine(cells: readonly Cell[], width: number): string {
  const texts = Array.from(
    { length: width },
    (_, index) => `"${cellText(cells[index]).replaceAll('"', '""')}"`,
  )
  return `${texts.join(',')}\n`
}

async function sheetNames(bytes: Uint8Array, file: PreparedFile): Promise<string[]> {
  const names: string[] = []
  try {
    await readXlsx(bytes, {
      sheets: (info) => {
        if (!info.hidden && !info.veryHidden) names.push(info.name)
        return false
      },
    })
  } catch (cause) {
    throw rejected(
      { file: file.name, code: 'damaged' },
      'the workbook is damaged or not a workbook that is understood',
      cause,
    )
  }
  if (names.length === 0)
    throw rejected({ file: file.name, code: 'no_rows' }, 'the workbook has no sheet that can be seen')
  return names
}

async function peek(bytes: Uint8Array, sheet: string): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const row of streamXlsxRows(bytes, { sheet, maxRows: peekRows })) rows.push(row.values)
  return rows
}

/** The sheet that looks most like something a shop would import. */
async function chooseSheet(
  bytes: Uint8Array,
  names: readonly string[],
  wanted: string | undefined,
  file: PreparedFile,
) {
  if (wanted !== undefined) {
    const found = names.find((name) => name === wanted) ?? names[Number(wanted) - 1]
    if (found === undefined) {
      throw rejected(
        { file: file.name, code: 'no_sheet' },
        `there is no sheet "${wanted}", only ${names.map((name) => `"${name}"`).join(', ')}`,
      )
    }
    return found
  }
  let best = { name: names[0], score: -1 }
  for (const name of names) {
    const rows = await peek(bytes, name)
    if (rows.length < 2) continue
    const header = rows[0].map(cellText)
    const texts = rows.slice(1).map((row) => header.map((_, index) => cellText(row[index])))
    const { score } = guessMapping(name, profileColumns(header, texts))
    if (score > best.score) best = { name, score }
  }
  return best.name
}

/** Writes a sheet as CSV into the staging folder; says on which row of the sheet each record stands. */
async function writeSheet(
  bytes: Uint8Array,
  sheet: string,
  path: string,
  file: PreparedFile,
): Promise<number[]> {
  const width = Math.max(0, ...(await peek(bytes, sheet)).map((row) => row.length))
  const output = createWriteStream(path)
  const places: number[] = []
  for await (const row of streamXlsxRows(bytes, { sheet })) {
    const cells: Cell[] = row.values
    if (cells.every((cell) => cellText(cell).trim() === '')) continue
    if (cells.slice(width).some((cell) => cellText(cell) !== '')) {
      throw rejected(
        { file: file.name, line: row.index + 1, column: width + 1, code: 'row' },
        `expected ${width} columns, found ${cells.length}`,
      )
    }
    places.push(row.index + 1)
    if (!output.write(csvLine(cells, width))) await once(output, 'drain')
  }
  output.end()
  await finished(output)
  return places
}

/** One sheet of a workbook as a relation of texts. */
export async function readWorkbookSource(
  db: Reader,
  file: PreparedFile,
  options: { sheet?: string },
): Promise<Source> {
  if (file.bytes > maxWorkbookBytes) {
    throw new AppError('file_too_large', `${file.name} is too large for a workbook: save the sheet as CSV`)
  }
  const bytes = new Uint8Array(await readFile(file.path))
  const sheets = await sheetNames(bytes, file)
  const sheet = await chooseSheet(bytes, sheets, options.sheet, file)
  const path = `${file.path}-sheet`
  const places = await writeSheet(bytes, sheet, path, file).catch((cause: unknown) => {
    if (cause instanceof AppError) throw cause
    throw rejected({ file: file.name, code: 'damaged' }, `the sheet "${sheet}" is damaged`, cause)
  })
  if (places.length === 0)
    throw rejected({ file: file.name, code: 'no_rows' }, `the sheet "${sheet}" is empty`)
  const source = await readCsvSource(db, { ...file, path, lines: null })
  // titles and the header stand above the data; the engine's skip counts records, and each record here is one row
  const above = source.dialect?.skip ?? 0
  return {
    ...source,
    dialect: null,
    sheet,
    sheets,
    linesOf: (rows) =>
      Promise.resolve(new Map(rows.map((row) => [row, places[row + above] ?? row + above + 1]))),
  }
}
