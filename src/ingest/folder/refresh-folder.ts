import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { isAppError } from '../../base/errors.ts'
import type { AppError } from '../../base/errors.ts'
import type { KeptMapping } from '../../contracts/source-parts.ts'
import type { ImportContext } from '../import-context.ts'
import { importFiles } from '../import-files.ts'
import { adoptUnchanged } from '../owned-by.ts'
import type { ImportFile } from '../prepared-file.ts'
import type { RefreshOutcome } from '../postgres/refresh-postgres.ts'
import { raw } from '../../warehouse/sql.ts'
import { readSourceState, saveSourceState } from '../source-state.ts'
import { filesIn } from './file-names.ts'
import { keptMapping } from './kept-mapping.ts'

export type FolderRefresh = {
  source_id: string
  name: string
  path: string
  /** names of files, with * and ? */
  pattern: string
  /** how files are read that are not understood by themselves */
  mappings?: readonly KeptMapping[]
  currency?: string
  mode: 'changes' | 'compare' | 'whole'
}

/** Each file as it was read, or refused with the reason: neither is looked at again before it changes. */
type FolderState = {
  signature: string
  files: Record<string, string>
  refused?: Record<string, { mark: string; code: string; message: string }>
  refreshed_at: string
}

/** A file that was touched a moment ago may still be written to. */
const settleMs = 2000

const isFresh = (age: number): boolean => age >= 0 && age < settleMs

function signatureOf({ path, pattern, mappings = [] }: FolderRefresh): string {
  const about = mappings.length === 0 ? [path, pattern] : [path, pattern, mappings]
  return createHash('sha1').update(JSON.stringify(about)).digest('hex')
}

/** What is new, what is known, and what may still be written to. */
async function sortFiles(
  request: FolderRefresh,
  before: FolderState | null,
  now: number,
): Promise<{
  due: ImportFile[]
  marks: Map<string, string>
  state: Pick<FolderState, 'files' | 'refused'>
  notes: string[]
}> {
  const found: Awaited<ReturnType<typeof sortFiles>> = {
    due: [],
    marks: new Map(),
    state: { files: {}, refused: {} },
    notes: [],
  }
  for (const file of await filesIn(request.path, request.pattern)) {
    const { size, mtimeMs } = await stat(file.path)
    const mark = `${size} ${mtimeMs}`
    found.marks.set(file.name, mark)
    const refused = before?.refused?.[file.name]
    if (before?.files[file.name] === mark) found.state.files[file.name] = mark
    else if (refused?.mark === mark) found.state.refused = { ...found.state.refused, [file.name]: refused }
    else if (isFresh(now - mtimeMs)) found.notes.push('file_being_written')
    else found.due.push(file)
  }
  return found
}

/**
 * Imports the files of a watched folder that are new or have changed, together, and remembers which they were. What cannot be understood
 * keeps the others from nothing: it is told until it is mapped, mended or taken away.
 */
export async function refreshFolder(context: ImportContext, request: FolderRefresh): Promise<RefreshOutcome> {
  const { warehouse, clock } = context
  const { source_id, name, mappings = [] } = request
  const refreshed_at = clock().toISOString()
  const known = await readSourceState<FolderState>(warehouse, source_id)
  const signature = signatureOf(request)
  const again = known !== null && known.signature === signature && request.mode !== 'whole'
  const sorted = await sortFiles(request, again ? known : null, clock().getTime())
  const { due, marks, notes } = sorted
  const mode = known === null ? 'first' : again ? 'changes' : 'whole'
  const state: FolderState = { signature, ...sorted.state, refreshed_at }
  const save = async (): Promise<void> =>
    warehouse.write([], async (writer) => saveSourceState(writer, source_id, state))
  const outcome = (): Pick<RefreshOutcome, 'mode' | 'notes' | 'refreshed_at' | 'left_out'> => {
    const [first] = Object.values(state.refused ?? {})
    return {
      mode,
      notes,
      refreshed_at,
      ...(first ? { left_out: { code: first.code, message: first.message } } : {}),
    }
  }
  if (due.length === 0) {
    await save()
    return { ...outcome(), verdict: null, rows_read: 0 }
  }
  for (const file of due) state.files[file.name] = marks.get(file.name) ?? ''
  const refuse = (file: ImportFile, { code, message }: AppError): void => {
    state.refused = { ...state.refused, [file.name]: { mark: state.files[file.name], code, message } }
    delete state.files[file.name]
  }
  const source: ImportContext['source'] = {
    source_id,
    label: `${name}: ${due.map((file) => file.name).join(', ')}`,
    finish: async (writer, importId) => {
      await writer.run(raw('CREATE OR REPLACE TEMP TABLE gone_orders (order_key INTEGER)'))
      await saveSourceState(writer, source_id, state)
      const orders_adopted = await adoptUnchanged(writer, source_id, importId, ['orders'])
      return { orders_adopted, orders_removed: 0, others_removed: 0 }
    },
  }
  const options = {
    currency: request.currency,
    mappingOf: (file: string, header: readonly string[]) => keptMapping(mappings, file, header),
    onRefused: refuse,
  }
  try {
    const verdict = await importFiles({ ...context, source }, due, options)
    if (verdict.outcome === 'unchanged') await save()
    return { ...outcome(), verdict, rows_read: verdict.rows_read }
  } catch (error) {
    // none of them was understood: they are not looked at again before they change
    if (!isAppError(error) || due.some((file) => state.files[file.name] !== undefined)) throw error
    await save()
    return { ...outcome(), verdict: null, rows_read: 0 }
  }
}
