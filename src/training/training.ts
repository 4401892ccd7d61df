import { availableParallelism } from 'node:os'
import type { ModelShelf } from '../answers/model-shelf.ts'
import { exclusiveJobKinds } from '../store/job-kinds.ts'
import { startJobRunner } from '../store/job-runner.ts'
import type { JobRunner } from '../store/job-runner.ts'
import type { Job } from '../store/job.ts'
import type { Area } from '../warehouse/warehouse.ts'
import { createArtifacts } from './artifacts.ts'
import { startAutoTraining } from './auto-training.ts'
import type { AutoTraining, AutoTrainingOptions } from './auto-training.ts'
import { settleRuns } from './settle-runs.ts'
import { enqueueForecast } from './generate-forecast.ts'
import type { ForecastRequest } from './generate-forecast.ts'
import { enqueueTraining, trainingHandlers } from './training-jobs.ts'
import type { TrainingRequest } from './training-jobs.ts'
import type { TrainingHouse } from './training-house.ts'
import { createWorkerPool } from './worker-pool.ts'

/** The training of a house: its queue, its threads, its schedule, and the shelf of what was trained. */
export type Training = {
  shelf: ModelShelf
  /** puts a training into the queue, and sees to it that somebody works on the queue */
  enqueue: (request: TrainingRequest) => Promise<{ job: Job; fresh: boolean }>
  /** puts the making of a new sales forecast into the queue */
  forecast: (request: ForecastRequest) => Promise<Job>
  /** waits until a job has ended; undefined where it has not by then */
  ended: (job: Job, waitMs: number, signal?: AbortSignal) => Promise<Job | undefined>
  /** works on the queue from now on */
  work: () => void
  /** works on the queue, and trains by itself where data have moved */
  start: (options?: AutoTrainingOptions) => void
  /** to be told of every write of a warehouse */
  written: (workspaceId: string, areas: readonly Area[]) => void
  /** removes the files of a workspace that is gone */
  forget: (workspaceId: string) => Promise<void>
  stop: () => Promise<void>
}

export type TrainingOptions = Omit<TrainingHouse, 'artifacts' | 'pool'> & {
  /** MODEL_PATH */
  model_path: string
  /** names this process among those that share the queue */
  worker: string
}

/** Settles what an interruption left, and gets ready; nothing runs until `work` or `start`. */
export async function openTraining({ model_path, worker, ...rest }: TrainingOptions): Promise<Training> {
  const house: TrainingHouse = { ...rest, artifacts: createArtifacts(model_path), pool: createWorkerPool() }
  const { store, log, pool, artifacts, seed } = house
  // whoever asks does not wait until a training is done, and asks again soon
  const asked = createWorkerPool({ threads: 1, idleMs: 60_000 })
  await settleRuns(house)
  let runner: JobRunner | undefined
  let auto: AutoTraining | undefined

  const work = (): void => {
    runner ??= startJobRunner({
      jobs: store.jobs,
      handlers: trainingHandlers(house),
      exclusive: exclusiveJobKinds,
      worker,
      // their threads give way to whoever asks a question meanwhile
      atOnce: Math.min(2, availableParallelism()),
      onFault: (err, job) => log.error({ err, job_id: job?.job_id, kind: job?.kind }, 'a training failed'),
    })
  }
  return {
    shelf: {
      runs: store.modelRuns,
      ledger: store.ledger,
      jobs: store.jobs,
      artifact: async (run) => artifacts.read(run),
      forecast: async (task, signal) => (await asked.run('forecast-sales', task, { signal })).output,
      decompose: async (series, signal) => (await asked.run('decompose-sales', series, { signal })).output,
      cluster: async (columns, k, signal) => {
        const { output } = await asked.run('clusters', { columns, k, seed }, { signal })
        return output
      },
    },
    enqueue: async (request) => {
      work()
      return enqueueTraining(store, request)
    },
    forecast: async (request) => {
      work()
      return enqueueForecast(store, request)
    },
    ended: async (job, waitMs, signal) => whenEnded(store.jobs, job, waitMs, signal),
    work,
    start: (options) => {
      work()
      auto ??= startAutoTraining(house, options)
    },
    written: (workspaceId, areas) => {
      if (areas.includes('sales')) auto?.moved(workspaceId)
    },
    forget: async (workspaceId) => artifacts.forget(workspaceId),
    stop: async () => {
      await auto?.stop()
      await runner?.stop()
      await Promise.all([pool.close(), asked.close()])
    },
  }
}

async function whenEnded(
  jobs: TrainingHouse['store']['jobs'],
  job: Job,
  waitMs: number,
  signal: AbortSignal | undefined,
): Promise<Job | undefined> {
  return new Promise((resolve, reject) => {
    const finish = (found: Job | undefined): void => {
      clearTimeout(timer)
      unlisten()
      signal?.removeEventListener('abort', leave)
      resolve(found)
    }
    const leave = (): void => finish(undefined)
    const unlisten = jobs.events.listen((each) => {
      if (each.job_id === job.job_id && isOver(each)) finish(each)
    })
    const timer = setTimeout(leave, waitMs)
    signal?.addEventListener('abort', leave, { once: true })
    // looked at again now that we listen: it may have ended in between
    jobs.byId(job.job_id, job.workspace_id).then((now) => {
      if (now === undefined || isOver(now)) finish(now)
    }, reject)
  })
}

const isOver = (job: Job): boolean => ['completed', 'failed', 'cancelled'].includes(job.status)
