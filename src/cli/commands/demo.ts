import { AppError } from '../../base/errors.ts'
import type { Config } from '../../base/config.ts'
import { demoShops } from '../../demo/demo-shops.ts'
import { command, openDoor } from '../door.ts'
import { loadShop } from '../load-shop.ts'
import type { LoadedShop } from '../load-shop.ts'
import type { OpenHouse } from '../house.ts'
import { progressBar } from '../output.ts'
import type { Output } from '../output.ts'
import { table } from '../print-answer.ts'
import { stopOnInterrupt } from './import.ts'

export type DemoOptions = {
  workspace?: string
  lines?: string
  seed?: string
  check?: boolean
  json?: boolean
}

/** Makes a demo shop in a workspace of its own. */
export async function demo(
  config: Config,
  name: string,
  options: DemoOptions,
  output: Output,
): Promise<void> {
  const { workspace = name, lines, seed, check } = options
  const door = await openDoor(config, 'the command demo')
  const bar = progressBar(output)
  const stop = stopOnInterrupt()
  try {
    const body = { name, workspace, lines, seed, check }
    const made = await command<LoadedShop>(door, { path: '/local/demo', body, signal: stop.signal }, bar.show)
    bar.end()
    output.print(options.json ? `${JSON.stringify(made, null, 2)}\n` : printShop(name, made))
    const broken = made.checks?.filter((each) => !each.ok).length ?? 0
    if (broken > 0)
      throw new AppError('conflicting_state', `the shop does not keep its word in ${broken} points`)
  } finally {
    bar.end()
    stop.forget()
    await door.close()
  }
}

function printShop(name: string, { workspace_id, lines, seconds, checks = [] }: LoadedShop): string {
  const made = `The shop ${name} stands in the workspace ${workspace_id}: ${lines.toLocaleString('en')} lines in ${seconds} s\n`
  if (checks.length === 0) return made
  const rows = checks.map(({ what, expected, found, ok }) => [ok ? 'holds' : 'BROKEN', what, expected, found])
  return `${made}\n${table([['', 'promise', 'expected', 'found'], ...rows], 60)}\n`
}

/** The first start on an empty folder makes the demo shops; the first of them is what people then look at. */
export async function makeFirstDemos(config: Config, house: OpenHouse, output: Output): Promise<void> {
  if (!config.demo || (await house.store.workspaces.list()).length > 0) return
  output.print('\n  Making the demo shops')
  for (const name of firstShops) {
    output.print(` ${name}`)
    await loadShop(house, { name, workspace: name })
  }
  output.print('\n')
}

const firstShops = ['global', 'boutique', 'spa'].filter((name) =>
  demoShops.some((shop) => shop.name === name),
)
