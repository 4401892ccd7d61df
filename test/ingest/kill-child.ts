import { fixedClock } from '../../src/base/clock.ts'
import { importFiles } from '../../src/ingest/import-files.ts'
import { undoImport } from '../../src/ingest/undo-import.ts'
import { openWarehouses, workspaceFolder } from '../../src/warehouse/open-warehouses.ts'
import { join } from 'node:path'

/** Imports the files named, one after the other, and says after each what was acknowledged; the last can be undone at once. */
const [folder, ...files] = process.argv.slice(2)
const warehouses = openWarehouses({ folder, memoryMb: 512 })
const warehouse = await warehouses.create('shop')
const context = {
  warehouse,
  clock: fixedClock('2025-06-01T12:00:00Z'),
  stagingFolder: join(workspaceFolder(folder, 'shop'), 'staging'),
  currency: 'USD',
  timeZone: 'UTC',
}
const say = (word: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${word}\n`, () => resolve()))

await say('ready')
for (const path of files) {
  const { import_id, outcome } = await importFiles(context, [{ path, name: 'orders.csv' }])
  await say(`${outcome} ${import_id} ${path}`)
  if (path.endsWith('undo.csv') && import_id !== null) {
    await undoImport(context, import_id)
    await say(`undone ${import_id} ${path}`)
  }
}
await warehouses.close()
