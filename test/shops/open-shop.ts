import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnswerContext } from '../../src/answers/answer.ts'
import { fixedClock } from '../../src/base/clock.ts'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import type { Warehouse } from '../../src/warehouse/warehouse.ts'
import { fillWarehouse } from './fill-warehouse.ts'
import type { Shop } from './shop.ts'

export type OpenShop = {
  shop: Shop
  warehouse: Warehouse
  context: AnswerContext
  close: () => Promise<void>
}

/** A shop in a warehouse of its own, in a temporary folder that closing removes. */
export async function openShop(shop: Shop): Promise<OpenShop> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-'))
  const warehouses = openWarehouses({ folder, memoryMb: 512, threads: 1 })
  const warehouse = await warehouses.create('shop')
  await warehouse.write(['sales', 'catalogue', 'customers'], (writer) => fillWarehouse(writer, shop))
  return {
    shop,
    warehouse,
    context: {
      db: warehouse.reader,
      workspace: {
        workspace_id: 'shop',
        name: 'Shop',
        currency: shop.currency,
        time_zone: shop.time_zone,
      },
      clock: fixedClock(shop.now),
    },
    async close() {
      await warehouses.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
