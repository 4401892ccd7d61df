import type { Clock } from '../base/clock.ts'
import type { AppError } from '../base/errors.ts'
import type { ImportFile } from './prepared-file.ts'
import type { Writer } from '../warehouse/reader.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { FileMapping, ImportMapping } from '../contracts/imports.ts'

export type ImportPhase = 'preparing' | 'reading' | 'checking' | 'merging' | 'done'

/** How far an import is: a share of the whole from 0 to 1. */
export type ImportProgress = { phase: ImportPhase; share: number; rows: number | null }

/** What an import works with. The staging folder must lie inside the workspace's own folder, where the engine may read. */
export type ImportContext = {
  warehouse: Warehouse
  clock: Clock
  stagingFolder: string
  /** the workspace's own; what is not settled yet is taken from the file, and said */
  currency?: string
  timeZone?: string
  onProgress?: (progress: ImportProgress) => void
  /** hears what currency and zone it will be in before anything is written, so that a new workspace can take them on */
  onSettled?: (found: { currency: string; timeZone: string }) => Promise<void>
  /** asked inside the merge, before anything is written; throws where the currency and zone above no longer hold */
  stillHolds?: () => Promise<void>
  signal?: AbortSignal
  /** what the merge notes as applied, see `store/both.ts` */
  intentId?: string
  /** the source that is being read, where it is one that stays connected */
  source?: SourceMerge
}

/** What a source that stays connected adds to an import. */
export type SourceMerge = {
  source_id: string
  /** what it is called among imports */
  label: string
  /** what its rows are, where files do not tell */
  kind?: string
  /** runs inside the merge, after the facts stand: takes out what is gone from the source, and notes how far it was read */
  finish: (
    writer: Writer,
    importId: string,
  ) => Promise<{ orders_adopted: number; orders_removed: number; others_removed: number }>
}

export type ImportOptions = {
  mapping?: ImportMapping
  /** the mapping of a file by its name and columns, before any other */
  mappingOf?: (name: string, header: readonly string[]) => FileMapping | undefined
  /** hears of files that cannot be understood, which are then left out unless all are; without it they refuse the import */
  onRefused?: (file: ImportFile, error: AppError) => void
  /** the sheet of a workbook, by name or by number from 1 */
  sheet?: string
  /** the currency of rows that name none */
  currency?: string
  /** the zone of times that name none */
  timeZone?: string
  /** what one unit of a currency is in the workspace's, for orders whose rate is not known otherwise */
  rates?: Readonly<Record<string, number>>
  /** everything but the loading: the verdict beforehand */
  dryRun?: boolean
  /** most that one file may hold when unpacked */
  maxBytes?: number
}
