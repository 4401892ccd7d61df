import { z } from 'zod'
import { isAppError } from '../../base/errors.ts'
import type { ErrorCode } from '../../base/errors.ts'
import { permissions } from '../../contracts/words.ts'
import type { Job } from '../../store/job.ts'
import { refreshJobKind } from '../../store/job-kinds.ts'
import type { JobHandler } from '../../store/job-runner.ts'
import type { StoredSource } from '../../store/sources.ts'
import type { Principal } from '../action.ts'
import type { House } from '../desk.ts'
import { refreshSource } from './refresh-source.ts'
import { alert } from './source-alert.ts'

/** What the program does of itself. */
export const schedulePrincipal: Principal = {
  kind: 'command',
  user_id: null,
  name: 'schedule of sources',
  permissions: ['imports:write'],
}

/** How long is waited before the next try, when it may help. */
const waitsMs = [60_000, 5 * 60_000, 15 * 60_000]
const passing: readonly ErrorCode[] = [
  'source_unreachable',
  'source_broke_off',
  'source_too_slow',
  'unavailable',
  'timed_out',
]

const jobInput = z.object({
  source_id: z.string(),
  mode: z.enum(['changes', 'compare', 'whole']),
  principal: z.object({
    kind: z.enum(['user', 'key', 'command', 'anonymous']),
    user_id: z.string().nullable(),
    name: z.string(),
    permissions: z.array(z.enum(permissions)),
  }),
  request_id: z.string(),
  tried: z.number().int().default(0),
  settles: z.boolean().default(false),
})

export type RefreshOrder = {
  mode: 'changes' | 'compare' | 'whole'
  principal: Principal
  request_id: string
  tried?: number
  /** a new workspace takes its currency and zone from what is found */
  settles?: boolean
  run_after?: string
}

/** Puts a refresh into the queue, unless one of this source waits or runs already: then that one is the answer. */
export async function enqueueRefresh(house: House, source: StoredSource, order: RefreshOrder): Promise<Job> {
  const { run_after, ...input } = order
  const pending = await house.store.sources.pendingJob(source)
  if (pending && run_after === undefined) {
    const present = await house.store.jobs.byId(pending.job_id, source.workspace_id)
    if (present && !pending.waits) return present
    // asked for now, it need not wait for the next try
    await house.store.jobs.cancel(pending.job_id, source.workspace_id)
  }
  const { job } = await house.store.jobs.enqueue({
    workspace_id: source.workspace_id,
    kind: refreshJobKind,
    input: { ...input, source_id: source.source_id },
    created_by: order.principal.user_id,
    // interrupted by a restart it is done again: what was merged is known, what was not is read once more
    max_attempts: 3,
    ...(run_after === undefined ? {} : { run_after }),
  })
  return job
}

/** Does a refresh that was queued; what may pass is tried again later, at growing distances. */
export function refreshHandler(house: House): JobHandler {
  return async (job, { signal, progress }) => {
    const { source_id, tried, ...order } = jobInput.parse(job.input)
    const source = await house.store.sources.byId(source_id, job.workspace_id)
    // removed while it waited
    if (!source) return null
    try {
      const [before] = (await house.store.sources.refreshes(source_id, { limit: 1, offset: 0 })).items
      const done = await refreshSource(
        house,
        { source, ...order, job_id: job.job_id },
        {
          signal,
          onProgress: ({ share, phase, rows }) =>
            progress(share, rows === null ? phase : `${phase}, ${rows.toLocaleString('en')} rows`),
        },
      )
      const { error } = done.refresh
      if (error && before?.error !== JSON.stringify(error)) await alert(house, job.workspace_id, error)
      return done
    } catch (error) {
      if (!signal.aborted) await afterFailure(house, source, { ...order, tried }, error)
      throw error
    }
  }
}

/** A failure is in the audit as well as in the history and among the jobs, where the bell shows it. */
async function afterFailure(
  house: House,
  source: StoredSource,
  order: RefreshOrder & { tried: number },
  error: unknown,
): Promise<void> {
  const { workspace_id, source_id, name, schedule, paused } = source
  const told = isAppError(error)
    ? { code: error.code, message: error.message }
    : { code: 'internal' as const, message: '' }
  const waitMs = waitsMs[order.tried]
  const again = schedule !== null && !paused && waitMs !== undefined && passing.includes(told.code)
  await house.store.audit.append({
    workspace_id,
    action: 'source-failed',
    actor: { kind: 'system', user_id: null, name: 'sources' },
    subject: source_id,
    after: { name, ...told, tried: order.tried + 1, again },
    request_id: order.request_id,
  })
  if (!again) return
  const run_after = new Date(house.clock().getTime() + waitMs).toISOString()
  await enqueueRefresh(house, source, { ...order, tried: order.tried + 1, run_after })
}
