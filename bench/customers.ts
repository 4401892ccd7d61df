import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { healthRoutes } from '../src/api/routes/health.ts'
import { fixedClock } from '../src/base/clock.ts'
import { createLog } from '../src/base/log.ts'
import type { ModelName, ModelRunView } from '../src/contracts/models.ts'
import { openStore } from '../src/store/store.ts'
import { openTraining } from '../src/training/training.ts'
import { openWarehouses } from '../src/warehouse/open-warehouses.ts'
import type { BenchOptions } from './main.ts'
import { printTable, round } from './measure.ts'

const customerModels: ModelName[] = ['customer-segmentation', 'customer-value', 'churn']

const beside = (name: string): string => join(import.meta.dirname, name)

/**
 * Every customer model from the warehouse's facts to its predictions kept, asked for together, through the queue and the
 * threads as a server does it, with somebody asking for /health all the while. Making the shop is not in it, and neither are the backcasts.
 */
export async function run({
  json,
  customers = 50_000,
  lines,
}: BenchOptions): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-customers-'))
  const linesAnOrder = Math.max(
    1,
    Math.round((lines ?? (customers >= 1e6 ? 10e6 : 2 * customers)) / (2.1 * customers)),
  )
  try {
    const args = [beside('fill-customers.ts'), folder, String(customers), String(linesAnOrder)]
    const made = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Record<
      string,
      number
    >
    const result = { customers, ...made, ...(await trainAll(folder)) }
    const { models, ...whole } = result
    printTable(json, JSON.stringify(whole), models)
    return result
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function trainAll(folder: string) {
  const clock = fixedClock('2026-01-01T12:00:00Z')
  const log = createLog('warn')
  const store = await openStore(join(folder, 'store.sqlite'), { clock })
  await store.workspaces.begin({ workspace_id: 'shop', name: 'Shop', currency: 'USD', time_zone: 'UTC' })
  await store.workspaces.setState('shop', 'ready')
  const warehouses = openWarehouses({ folder })
  const training = await openTraining({
    store,
    warehouses,
    clock,
    log,
    model_path: join(folder, 'models'),
    worker: 'bench',
    seed: 42,
    min_clusters: 2,
    max_clusters: 10,
  })
  await warehouses.open('shop')
  const health = await askHealth()
  const memory = watchMemory()
  const started = performance.now()
  const cpu = process.cpuUsage()
  // the first training asks for backcasts: they are another piece of work
  const unlisten = store.jobs.events.listen(({ job_id, kind, status }) => {
    if (kind.startsWith('backcast-') && status === 'queued') void store.jobs.cancel(job_id, 'shop')
  })
  const actor = { kind: 'bench', user_id: null, name: 'bench' }
  const models = await Promise.all(
    customerModels.map(async (name): Promise<Record<string, unknown>> => {
      const { job } = await training.enqueue({ workspace_id: 'shop', name, actor })
      const ended = await training.ended(job, 600_000)
      if (ended?.status !== 'completed') throw new Error(`${name}: ${JSON.stringify(ended?.error)}`)
      const { model_run } = ended.result as { model_run: ModelRunView }
      const { state, why, seconds, memory_mb } = model_run
      const done_s = round((performance.now() - started) / 1000, 2)
      return { model: name, state, why, whole_s: seconds, done_s, thread_mb: memory_mb }
    }),
  )
  unlisten()
  const seconds = round((performance.now() - started) / 1000, 2)
  const cpu_s = cpuSince(cpu)
  const rss_mb = memory()
  const waited = await health()
  await training.stop()
  await warehouses.close()
  await store.close()
  return { seconds, cpu_s, rss_mb, health: waited, models }
}

async function askHealth(): Promise<() => Promise<unknown>> {
  const app = Fastify()
  healthRoutes(app, [''], 'bench')
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const child = fork(beside('poll-health.ts'), [String(port)])
  await once(child, 'message')
  return async () => {
    child.send('stop')
    const [waited] = (await once(child, 'message')) as [unknown]
    await app.close()
    return waited
  }
}

/** Seconds of all processors together: what is taken from others on a busy machine does not count. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return round((user + system) / 1e6, 2)
}

/** The most this process, its threads and the engine held together. */
function watchMemory(): () => number {
  let most = 0
  const look = (): void => void (most = Math.max(most, process.memoryUsage.rss()))
  const timer = setInterval(look, 50)
  return () => {
    look()
    clearInterval(timer)
    return Math.round(most / 1e6)
  }
}
