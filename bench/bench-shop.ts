import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnswerContext } from '../src/answers/answer.ts'
import { fixedClock } from '../src/base/clock.ts'
import { loadDemo } from '../src/demo/load-shop.ts'
import { openWarehouses } from '../src/warehouse/open-warehouses.ts'
import type { Warehouse } from '../src/warehouse/warehouse.ts'

export type BenchShop = {
  warehouse: Warehouse
  context: AnswerContext
  build_seconds: number
  close: () => Promise<void>
}

/** The global demo shop of about so many lines, in a temporary folder that closing removes. */
export async function openBenchShop(lines: number): Promise<BenchShop> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-shop-'))
  const warehouses = openWarehouses({ folder, timeLimitMs: 120_000 })
  const clock = fixedClock('2025-11-01T12:00:00Z')
  const warehouse = await warehouses.create('shop')
  await loadDemo(warehouse, 'global', { clock, lines })
  // once more by itself: what building the marts alone takes
  const from = performance.now()
  await warehouse.write(['sales'], async () => undefined)
  const build_seconds = (performance.now() - from) / 1000
  return {
    warehouse,
    context: {
      db: warehouse.reader,
      workspace: { workspace_id: 'shop', name: 'Shop', currency: 'USD', time_zone: 'UTC' },
      clock,
    },
    build_seconds,
    async close() {
      await warehouses.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
