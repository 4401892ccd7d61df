import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../../src/base/errors.ts'
import { startJobRunner } from '../../src/store/job-runner.ts'
import type { JobHandler, JobRunnerOptions } from '../../src/store/job-runner.ts'
import type { Job } from '../../src/store/job.ts'
import type { Store } from '../../src/store/store.ts'
import { temporaryStore } from './temporary-store.ts'

async function reached(store: Store, jobId: string, status: Job['status']): Promise<Job> {
  for (;;) {
    const job = await store.jobs.byId(jobId, 'shop')
    if (job?.status === status) return job
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

function start(store: Store, handlers: Record<string, JobHandler>, options: Partial<JobRunnerOptions> = {}) {
  return startJobRunner({ jobs: store.jobs, handlers, worker: 'w', lookEveryMs: 5, ...options })
}

const untilAborted: JobHandler = async (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')))
  })

test('jobs are done, those already waiting and those that come', async (t) => {
  const store = await temporaryStore(t)
  const add = async (n: number) => store.jobs.enqueue({ workspace_id: 'shop', kind: 'double', input: n })
  const early = await add(2)
  const runner = start(store, { double: async ({ input }) => Number(input) * 2 })
  const late = await add(4)
  assert.equal((await reached(store, early.job.job_id, 'completed')).result, 4)
  assert.equal((await reached(store, late.job.job_id, 'completed')).result, 8)
  await runner.stop()
})

test('a refusal is told with its code and not tried again; a fault is tried again and hides its message', async (t) => {
  const store = await temporaryStore(t)
  const faults: unknown[] = []
  let tries = 0
  const runner = start(
    store,
    {
      refuse: async () => {
        throw new AppError('file_rejected', 'row 3, column price: "x" is no number')
      },
      break: async () => {
        tries += 1
        throw new Error('secret detail')
      },
    },
    { onFault: (error) => faults.push(error), retryMs: 0 },
  )
  const refused = await store.jobs.enqueue({
    workspace_id: 'shop',
    kind: 'refuse',
    input: {},
    max_attempts: 3,
  })
  const broken = await store.jobs.enqueue({ workspace_id: 'shop', kind: 'break', input: {}, max_attempts: 3 })
  assert.equal((await reached(store, refused.job.job_id, 'failed')).error?.code, 'file_rejected')
  const failed = await reached(store, broken.job.job_id, 'failed')
  assert.equal(failed.error?.code, 'internal')
  assert.doesNotMatch(failed.error?.message ?? '', /secret/)
  assert.deepEqual([tries, faults.length], [3, 3])
  await runner.stop()
})

test('cancelling aborts the handler, and the job ends as cancelled', async (t) => {
  const store = await temporaryStore(t)
  const runner = start(store, { wait: untilAborted })
  const { job } = await store.jobs.enqueue({ workspace_id: 'shop', kind: 'wait', input: {} })
  await reached(store, job.job_id, 'running')
  await store.jobs.cancel(job.job_id, 'shop')
  assert.equal((await reached(store, job.job_id, 'cancelled')).error, null)
  await runner.stop()
})

test('stopping gives unfinished jobs back, for the next start to do whole', async (t) => {
  const store = await temporaryStore(t)
  const { job } = await store.jobs.enqueue({ workspace_id: 'shop', kind: 'wait', input: {} })
  const first = start(store, { wait: untilAborted })
  await reached(store, job.job_id, 'running')
  await first.stop()
  assert.equal((await store.jobs.byId(job.job_id, 'shop'))?.status, 'queued')
  const second = start(store, { wait: async () => 'done' })
  assert.equal((await reached(store, job.job_id, 'completed')).result, 'done')
  await second.stop()
})

test('no more run at once than allowed', async (t) => {
  const store = await temporaryStore(t)
  let now = 0
  let most = 0
  const handler: JobHandler = async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    now -= 1
  }
  const kinds = ['a', 'b', 'c', 'd', 'e']
  const runner = start(store, Object.fromEntries(kinds.map((kind) => [kind, handler])), { atOnce: 2 })
  const added = await Promise.all(
    kinds.map(async (kind) => store.jobs.enqueue({ workspace_id: 'shop', kind, input: {} })),
  )
  for (const { job } of added) await reached(store, job.job_id, 'completed')
  assert.equal(most, 2)
  await runner.stop()
})
