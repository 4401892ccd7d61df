import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixedClock } from '../../src/base/clock.ts'
import type { ImportContext, ImportOptions } from '../../src/ingest/import-context.ts'
import { importFiles } from '../../src/ingest/import-files.ts'
import { inspectFiles } from '../../src/ingest/inspect-files.ts'
import { undoImport } from '../../src/ingest/undo-import.ts'
import type { ImportVerdict } from '../../src/contracts/imports.ts'
import type { Row } from '../../src/warehouse/reader.ts'
import { raw } from '../../src/warehouse/sql.ts'
import { openWarehouses, workspaceFolder } from '../../src/warehouse/open-warehouses.ts'

export const factTables = [
  'customers',
  'products',
  'orders',
  'order_lines',
  'visits',
  'reviews',
  'stock_levels',
] as const

/** A workspace in a folder of its own, and short words for what the tests do with it. */
export async function openWorkspace(settings: Partial<ImportContext> = { currency: 'USD', timeZone: 'UTC' }) {
  const folder = await mkdtemp(join(tmpdir(), 'trastienda-import-'))
  const warehouses = openWarehouses({ folder, memoryMb: 1024 })
  const warehouse = await warehouses.create('shop')
  const context: ImportContext = {
    warehouse,
    clock: fixedClock('2025-06-01T12:00:00Z'),
    stagingFolder: join(workspaceFolder(folder, 'shop'), 'staging'),
    ...settings,
  }
  let written = 0
  const write = async (
    name: string,
    content: string | Uint8Array,
  ): Promise<{ path: string; name: string }> => {
    const path = join(folder, `given-${written++}`)
    await writeFile(path, content)
    return { path, name }
  }
  const rows = <T extends Row = Row>(query: string): Promise<T[]> => warehouse.reader.rows<T>(raw(query))
  return {
    folder,
    context,
    warehouse,
    warehouses,
    write,
    rows,
    import: (files: { path: string; name: string }[], options?: ImportOptions): Promise<ImportVerdict> =>
      importFiles(context, files, options),
    importText: async (
      text: string | Uint8Array,
      name = 'file.csv',
      options?: ImportOptions,
    ): Promise<ImportVerdict> => importFiles(context, [await write(name, text)], options),
    inspect: (files: { path: string; name: string }[], options?: ImportOptions) =>
      inspectFiles(context, files, options),
    undo: (importId: string) => undoImport(context, importId),
    /** every row of every table of facts, in an order of its own */
    dump: async (): Promise<string> => {
      const all: Record<string, Row[]> = {}
      for (const table of [...factTables, ...factTables.map((name) => `replaced_${name}`)]) {
        all[table] = await rows(`SELECT * FROM facts.${table} ORDER BY ALL`)
      }
      return JSON.stringify(all)
    },
    close: async (): Promise<void> => {
      await warehouses.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>

/** Runs a test in a workspace that is gone afterwards. */
export function inWorkspace(
  test: (workspace: Workspace) => Promise<void>,
  settings?: Partial<ImportContext>,
): () => Promise<void> {
  return async () => {
    const workspace = await openWorkspace(settings)
    try {
      await test(workspace)
    } finally {
      await workspace.close()
    }
  }
}
