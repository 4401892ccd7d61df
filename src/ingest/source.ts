import type { CsvDialect } from './csv-dialect.ts'
import type { PreparedFile } from './prepared-file.ts'

/** A file as a relation of text columns c1, c2, …: the engine reads it, JavaScript sees a sample. */
export type Source = {
  file: PreparedFile
  /** the file's own column names, c1 first */
  header: string[]
  /** what stands after FROM; its rows come in the order of the file */
  from: string
  /** the same in parts that come one after the other, for what is still on its way: `from` is whole after the last */
  pieces?: () => AsyncIterable<string>
  /** the first rows, and some of the last where they are cheap to reach */
  sample: (string | null)[][]
  dialect: CsvDialect | null
  sheet: string | null
  /** the workbook's sheets, to choose from */
  sheets: string[]
  /** the layout of rows that were made of a platform's file, which has others */
  layout?: string
  /** fails when the engine read another number of rows than the file has */
  checkCount: (rows: number) => Promise<void>
  /** the columns that tell its rows apart, where a database says so; all of them by default */
  apart?: readonly string[]
  /** who and what its orders name is described apart, so that orders say nothing of it */
  described?: readonly ('customers' | 'products')[]
  /** its columns that a database writes in one way only, by their names: numbers with a point, years first */
  exact?: ReadonlyMap<string, 'number' | 'time'>
  /** those of them whose texts the engine reads by itself, empty cells apart */
  plain?: ReadonlyMap<string, 'integer' | 'number' | 'time'>
  /** its products are known by whole numbers, so that none can be the code of a service */
  numbered_products?: boolean
  /** the lines, in the user's counting, on which rows begin; rows count from 0 */
  linesOf: (rows: readonly number[]) => Promise<Map<number, number>>
}

export const sampleRows = 5000

/** Words that other programs write where a cell is empty. */
export const emptyWords = ['', 'NULL', 'null', 'NaN', 'nan', 'None', 'N/A', 'n/a', '#N/A', '(null)', '\\N']
