import { createWorkspace, removeWorkspace } from '../actions/accounts/workspaces.ts'
import { commandPrincipal } from '../actions/accounts/access.ts'
import { actorOf } from '../actions/actor.ts'
import { AppError } from '../base/errors.ts'
import { checkShop } from '../demo/check-shop.ts'
import type { ShopCheck } from '../demo/check-shop.ts'
import { demoShops } from '../demo/demo-shops.ts'
import { loadDemo } from '../demo/load-shop.ts'
import { writeTruth } from '../demo/truth-file.ts'
import type { OpenHouse } from './house.ts'

export type ShopOrder = { name: string; workspace: string; lines?: number; seed?: number; check?: boolean }
export type LoadedShop = { workspace_id: string; lines: number; seconds: number; checks?: ShopCheck[] }

/** Makes a demo shop in a workspace, which is made too where it is missing; a shop that fails leaves none. */
export async function loadShop(
  house: OpenHouse,
  { name, workspace, lines, seed, check }: ShopOrder,
  tell: (step: { progress: number; message: string }) => void = () => {},
): Promise<LoadedShop> {
  const shop = demoShops.find((each) => each.name === name)
  if (!shop) {
    const allowed = demoShops.map((each) => each.name)
    throw new AppError('not_found', `there is no demo shop ${name}: there are ${allowed.join(', ')}`)
  }
  const started = performance.now()
  const actor = actorOf(commandPrincipal)
  const present = await house.store.workspaces.byId(workspace)
  const { currency, time_zone } = shop
  if (present && (present.currency !== currency || present.time_zone !== time_zone)) {
    const place = `${present.currency} and ${present.time_zone}`
    throw new AppError(
      'conflicting_state',
      `the shop ${name} sells in ${currency} and ${time_zone}, the workspace ${workspace} is in ${place}: name another`,
    )
  }
  if (!present) {
    await createWorkspace(
      house,
      { workspace_id: workspace, name: shop.workspace_name.en, currency, time_zone },
      actor,
    )
  }
  try {
    const warehouse = await house.warehouses.open(workspace)
    const { truth } = await loadDemo(warehouse, shop.name, { clock: house.clock, lines, seed }, (step) =>
      tell({
        progress: step.lines / step.expected_lines,
        message: `${step.lines.toLocaleString('en')} lines`,
      }),
    )
    await writeTruth(house.data_folder, workspace, truth)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    const loaded = { workspace_id: workspace, lines: truth.counts.lines, seconds }
    return check ? { ...loaded, checks: await checkShop(warehouse.reader, shop.name, truth) } : loaded
  } catch (error) {
    if (!present) await removeWorkspace(house, workspace, actor)
    throw error
  }
}
