import { errorCatalogue, isAppError } from '../base/errors.ts'
import type { ClaimedJob, Job, JobError } from './job.ts'
import type { Jobs } from './jobs.ts'

type JobControl = {
  /** aborted when the job is cancelled, when its lease is lost, and when the program stops */
  signal: AbortSignal
  /** `fraction` from 0 to 1; may be called as often as one likes */
  progress: (fraction: number, message?: string) => void
}

/** Does one kind of job; what it returns is the job's result. It should end soon after its signal is aborted. */
export type JobHandler = (job: ClaimedJob, control: JobControl) => Promise<unknown>

export type JobRunnerOptions = {
  jobs: Jobs
  handlers: Readonly<Record<string, JobHandler>>
  /** names this process among those that share the queue */
  worker: string
  /** kinds of which a job runs beside no other of its workspace */
  exclusive?: readonly string[]
  /** how many jobs run here at once */
  atOnce?: number
  leaseMs?: number
  /** how often the queue is looked at without being told: for retries and jobs that start later */
  lookEveryMs?: number
  /** the wait before the second attempt; it doubles with each */
  retryMs?: number
  /** hears of what handlers throw that is no error of the catalogue */
  onFault?: (error: unknown, job?: ClaimedJob) => void
}

export type JobRunner = {
  /** Takes no more jobs, stops those that run, gives back those that did not finish, and waits for all that. */
  stop: () => Promise<void>
}

// each is a commit, and a commit waits for the disk
const progressEveryMs = 1000

/** Takes jobs from the queue and does them, for as long as it is not stopped. */
export function startJobRunner(options: JobRunnerOptions): JobRunner {
  const { jobs, handlers, worker, exclusive, atOnce = 2, leaseMs = 30_000, lookEveryMs = 1000 } = options
  const running = new Map<string, { abort: AbortController; ended: Promise<void> }>()
  const kinds = Object.keys(handlers)
  let stopped = false
  let looking: Promise<void> | undefined
  let again = false

  const takeAll = async (): Promise<void> => {
    while (running.size < atOnce) {
      if (stopped) return
      const job = await jobs.claim(worker, kinds, leaseMs, exclusive)
      if (job === undefined) return
      const abort = new AbortController()
      const ended = runJob(job, abort, options)
        .catch((error: unknown) => options.onFault?.(error, job))
        .finally(() => {
          running.delete(job.job_id)
          look()
        })
      running.set(job.job_id, { abort, ended })
      if (stopped) abort.abort('stopping')
    }
  }
  const look = (): void => {
    if (stopped) return
    if (looking !== undefined) {
      again = true
      return
    }
    again = false
    looking = takeAll()
      .catch((error: unknown) => options.onFault?.(error))
      .finally(() => {
        looking = undefined
        if (again) look()
      })
  }

  const unlisten = jobs.events.listen((job: Job) => {
    if (job.cancel_requested) running.get(job.job_id)?.abort.abort('cancelled')
    if (job.status === 'queued') look()
  })
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  look()

  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      unlisten()
      await looking
      for (const { abort } of running.values()) abort.abort('stopping')
      await Promise.all([...running.values()].map(async ({ ended }) => ended))
    },
  }
}

async function runJob(job: ClaimedJob, abort: AbortController, options: JobRunnerOptions): Promise<void> {
  const { jobs, handlers, worker, leaseMs = 30_000, retryMs = 5000, onFault } = options
  let told = 0
  const renew = async (step?: { progress: number; message?: string }): Promise<void> => {
    const state = await jobs.progress(job.job_id, worker, leaseMs, step)
    if (state === 'cancel') abort.abort('cancelled')
    if (state === 'lost') abort.abort('lost')
  }
  const renewing = (step?: { progress: number; message?: string }): void => {
    renew(step).catch((error: unknown) => onFault?.(error, job))
  }
  const heartbeat = setInterval(renewing, leaseMs / 3)
  const progress = (fraction: number, message?: string): void => {
    const now = performance.now()
    if (now - told < progressEveryMs) return
    told = now
    renewing({ progress: Math.min(1, Math.max(0, fraction)), ...(message === undefined ? {} : { message }) })
  }
  try {
    const result = await handlers[job.kind](job, { signal: abort.signal, progress })
    await jobs.complete(job.job_id, worker, result)
  } catch (error) {
    if (abort.signal.aborted && abort.signal.reason === 'cancelled') await jobs.cancelled(job.job_id, worker)
    else if (abort.signal.aborted && abort.signal.reason === 'stopping')
      await jobs.giveBack(job.job_id, worker)
    else if (isAppError(error)) await jobs.fail(job.job_id, worker, asJobError(error))
    else {
      onFault?.(error, job)
      await jobs.fail(job.job_id, worker, asJobError(error), retryMs * 2 ** (job.attempts - 1))
    }
  } finally {
    clearInterval(heartbeat)
  }
}

function asJobError(error: unknown): JobError {
  if (isAppError(error)) return { code: error.code, message: error.message, details: error.details }
  return { code: 'internal', message: errorCatalogue.internal.message }
}
