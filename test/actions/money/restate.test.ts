import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { jobHandlers } from '../../../src/actions/job-handlers.ts'
import { importInto } from '../../../src/actions/imports/import-into.ts'
import { settledWorkspace } from '../../../src/actions/money/settled-workspace.ts'
import { createLog } from '../../../src/base/log.ts'
import { systemClock } from '../../../src/base/clock.ts'
import { startJobRunner } from '../../../src/store/job-runner.ts'
import type { JobRunner } from '../../../src/store/job-runner.ts'
import { raw } from '../../../src/warehouse/sql.ts'
import { openHouse } from '../../house/open-house.ts'
import type { TestHouse } from '../../house/open-house.ts'

// every field that a reply of these tests may have
type Body = {
  total_revenue: number
  currency: string
  base_price: number
  job_id: string
  items: { currency: string; rate: number }[]
  removed: unknown[]
}
type Reply = { status: number; body: Body }

async function openRestatedHouse(t: TestContext, starts = true) {
  const house = await openHouse()
  const { store, warehouses, folder } = house
  const handlers = jobHandlers({
    store,
    warehouses,
    clock: systemClock,
    log: createLog('silent'),
    data_folder: folder,
  })
  let runner: JobRunner | undefined
  const start = (): void => {
    runner = startJobRunner({ jobs: store.jobs, handlers, worker: 'test', lookEveryMs: 10 })
  }
  if (starts) start()
  t.after(async () => {
    await runner?.stop()
    await house.close()
  })
  const ask = async (method: 'GET' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
    const reply = await house.ask({ method, url: `/api/v1${url}`, ...(payload && { payload }) })
    return { status: reply.statusCode, body: reply.json<Reply['body']>() }
  }
  return { house, ask, start }
}

async function ended({ store }: TestHouse, jobId: string): Promise<string> {
  for (;;) {
    const job = await store.jobs.byId(jobId, 'shop')
    if (job && ['completed', 'failed'].includes(job.status))
      return `${job.status} ${job.error?.message ?? ''}`
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** A run of a model that was kept, as a training leaves it. */
async function keepRun({ store }: TestHouse): Promise<void> {
  const run_id = store.modelRuns.newId()
  await store.modelRuns.begin({
    run_id,
    workspace_id: 'shop',
    model: 'sales-forecast',
    job_id: null,
    outcome: 'model',
    backcast: false,
    as_of: '2025-10-28',
    versions: {},
    parameters: {},
    seed: 1,
    seconds: 1,
    memory_mb: 1,
    detail: {},
    intent_id: 'none',
  })
  await store.modelRuns.keep(run_id)
  assert.ok(await store.modelRuns.latest('shop', 'sales-forecast'))
}

test('another currency states every figure anew, and back again gives the first ones', async (t) => {
  const { house, ask } = await openRestatedHouse(t)
  const revenue = async () => (await ask('GET', '/kpis?period=all_time')).body
  const before = await revenue()
  assert.deepEqual([before.total_revenue, before.currency], [360, 'USD'])

  const early = await ask('PATCH', '/workspaces/shop', { currency: 'BOB' })
  assert.equal(early.status, 422)
  assert.match(JSON.stringify(early.body), /no_exchange_rate.*2025-10-21/)

  // a boliviano is 0.10 dollars at first, 0.20 from the 25th on
  const items = [
    { currency: 'BOB', day: '2025-10-01', rate: 0.1 },
    { currency: 'BOB', day: '2025-10-25', rate: 0.2 },
    { currency: 'EUR', day: '2025-10-01', rate: 1.2 },
  ]
  assert.equal((await ask('PUT', '/exchange-rates', { items })).status, 200)
  await keepRun(house)
  const moved = await ask('PATCH', '/workspaces/shop', { currency: 'BOB' })
  assert.equal(await ended(house, moved.body.job_id), 'completed ')

  assert.equal(await house.store.modelRuns.latest('shop', 'sales-forecast'), undefined)
  const after = await revenue()
  assert.equal(after.currency, 'BOB')
  // orders of 10 to 40 dollars on the 21st to 24th, of 50 to 80 from the 25th on
  assert.equal(after.total_revenue, 100 / 0.1 + 260 / 0.2)
  const rates = (await ask('GET', '/exchange-rates')).body
  assert.deepEqual(
    rates.items.map(({ currency, rate }) => [currency, Math.round(rate * 1e9) / 1e9]),
    [
      ['EUR', 6],
      ['USD', 5],
    ],
  )
  const lamp = (await ask('GET', '/products/P1')).body
  assert.equal(lamp.base_price, 50)

  const back = await ask('PATCH', '/workspaces/shop', { currency: 'USD' })
  assert.equal(await ended(house, back.body.job_id), 'completed ')
  assert.equal((await revenue()).total_revenue, 360)
  assert.equal((await ask('GET', '/products/P1')).body.base_price, 10)
})

test('another time zone keeps local times, or moves them where that is asked', async (t) => {
  const { house, ask } = await openRestatedHouse(t)
  const shop = await house.warehouses.open('shop')
  const first = async () =>
    shop.reader.row<{ at: string; day: string }>(
      raw(
        `SELECT CAST(ordered_at AS VARCHAR) AS at, CAST(day AS VARCHAR) AS day FROM facts.orders ORDER BY order_key LIMIT 1`,
      ),
    )
  const change = async (time_zone: string, local_times?: string) => {
    const { body } = await ask('PATCH', '/workspaces/shop', { time_zone, local_times })
    assert.equal(await ended(house, body.job_id), 'completed ')
    return first()
  }
  assert.deepEqual(await first(), { at: '2025-10-21 12:00:00', day: '2025-10-21' })
  // noon in La Paz is 16:00 in UTC
  assert.deepEqual(await change('America/La_Paz'), { at: '2025-10-21 16:00:00', day: '2025-10-21' })
  // the same instant is the next morning in Auckland
  assert.deepEqual(await change('Pacific/Auckland', 'moved'), {
    at: '2025-10-21 16:00:00',
    day: '2025-10-22',
  })
})

test('a restating that was cut off after the facts is finished, not done twice', async (t) => {
  const { house, ask, start } = await openRestatedHouse(t, false)
  await ask('PUT', '/exchange-rates', { items: [{ currency: 'BOB', day: '2025-10-01', rate: 0.1 }] })
  const { store, warehouses } = house
  // as it is left by a kill between the two databases: the facts are restated and the job is still to be done
  const { job } = await store.jobs.enqueue({
    workspace_id: 'shop',
    kind: 'rebuild',
    input: {
      currency: { from: 'USD', to: 'BOB' },
      time_zone: { from: 'UTC', to: 'UTC' },
      local_times: 'kept',
      actor: { kind: 'user', user_id: null, name: 'Ana' },
      request_id: 'r',
    },
  })
  await (
    await warehouses.open('shop')
  ).write(['sales'], async (writer) => {
    await writer.run(raw(`UPDATE facts.orders SET exchange_rate = 10`))
    await writer.run(
      raw(`INSERT INTO facts.applied_intents VALUES ('${job.job_id}', TIMESTAMP '2025-10-31')`),
    )
  })
  start()
  assert.equal(await ended(house, job.job_id), 'completed ')
  const { body } = await ask('GET', '/kpis?period=all_time')
  assert.deepEqual([body.total_revenue, body.currency], [3600, 'BOB'])
})

test('nothing is loaded by the old currency while a restating is under way', async (t) => {
  const { house, ask } = await openRestatedHouse(t, false)
  const { store, warehouses, folder } = house
  const csv = join(folder, 'more.csv')
  await writeFile(
    csv,
    'order_id,order_date,customer_id,product_id,quantity,unit_price\n90,2025-10-30,C1,P1,1,12\n',
  )
  const work = { store, warehouses, clock: systemClock, log: createLog('silent'), data_folder: folder }
  const load = async () =>
    importInto(work, {
      workspace_id: 'shop',
      files: [{ name: 'more.csv', path: csv }],
      options: {},
      principal: { kind: 'command', user_id: null, name: 'Ana', permissions: ['imports:write'] },
      request_id: 'r',
    })
  const early = await settledWorkspace(store, 'shop')
  const { job } = await store.jobs.enqueue({
    workspace_id: 'shop',
    kind: 'rebuild',
    max_attempts: 9,
    input: {},
  })
  // it waits for what is being loaded already
  await early.stillHolds()
  assert.equal((await store.jobs.claim('w', ['rebuild'], 10_000, ['rebuild']))?.kind, 'rebuild')
  const refused = { code: 'conflicting_state' }
  await assert.rejects(early.stillHolds(), refused)
  await assert.rejects(load(), refused)
  const stopped = await ask('DELETE', `/jobs/${job.job_id}`)
  assert.equal(stopped.status, 409)
  // cut off by the end of the program it is queued again, and what it changed stands
  await store.jobs.recover()
  await assert.rejects(load(), refused)
})

test('rates are of other currencies, above nought, and can be taken back', async (t) => {
  const { ask } = await openRestatedHouse(t)
  for (const bad of [
    { currency: 'USD', day: '2025-10-01', rate: 2 },
    { currency: 'EUR', day: '2025-10-01', rate: 0 },
    { currency: 'XXZ', day: '2025-10-01', rate: 1 },
    { currency: 'EUR', day: '2025-13-01', rate: 1 },
  ])
    assert.equal((await ask('PUT', '/exchange-rates', { items: [bad] })).status, 422, JSON.stringify(bad))
  await ask('PUT', '/exchange-rates', { items: [{ currency: 'EUR', day: '2025-10-01', rate: 1.1 }] })
  const { body } = await ask('DELETE', '/exchange-rates/EUR?day=2025-10-01')
  assert.deepEqual(body.removed, [{ currency: 'EUR', day: '2025-10-01', rate: 1.1 }])
  assert.deepEqual((await ask('GET', '/exchange-rates')).body.items, [])
})
