import { undoEditInput, undoEditOutput } from '../../contracts/catalogue-edits.ts'
import { action } from '../action.ts'
import { undoEdit } from './edit-log.ts'

export const undoCatalogueEdit = action({
  name: 'undo-edit',
  paths: [{ method: 'POST', path: '/edits/{edit_id}/undo' }],
  title: 'Undo an edit',
  summary: 'Takes back the last edit of a product or a customer',
  permission: 'customers:write',
  destructive: false,
  idempotent: false,
  input: undoEditInput,
  output: undoEditOutput,
  audit: (input, output) => ({
    subject: `${output.entity} ${output.record_id}`,
    after: { undone: input.edit_id },
  }),
  run: (context, { edit_id }) => undoEdit(context, edit_id),
})
