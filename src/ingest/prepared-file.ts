import type { Encoding } from './text-encoding.ts'

/** A file as the user gave it: where it lies, and the name it is shown by. */
export type ImportFile = { path: string; name: string }

export type FileFormat = 'csv' | 'json' | 'parquet' | 'workbook'

/** A file that lies in the staging folder under a name of ours, unpacked and, if text, in UTF-8. */
export type PreparedFile = {
  name: string
  path: string
  format: FileFormat
  encoding: Encoding | null
  bytes: number
  /** lines of a text, the last whether it is ended or not; null where they were not counted */
  lines: number | null
  /** SHA-256 of the unpacked bytes as they came */
  hash: string
}

export type PrepareOptions = {
  stagingFolder: string
  /** most that one file may hold when unpacked */
  maxBytes?: number
  onBytes?: (bytes: number) => void
  signal?: AbortSignal
}

/** A file in the staging folder, unpacked, with its hash when that is known already. */
export type Unpacked = { name: string; path: string; bytes: number; hash: string | null }
