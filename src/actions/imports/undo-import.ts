import { undoImportInput, undoImportOutput } from '../../contracts/imports.ts'
import { undoImport } from '../../ingest/undo-import.ts'
import { action } from '../action.ts'

export const undoImportAction = action({
  name: 'undo-import',
  paths: [{ method: 'POST', path: '/imports/{import_id}/undo' }],
  title: 'Undo an import',
  summary: 'Takes out what an import loaded and puts back what it replaced, until a later import replaces it',
  permission: 'imports:write',
  destructive: true,
  idempotent: false,
  input: undoImportInput,
  output: undoImportOutput,
  audit: ({ import_id }) => ({ subject: import_id, after: { undone: true } }),
  run: ({ warehouse, clock, intent_id }, { import_id }) =>
    undoImport({ warehouse, clock, intentId: intent_id }, import_id),
})
