import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchOptions } from './main.ts'
import { printTable, round } from './measure.ts'
import { runServer, signedIn } from './run-server.ts'

const bar = { usable_page_seconds: 10, idle_memory_mb: 350 }

/**
 * The first start on an empty folder: seconds until it answers at all and until the overview's figures of the first demo
 * shop are there, and the memory of the server two minutes later, at rest (Linux alone tells it).
 */
export async function run({ json }: BenchOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'trastienda-start-'))
  const began = performance.now()
  const server = await runServer(folder)
  try {
    const { address } = server
    const listening = seconds(began)
    await until(async () => (await figures(address)) > 0)
    const usable = seconds(began)
    await new Promise((resolve) => setTimeout(resolve, 120_000))
    const result = {
      listening_seconds: listening,
      usable_page_seconds: usable,
      idle_memory_mb: memoryOf(server.pid),
      bar,
    }
    printTable(json, 'first start on an empty folder', [{ ...result, bar: JSON.stringify(bar) }])
    return result
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const seconds = (since: number): number => round((performance.now() - since) / 1000, 2)

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** The revenue of the overview, as somebody signed in sees it; 0 while it is not there. */
async function figures(address: string): Promise<number> {
  const headers = await signedIn(address)
  const reply = await fetch(`${address}/api/v1/kpis`, { headers })
  return reply.ok ? ((await reply.json()) as { total_revenue: number }).total_revenue : 0
}

/** What the process and its children hold, in MB; null where the system does not tell. */
function memoryOf(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024)
  } catch {
    return null
  }
}
