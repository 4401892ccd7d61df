import type { Config } from '../../base/config.ts'
import { demoShops } from '../../demo/demo-shops.ts'
import { command, openDoor } from '../door.ts'
import { loadShop } from '../load-shop.ts'
import type { OpenHouse } from '../house.ts'
import { progressBar } from '../output.ts'
import type { Output } from '../output.ts'
import { stopOnInterrupt } from './import.ts'

export type DemoOptions = {
  workspace?: string
  lines?: string
  seed?: string
  check?: boolean
  json?: boolean
}

type Made = {
  workspace_id: string
  lines: number
  seconds: number
  checks?: { what: string; holds: boolean; found: string }[]
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
    const made = await command<Made>(door, { path: '/local/demo', body, signal: stop.signal }, bar.show)
    bar.end()
    const text = `The shop ${name} stands in the workspace ${made.workspace_id}: ${made.lines.toLocaleString('en')} lines in ${made.seconds} s\n`
    output.print(options.json ? `${JSON.stringify(made, null, 2)}\n` : text)
  } finally {
    bar.end()
    stop.forget()
    await door.close()
  }
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
