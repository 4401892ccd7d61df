import type { z } from 'zod'
import type {
  FileInspection,
  FileMapping,
  ImportNote,
  ImportSummary,
  ImportVerdict,
} from '../../contracts/imports.ts'
import type { undoImportInput, undoImportOutput } from '../../contracts/imports.ts'

export type { FileInspection, FileMapping, ImportNote, ImportSummary, ImportVerdict }
export type UndoImport = { input: z.input<typeof undoImportInput>; output: z.output<typeof undoImportOutput> }

/** Files that were sent and are kept on the server, to be looked at and then loaded. */
export type Upload = { upload_id: string; files: FileInspection[] }
