import { isAppError } from '../../base/errors.ts'
import type { Job } from '../../store/job.ts'
import type { StoredSource } from '../../store/sources.ts'
import type { House } from '../desk.ts'
import { addFromEnvironment } from './environment-source.ts'
import { enqueueRefresh, schedulePrincipal } from './refresh-job.ts'
import { alert } from './source-alert.ts'
import { inWarehouse, isQuiet, nextRun } from './source-view.ts'
import { writeBackAll } from './write-back.ts'

export type SourceSchedule = {
  /** looks at once, as the clock would make it do */
  look: () => Promise<void>
  stop: () => Promise<void>
}

const lookEveryMs = 15_000
const quietEveryMs = 600_000
const environmentEveryMs = 300_000
const settledMs = 5000
const day = 86_400_000

const actor = { kind: 'system', user_id: null, name: 'sources' } as const

/** Refreshes sources when they are due, tells of those that went quiet, and writes back what training found. */
export function startSourceSchedule(house: House): SourceSchedule {
  const { store, log, clock } = house
  const working = new Set<Promise<void>>()
  const trained = new Set<string>()
  let stopped = false
  let writing: NodeJS.Timeout | undefined
  let quietLookedAt = 0
  let environmentTriedAt = 0

  const start = (what: string, work: () => Promise<void>): Promise<void> => {
    const running = work()
      .catch((err: unknown) => log.error({ err }, `${what} failed`))
      .finally(() => working.delete(running))
    working.add(running)
    return running
  }

  let looking: Promise<void> = Promise.resolve()
  // one look after the other: two at once would both find something missing
  const look = async (): Promise<void> => {
    looking = looking.catch(() => undefined).then(lookOnce)
    return looking
  }
  const lookOnce = async (): Promise<void> => {
    if (stopped) return
    const now = clock()
    if (now.getTime() - environmentTriedAt >= environmentEveryMs) {
      environmentTriedAt = now.getTime()
      await addFromEnvironment(house).catch((error: unknown) => {
        if (!isAppError(error)) throw error
        log.warn({ code: error.code }, `DATABASE_URL is not read yet: ${error.message}`)
      })
    }
    const quietToo = now.getTime() - quietLookedAt >= quietEveryMs
    if (quietToo) quietLookedAt = now.getTime()
    for (const source of await store.sources.list()) {
      if (stopped) return
      if (await isDue(house, source, now))
        await enqueueRefresh(house, source, {
          mode: 'changes',
          principal: schedulePrincipal,
          request_id: 'schedule',
        })
      if (quietToo) await lookForQuiet(house, source, now)
    }
    if (quietToo) await store.sources.forgetIdleJobs(new Date(now.getTime() - quietEveryMs).toISOString())
    if (quietToo) await store.sources.sweep(new Date(now.getTime() - 30 * day).toISOString())
  }

  const unlisten = store.jobs.events.listen(({ kind, status, workspace_id }: Job) => {
    if (stopped || status !== 'completed' || !kind.startsWith('train-')) return
    trained.add(workspace_id)
    clearTimeout(writing)
    // models are trained one after the other: what they found is written once
    writing = setTimeout(() => {
      const all = [...trained]
      trained.clear()
      void start('writing back', async () => {
        for (const each of all) await writeBackAll(house, each)
      })
    }, settledMs)
  })
  const timer = setInterval(() => void start('looking at the sources', look), lookEveryMs)
  timer.unref()
  void start('looking at the sources', look)

  return {
    look,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      clearTimeout(writing)
      unlisten()
      await Promise.all(working)
    },
  }
}

/** Whether its schedule has come since it was last refreshed, also while nobody was looking. */
async function isDue(house: House, source: StoredSource, now: Date): Promise<boolean> {
  if (source.schedule === null || source.paused) return false
  const workspace = await house.store.workspaces.byId(source.workspace_id)
  if (workspace?.state !== 'ready') return false
  const { items } = await house.store.sources.refreshes(source.source_id, { limit: 20, offset: 0 })
  // a clock that was ahead and was set right must not make it wait until then
  const last = items.find(({ started_at }) => Date.parse(started_at) <= now.getTime())
  const since = new Date(last?.started_at ?? source.created_at)
  const next = nextRun(source, workspace.time_zone, since)
  return next !== null && Date.parse(next) <= now.getTime()
}

async function lookForQuiet(house: House, source: StoredSource, now: Date): Promise<void> {
  const { quiet_hours } = source.spec
  if (quiet_hours === null) return
  const { newest } = await inWarehouse(house, source)
  const quiet = isQuiet(source, newest, now)
  if (quiet === (source.quiet_told_at !== null)) return
  await house.store.sources.update(source.source_id, { quiet_told_at: quiet ? now.toISOString() : null })
  if (!quiet) return
  const { workspace_id, source_id, name } = source
  const after = { name, hours: quiet_hours, newest }
  await house.store.audit.append({ workspace_id, action: 'source-quiet', actor, subject: source_id, after })
  await alert(house, workspace_id, {
    code: 'source_quiet',
    message: `no new order has come from ${name} for more than ${quiet_hours} hours: look at the shop`,
  })
}
