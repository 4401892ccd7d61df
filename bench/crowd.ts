import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchOptions } from './main.ts'
import { printTable, round } from './measure.ts'
import { runServer, signedIn } from './run-server.ts'

const people = 20
const alone = 5
const bar = { each_another_period: 22, all_the_same: 1.5, first_panel_ms: 2000 }

// what the overview asks for, in its order
const panels = [
  'analytics/time-series?granularity=day',
  'analytics/changes?limit=5',
  'analytics/countries?',
  'analytics/categories?',
  'analytics/channels?',
  'analytics/top-products?limit=10',
  'kpis?',
]

type Opened = { first_ms: number; last_ms: number }

/**
 * Twenty people who open the overview at the same moment, over HTTP: each with a period of their own that nobody has
 * asked for, and all with the same. Told as ratios to one person alone.
 */
export async function run({ json, lines = 10_000_000 }: BenchOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'trastienda-crowd-'))
  makeShop(folder, lines)
  const server = await runServer(folder, { DEMO: 'off' })
  try {
    const headers = { ...(await signedIn(server.address)), 'x-workspace': 'global' }
    let asked = 0
    /** Thirty days that no other opening looks at. */
    const period = (): string => {
      asked += 1
      const start = new Date(Date.UTC(2024, 5, 1 + asked))
      const end = new Date(start.getTime() + 29 * 86_400_000)
      return `start_date=${dayOf(start)}&end_date=${dayOf(end)}&compare=previous_period`
    }
    const open = (days: string): Promise<Opened> => openOverview(server.address, headers, days)
    await trained(server.address, headers)
    // the first reading from the disk is nobody's
    await open(period())
    const single: Opened[] = []
    for (let turn = 0; turn < alone; turn++) single.push(await open(period()))
    const each = await Promise.all(Array.from({ length: people }, () => open(period())))
    const shared = period()
    const same = await Promise.all(Array.from({ length: people }, () => open(shared)))
    const one = middle(single.map(({ last_ms }) => last_ms))
    const row = (who: string, opened: Opened[], most: number) => ({
      who,
      first_panel_p95_ms: round(p95(opened.map(({ first_ms }) => first_ms)), 0),
      all_panels_p95_ms: round(p95(opened.map(({ last_ms }) => last_ms)), 0),
      ratio: round(p95(opened.map(({ last_ms }) => last_ms)) / one, 2),
      bar: most,
    })
    const rows = [
      row('one alone', single, 1),
      row(`${people}, each another period`, each, bar.each_another_period),
      row(`${people}, all the same`, same, bar.all_the_same),
    ]
    printTable(json, `the overview on ${lines} lines, ${people} people at once`, rows)
    return { lines, bar, rows }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function makeShop(folder: string, lines: number): void {
  const args = ['bin/trastienda.cjs', 'demo', 'global', '--lines', String(lines)]
  const made = spawnSync(process.execPath, args, { env: { ...process.env, DATA_DIR: folder } })
  if (made.status !== 0) throw new Error(`the shop could not be made:\n${made.stderr.toString()}`)
}

/** Until the models of the new shop have been trained: a crowd is measured, not a first morning. */
async function trained(address: string, headers: Record<string, string>): Promise<void> {
  const count = async (status: string): Promise<number> => {
    const reply = await fetch(`${address}/api/v1/jobs?status=${status}&limit=1`, { headers })
    return ((await reply.json()) as { total: number }).total
  }
  while ((await count('completed')) === 0 || (await count('queued')) + (await count('running')) > 0)
    await new Promise((resolve) => setTimeout(resolve, 500))
}

async function openOverview(address: string, headers: Record<string, string>, days: string): Promise<Opened> {
  const from = performance.now()
  const times = await Promise.all(
    panels.map(async (panel) => {
      const reply = await fetch(`${address}/api/v1/${panel}&${days}`, { headers })
      if (!reply.ok) throw new Error(`${panel}: ${reply.status} ${await reply.text()}`)
      await reply.arrayBuffer()
      return performance.now() - from
    }),
  )
  return { first_ms: Math.min(...times), last_ms: Math.max(...times) }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b)
const middle = (values: number[]): number => sorted(values)[Math.floor(values.length / 2)]
const p95 = (values: number[]): number => sorted(values)[Math.ceil(values.length * 0.95) - 1]
