import { stat } from 'node:fs/promises'
import { isAppError } from '../../base/errors.ts'
import { roleFields } from '../../contracts/import-fields.ts'
import type { FileInspection } from '../../contracts/imports.ts'
import type { KeptMapping } from '../../contracts/source-parts.ts'
import type { ImportContext } from '../import-context.ts'
import { inspectFiles } from '../inspect-files.ts'
import type { ImportFile } from '../prepared-file.ts'
import { faultOf } from '../rejection.ts'
import { filesIn } from './file-names.ts'
import { keptMapping } from './kept-mapping.ts'

const mostFiles = 20
const shownFiles = 8

/** What cannot even be opened, in the shape of what can. */
function unreadable(name: string, error: unknown): FileInspection {
  if (!isAppError(error)) throw error
  return {
    name,
    bytes: 0,
    encoding: null,
    delimiter: null,
    sheet: null,
    sheets: [],
    header: [],
    columns: [],
    rows: [],
    mapping: { role: 'lines', columns: {} },
    dates_unclear: false,
    fields: [...roleFields.lines],
    problem: error.message,
    fault: faultOf(error) ?? { code: 'not_a_table', fields: [] },
  }
}

/**
 * Looks at the newest files of a folder: one of each kind, told apart by their columns, those that are not understood first. Files that
 * a kept mapping reads are shown with it.
 */
export async function inspectFolder(
  context: Pick<ImportContext, 'warehouse' | 'stagingFolder'>,
  { path, pattern, mappings }: { path: string; pattern: string; mappings: readonly KeptMapping[] },
): Promise<FileInspection[]> {
  const mappingOf = (name: string, header: readonly string[]) => keptMapping(mappings, name, header)
  const kinds = new Map<string, FileInspection>()
  for (const file of await newest(path, pattern)) {
    const seen = await inspectFiles(context, [file], { mappingOf }).catch((error: unknown) => [
      unreadable(file.name, error),
    ])
    for (const each of seen) {
      const kind = each.header.length === 0 ? each.name : [...each.header].sort().join('\n')
      if (!kinds.has(kind)) kinds.set(kind, each)
    }
  }
  return [...kinds.values()]
    .sort((a, b) => Number(a.problem === null) - Number(b.problem === null))
    .slice(0, shownFiles)
}

async function newest(path: string, pattern: string): Promise<ImportFile[]> {
  const files = await Promise.all(
    (await filesIn(path, pattern)).map(async (file) => ({ file, at: (await stat(file.path)).mtimeMs })),
  )
  return files
    .sort((a, b) => b.at - a.at)
    .slice(0, mostFiles)
    .map(({ file }) => file)
}
