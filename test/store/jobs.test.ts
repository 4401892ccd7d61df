import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Job } from '../../src/store/job.ts'
import { addWorkspace, movingClock, temporaryStore } from './temporary-store.ts'

const lease = 10_000

test('a job waits, runs, tells its progress and ends with its result', async (t) => {
  const store = await temporaryStore(t)
  const heard: string[] = []
  const unlisten = store.jobs.events.listen((job) => heard.push(`${job.status} ${job.progress}`))
  const { job, fresh } = await store.jobs.enqueue({
    workspace_id: 'shop',
    kind: 'import',
    input: { file: 'a' },
  })
  assert.ok(fresh)
  const claimed = await store.jobs.claim('w1', ['import'], lease)
  assert.deepEqual(claimed?.input, { file: 'a' })
  assert.equal(
    await store.jobs.progress(job.job_id, 'w1', lease, { progress: 0.5, message: 'half' }),
    'go_on',
  )
  const ended = await store.jobs.complete(job.job_id, 'w1', { rows: 3 })
  assert.deepEqual(ended?.result, { rows: 3 })
  unlisten()
  await store.jobs.enqueue({ workspace_id: 'shop', kind: 'import', input: {} })
  assert.deepEqual(heard, ['queued 0', 'running 0', 'running 0.5', 'completed 1'])
})

test('in one workspace one job of a kind runs at a time; other kinds and other shops do not wait', async (t) => {
  const store = await temporaryStore(t)
  await addWorkspace(store, 'other')
  const add = async (workspace_id: string, kind: string) =>
    (await store.jobs.enqueue({ workspace_id, kind, input: {} })).job.job_id
  const first = await add('shop', 'import')
  const second = await add('shop', 'import')
  const train = await add('shop', 'train')
  const elsewhere = await add('other', 'import')
  const kinds = ['import', 'train']
  const taken = [1, 2, 3].map(async () => (await store.jobs.claim('w', kinds, lease))?.job_id)
  assert.deepEqual(await Promise.all(taken), [first, train, elsewhere])
  assert.equal(await store.jobs.claim('w', kinds, lease), undefined)
  await store.jobs.complete(first, 'w', null)
  assert.equal((await store.jobs.claim('w', kinds, lease))?.job_id, second)
})

test('a job of an exclusive kind waits for those that run, and goes before those that wait', async (t) => {
  const store = await temporaryStore(t)
  await addWorkspace(store, 'other')
  const add = async (workspace_id: string, kind: string) =>
    (await store.jobs.enqueue({ workspace_id, kind, input: {} })).job.job_id
  const kinds = ['import', 'train', 'rebuild']
  const claim = async () => (await store.jobs.claim('w', kinds, lease, ['rebuild']))?.job_id
  const running = await add('shop', 'import')
  assert.equal(await claim(), running)
  const waiting = await add('shop', 'train')
  const rebuild = await add('shop', 'rebuild')
  const elsewhere = await add('other', 'train')
  assert.deepEqual([await claim(), await claim()], [elsewhere, undefined])
  await store.jobs.complete(running, 'w', null)
  assert.deepEqual([await claim(), await claim()], [rebuild, undefined])
  await store.jobs.complete(rebuild, 'w', null)
  assert.equal(await claim(), waiting)
})

test('two workers never hold the same job', async (t) => {
  const store = await temporaryStore(t)
  await store.jobs.enqueue({ workspace_id: 'shop', kind: 'import', input: {} })
  const both = await Promise.all(
    ['w1', 'w2'].map(async (worker) => store.jobs.claim(worker, ['import'], lease)),
  )
  assert.equal(both.filter(Boolean).length, 1)
})

test('a job that is to be alone is joined while it waits or runs, and made anew after', async (t) => {
  const store = await temporaryStore(t)
  const ask = async () => store.jobs.enqueue({ workspace_id: 'shop', kind: 'train', input: {}, alone: true })
  const asked = await Promise.all([ask(), ask(), ask()])
  assert.equal(new Set(asked.map(({ job }) => job.job_id)).size, 1)
  assert.deepEqual(
    asked.map(({ fresh }) => fresh),
    [true, false, false],
  )
  const claimed = await store.jobs.claim('w', ['train'], lease)
  assert.equal((await ask()).fresh, false)
  await store.jobs.complete(claimed?.job_id ?? '', 'w', null)
  assert.equal((await ask()).fresh, true)
})

test('a lease that runs out frees the job for another attempt; the first worker no longer counts', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  const { job } = await store.jobs.enqueue({
    workspace_id: 'shop',
    kind: 'train',
    input: {},
    max_attempts: 2,
  })
  await store.jobs.claim('w1', ['train'], lease)
  clock.pass(lease - 1)
  assert.equal(await store.jobs.claim('w2', ['train'], lease), undefined)
  clock.pass(1)
  const again = await store.jobs.claim('w2', ['train'], lease)
  assert.deepEqual([again?.job_id, again?.attempts], [job.job_id, 2])
  assert.equal(await store.jobs.progress(job.job_id, 'w1', lease), 'lost')
  assert.equal(await store.jobs.complete(job.job_id, 'w1', 'late'), undefined)
  assert.equal((await store.jobs.complete(job.job_id, 'w2', 'right'))?.result, 'right')
})

test('the last attempt whose lease runs out has failed as interrupted', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  const { job } = await store.jobs.enqueue({ workspace_id: 'shop', kind: 'import', input: {} })
  await store.jobs.claim('w1', ['import'], lease)
  clock.pass(lease)
  assert.equal(await store.jobs.claim('w2', ['import'], lease), undefined)
  const ended = await store.jobs.byId(job.job_id, 'shop')
  assert.deepEqual([ended?.status, ended?.error?.code], ['failed', 'interrupted'])
  assert.ok(ended?.finished_at)
})

test('a start settles what a killed program held, without waiting for leases', async (t) => {
  const store = await temporaryStore(t)
  const kinds = ['import', 'train']
  const once = await store.jobs.enqueue({ workspace_id: 'shop', kind: 'import', input: {} })
  const twice = await store.jobs.enqueue({ workspace_id: 'shop', kind: 'train', input: {}, max_attempts: 2 })
  await store.jobs.claim('killed', kinds, lease)
  await store.jobs.claim('killed', kinds, lease)
  await store.jobs.recover()
  assert.equal((await store.jobs.byId(once.job.job_id, 'shop'))?.status, 'failed')
  assert.equal((await store.jobs.byId(twice.job.job_id, 'shop'))?.status, 'queued')
})

test('a failure is tried again later as often as allowed', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  const { job } = await store.jobs.enqueue({
    workspace_id: 'shop',
    kind: 'train',
    input: {},
    max_attempts: 2,
  })
  const fault = { code: 'internal', message: 'broke' }
  await store.jobs.claim('w', ['train'], lease)
  assert.equal((await store.jobs.fail(job.job_id, 'w', fault, 5000))?.status, 'queued')
  assert.equal(await store.jobs.claim('w', ['train'], lease), undefined)
  clock.pass(5000)
  assert.ok(await store.jobs.claim('w', ['train'], lease))
  const ended = await store.jobs.fail(job.job_id, 'w', fault, 5000)
  assert.deepEqual([ended?.status, ended?.error], ['failed', fault])
})

test('a waiting job is cancelled at once, a running one when its worker hears of it, an ended one not at all', async (t) => {
  const store = await temporaryStore(t)
  const waiting = await store.jobs.enqueue({ workspace_id: 'shop', kind: 'a', input: {} })
  assert.equal((await store.jobs.cancel(waiting.job.job_id, 'shop'))?.status, 'cancelled')
  const { job } = await store.jobs.enqueue({ workspace_id: 'shop', kind: 'b', input: {} })
  await store.jobs.claim('w', ['b'], lease)
  assert.equal(await store.jobs.cancel(job.job_id, 'other'), undefined)
  const asked = await store.jobs.cancel(job.job_id, 'shop')
  assert.deepEqual([asked?.status, asked?.cancel_requested], ['running', true])
  assert.equal(await store.jobs.progress(job.job_id, 'w', lease), 'cancel')
  assert.equal((await store.jobs.cancelled(job.job_id, 'w'))?.status, 'cancelled')
  assert.equal(await store.jobs.cancel(job.job_id, 'shop'), undefined)
})

test('nobody hears of a job whose transaction was rolled back', async (t) => {
  const store = await temporaryStore(t)
  const heard: Job[] = []
  store.jobs.events.listen((job) => heard.push(job))
  const failing = store.transaction(async (inside) => {
    await inside.jobs.enqueue({ workspace_id: 'shop', kind: 'a', input: {} })
    throw new Error('no')
  })
  await assert.rejects(failing)
  assert.deepEqual(heard, [])
  await store.transaction(async (inside) =>
    inside.jobs.enqueue({ workspace_id: 'shop', kind: 'a', input: {} }),
  )
  assert.equal(heard.length, 1)
})
