import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { stagingFolder } from '../imports/import-into.ts'
import type { Caller, House } from '../desk.ts'
import { exportTables } from './export-tables.ts'
import type { ExportFormat } from './export-tables.ts'

/** Everything a workspace holds, as one zip with a file a table. The files are gone once it has been read. */
export async function exportData(
  house: House,
  { workspace }: Caller,
  format: ExportFormat,
): Promise<Readable> {
  const { workspace_id } = workspace
  const folder = join(stagingFolder(house, workspace_id), `export-${randomUUID()}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const clear = async (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const warehouse = await house.warehouses.open(workspace_id)
    const files = await warehouse.stage(async (stage) => exportTables(stage, folder, format))
    const zip = Readable.from(cleared(zipped(folder, files, format), clear))
    // also where it was never read
    zip.once('close', () => void clear())
    return zip
  } catch (error) {
    await clear()
    throw error
  }
}

async function* cleared<T>(all: AsyncGenerator<T>, clear: () => Promise<void>): AsyncGenerator<T> {
  yield* all
  await clear()
}

async function* zipped(
  folder: string,
  files: readonly string[],
  format: ExportFormat,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  for (const file of files) {
    // Parquet is compressed already
    const entry = format === 'parquet' ? new ZipPassThrough(file) : new ZipDeflate(file, { level: 4 })
    zip.add(entry)
    for await (const chunk of createReadStream(join(folder, file), { highWaterMark: 2 ** 18 })) {
      entry.push(chunk as Buffer)
      yield* ready.splice(0)
    }
    entry.push(new Uint8Array(0), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}
