import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportContext } from '../import-context.ts'
import { importFiles } from '../import-files.ts'
import type { ImportFile } from '../prepared-file.ts'
import type { RefreshOutcome } from '../postgres/refresh-postgres.ts'
import { raw } from '../../warehouse/sql.ts'
import { adoptUnchanged } from '../owned-by.ts'
import { readSourceState, saveSourceState } from '../source-state.ts'

export type FolderRefresh = {
  source_id: string
  name: string
  path: string
  /** names of files, with * and ? */
  pattern: string
  currency?: string
  mode: 'changes' | 'compare' | 'whole'
}

type FolderState = { signature: string; files: Record<string, string>; refreshed_at: string }

/** A file that was touched a moment ago may still be written to. */
const settleMs = 2000

const isFresh = (age: number): boolean => age >= 0 && age < settleMs

function matcher(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i')
}

/** The files of a folder that are meant, by name; hidden ones and those of programs at work are not. */
export async function filesIn(path: string, pattern: string): Promise<ImportFile[]> {
  const fits = matcher(pattern)
  const entries = await readdir(path, { withFileTypes: true })
  return entries
    .filter(
      (entry) =>
        entry.isFile() && !/^[.~]|\.(part|tmp|crdownload)$/i.test(entry.name) && fits.test(entry.name),
    )
    .map(({ name }) => ({ name, path: join(path, name) }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Imports the files of a watched folder that are new or have changed, together, and remembers which they were. */
export async function refreshFolder(context: ImportContext, request: FolderRefresh): Promise<RefreshOutcome> {
  const { warehouse, clock } = context
  const { source_id, name } = request
  const refreshed_at = clock().toISOString()
  const before = await readSourceState<FolderState>(warehouse, source_id)
  const signature = createHash('sha1')
    .update(JSON.stringify([request.path, request.pattern]))
    .digest('hex')
  const again = before !== null && before.signature === signature && request.mode !== 'whole'
  const known = again ? before.files : {}
  const files: Record<string, string> = {}
  const due: ImportFile[] = []
  const notes: string[] = []
  for (const file of await filesIn(request.path, request.pattern)) {
    const { size, mtimeMs } = await stat(file.path)
    const mark = `${size} ${mtimeMs}`
    if (known[file.name] === mark) files[file.name] = mark
    else if (isFresh(clock().getTime() - mtimeMs)) notes.push('file_being_written')
    else {
      files[file.name] = mark
      due.push(file)
    }
  }
  const mode = before === null ? 'first' : again ? 'changes' : 'whole'
  const state: FolderState = { signature, files, refreshed_at }
  const outcome = { mode, notes, refreshed_at } as const
  const save = async (): Promise<void> =>
    warehouse.write([], async (writer) => saveSourceState(writer, source_id, state))
  if (due.length === 0) {
    await save()
    return { ...outcome, verdict: null, rows_read: 0 }
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
  const verdict = await importFiles({ ...context, source }, due, { currency: request.currency })
  if (verdict.outcome === 'unchanged') await save()
  return { ...outcome, verdict, rows_read: verdict.rows_read }
}
