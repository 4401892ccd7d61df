import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import type { WarehousesOptions } from '../../src/warehouse/open-warehouses.ts'
import type { Warehouses } from '../../src/warehouse/warehouse.ts'

/** The workspaces of a temporary folder, closed and removed with the test. */
export async function temporaryWarehouses(
  context: TestContext,
  options: Partial<WarehousesOptions> = {},
): Promise<Warehouses & { folder: string }> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'warehouses-')))
  const warehouses = openWarehouses({ memoryMb: 512, threads: 1, ...options, folder })
  context.after(async () => {
    await warehouses.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { ...warehouses, folder }
}
