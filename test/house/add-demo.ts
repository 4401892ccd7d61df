import { createWorkspace } from '../../src/actions/accounts/workspaces.ts'
import { fixedClock } from '../../src/base/clock.ts'
import { demoShops } from '../../src/demo/demo-shops.ts'
import { loadDemo } from '../../src/demo/load-shop.ts'
import type { ShopName } from '../../src/demo/shop-plan.ts'
import type { TestHouse } from './open-house.ts'

const clock = fixedClock('2025-11-02T08:00:00Z')

/** A demo shop in a workspace of its name, which belongs to the owner of the house; without `lines`, of its own size. */
export async function addDemo(house: TestHouse, name: ShopName, lines?: number): Promise<void> {
  const { currency, time_zone } = demoShops.find((shop) => shop.name === name)!
  const actor = { kind: 'command', user_id: null, name: 'test' } as const
  await createWorkspace(house, { workspace_id: name, name, currency, time_zone }, actor)
  await loadDemo(await house.warehouses.open(name), name, { clock, lines })
}
