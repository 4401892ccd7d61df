import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { isAppError } from '../../src/base/errors.ts'
import type { ErrorCode } from '../../src/base/errors.ts'
import { modelNames } from '../../src/contracts/models.ts'
import { raw } from '../../src/warehouse/sql.ts'
import { actor, lastDay, livelyShop, openTrainingFor } from './open-training.ts'
import type { OpenTraining } from './open-training.ts'

const refused = async (work: Promise<unknown>, code: ErrorCode): Promise<void> =>
  assert.rejects(work, (error) => isAppError(error) && error.code === code)

const rowsOf = async ({ warehouse }: OpenTraining, table: string): Promise<number> => {
  const { rows } = await warehouse.reader.row<{ rows: number }>(
    raw(`SELECT CAST(count(*) AS INTEGER) AS rows FROM predictions.${table}`),
  )
  return rows
}

test('every model trains in a thread and is served', async (t) => {
  const shop = await openTrainingFor(t, livelyShop())
  for (const name of modelNames) {
    const run = await shop.train(name)
    assert.notEqual(run.state, 'not_enough_data', JSON.stringify(run))
    assert.equal(run.as_of, '2025-12-30')
    assert.ok(run.memory_mb > 0 && run.seconds > 0)
  }
  assert.equal(await rowsOf(shop, 'customer_clusters'), 300)
  assert.equal(await rowsOf(shop, 'customer_value'), 300)
  assert.ok((await rowsOf(shop, 'customer_churn')) > 50)
  const odd = await shop.warehouse.reader.row<{ odd: number }>(
    raw(`
    SELECT CAST(count(*) AS INTEGER) AS odd FROM predictions.customer_value
    WHERE NOT (value_90 >= 0 AND value_90_low <= value_90_high AND value_365_low <= value_365_high
      AND orders_90 <= orders_365 + 1e-9 AND alive BETWEEN 0 AND 1 AND next_day > DATE '2025-12-30')`),
  )
  assert.equal(odd.odd, 0)
  const { items } = (await shop.ask('models')) as { items: { name: string; state: string; stale: boolean }[] }
  assert.deepEqual(
    items.map(({ name, stale }) => ({ name, stale })),
    modelNames.map((name) => ({ name, stale: false })),
  )
  const list = (await shop.ask('customers', { limit: 5, sort: '-churn_probability' })) as {
    items: { churn_probability: number | null }[]
  }
  assert.ok(list.items[0].churn_probability! > 0.3)
})

test('the same data and seed give the same file, byte for byte', async (t) => {
  const contents: Buffer[][] = []
  for (const orders of [livelyShop(), livelyShop().toReversed()]) {
    const shop = await openTrainingFor(t, orders)
    const files: Buffer[] = []
    for (const name of modelNames) {
      const run = await shop.train(name)
      files.push(await readFile(join(shop.folder, 'models', 'shop', name, `${run.run_id}.json`)))
    }
    contents.push(files)
  }
  modelNames.forEach((name, i) => assert.ok(contents[0][i].equals(contents[1][i]), name))
})

test('what was foretold is written down, and scored when its day has passed', async (t) => {
  const shop = await openTrainingFor(t, livelyShop())
  for (const name of ['customer-value', 'churn'] as const) await shop.train(name)
  await shop.quiet()
  for (const name of ['customer-value', 'churn'] as const) {
    const { ledger } = (await shop.ask('model', { name })) as { ledger: Entry[] }
    const issued = ledger.filter((entry) => !entry.backcast)
    const backcast = ledger.filter(
      (entry) => entry.backcast && entry.bucket === null && entry.actual !== null,
    )
    assert.ok(issued.length > 0 && issued.every((entry) => entry.actual === null))
    assert.ok(backcast.length > 0, name)
    for (const entry of backcast) {
      assert.ok(entry.due_day <= '2025-12-30' && entry.as_of < entry.due_day)
      assert.ok(Number.isFinite(entry.error) && Number.isFinite(entry.naive_error))
    }
  }
  const { ledger } = (await shop.ask('model', { name: 'customer-value' })) as { ledger: Entry[] }
  const entry = ledger.find((each) => each.metric === 'revenue_90' && each.actual !== null)!
  const { revenue } = await shop.warehouse.reader.row<{ revenue: number }>(
    raw(`
    SELECT CAST(sum(revenue) AS DOUBLE) AS revenue FROM marts.orders
    WHERE day > DATE '${entry.as_of}' AND day <= DATE '${entry.due_day}' AND customer_key IN (
      SELECT customer_key FROM marts.customers WHERE first_day <= DATE '${entry.as_of}')`),
  )
  assert.ok(Math.abs(entry.actual! - revenue) < 0.01)
})

type Entry = {
  metric: string
  bucket: string | null
  backcast: boolean
  as_of: string
  due_day: string
  actual: number | null
  error: number | null
  naive_error: number | null
}

test('backcasts see nothing that came later', async (t) => {
  const until = lastDay - 90
  // so that the shorter shop's last counted day is that of the backcast
  const orders = [...livelyShop(), { customer: 1, day: until, amount: 30 }]
  const whole = await openTrainingFor(t, orders)
  await whole.train('customer-value')
  await whole.quiet()
  const past = await openTrainingFor(
    t,
    orders.filter(({ day }) => day <= until),
  )
  const { as_of } = await past.train('customer-value')
  const then = async (shop: OpenTraining, backcast: boolean) => {
    const { ledger } = (await shop.ask('model', { name: 'customer-value' })) as { ledger: Foretold[] }
    return ledger
      .filter((entry) => entry.as_of === as_of && entry.backcast === backcast)
      .map(({ metric, predicted, naive, low, high }) => ({ metric, predicted, naive, low, high }))
  }
  const said = await then(whole, true)
  assert.equal(said.length, 2)
  assert.deepEqual(said, await then(past, false))
})

type Foretold = {
  metric: string
  as_of: string
  backcast: boolean
  predicted: number
  naive: number
  low: number | null
  high: number | null
}

test('shops with too little to learn from get a defined answer', async (t) => {
  const single = (orders: number) =>
    Array.from({ length: orders }, (_, i) => ({ customer: i + 1, day: lastDay - (i % 400), amount: 10 }))
  const shops = {
    'no orders': [],
    'one order': single(1),
    'one customer': Array.from({ length: 30 }, (_, i) => ({
      customer: 1,
      day: lastDay - 10 * i,
      amount: 25,
    })),
    'all bought once': single(200),
    'a single day': Array.from({ length: 80 }, (_, i) => ({
      customer: 1 + (i % 40),
      day: lastDay,
      amount: 5 + i,
    })),
    'identical customers': Array.from({ length: 200 }, (_, i) => ({
      customer: 1 + (i % 50),
      day: lastDay - 30 * Math.floor(i / 50),
      amount: 20,
    })),
    'nothing but future orders': Array.from({ length: 50 }, (_, i) => ({
      customer: 1 + i,
      day: lastDay + 30 + i,
      amount: 9,
    })),
    'free orders': Array.from({ length: 200 }, (_, i) => ({
      customer: 1 + (i % 50),
      day: lastDay - i,
      amount: 0,
    })),
  }
  for (const [what, orders] of Object.entries(shops)) {
    await t.test(what, async (inner) => {
      const shop = await openTrainingFor(inner, orders)
      for (const name of modelNames) {
        const run = await shop.train(name)
        if (run.state === 'not_enough_data') {
          assert.ok(run.needed!.have < run.needed!.need, JSON.stringify(run.needed))
        }
        const shown = JSON.stringify(await shop.ask('model', { name }))
        assert.ok(!/NaN|Infinity/.test(shown))
      }
      const odd = await shop.warehouse.reader.row<{ odd: number }>(
        raw(`
        SELECT CAST(count(*) AS INTEGER) AS odd FROM predictions.customer_value
        WHERE isnan(alive) OR NOT isfinite(value_90) OR NOT isfinite(value_365_high) OR isnan(orders_90)`),
      )
      assert.equal(odd.odd, 0)
      await shop.ask('kpis')
      await shop.ask('ml-dashboard-summary')
    })
  }
})

test('a value model that loses to its rule is not served, and the answers say so', async (t) => {
  // everybody comes like clockwork, so that the next days bring exactly what as many before brought
  const clockwork = [5, 6, 9, 10, 15, 18, 30, 45].flatMap((gap, kind) =>
    Array.from({ length: 6 }, (_, i) => 1 + kind * 6 + i).flatMap((customer) =>
      Array.from({ length: Math.floor(360 / gap) }, (_, k) => ({
        customer,
        day: lastDay - k * gap,
        amount: 10 + customer,
      })),
    ),
  )
  const left = Array.from({ length: 15 }, (_, i) =>
    [320, 290, 260, 215].map((ago) => ({ customer: 49 + i, day: lastDay - ago, amount: 20 })),
  ).flat()
  const shop = await openTrainingFor(t, [...clockwork, ...left])
  const run = await shop.train('customer-value')
  assert.deepEqual([run.state, run.why], ['rule_served', 'rule_better'])
  const { predicted } = (await shop.ask('customer-value')) as {
    predicted: { served: string; value_90: number }
  }
  const lastStretch = clockwork.filter(({ day }) => day > lastDay - 90)
  assert.equal(predicted.served, 'rule')
  assert.ok(Math.abs(predicted.value_90 - lastStretch.reduce((sum, { amount }) => sum + amount, 0)) < 1e-6)
  const { value } = (await shop.ask('customer-outlook', { customer_id: 'C1' })) as {
    value: { served: string }
  }
  assert.equal(value.served, 'rule')
  const { items } = (await shop.ask('models')) as { items: { name: string; state: string }[] }
  assert.equal(items.find(({ name }) => name === 'customer-value')?.state, 'rule_served')
  const { state } = await shop.train('churn')
  assert.notEqual(state, 'not_enough_data')
  const risk = (await shop.ask('churn-at-risk')) as { total: number; total_value_at_risk: number }
  assert.ok(risk.total > 0 && risk.total_value_at_risk <= left.reduce((sum, { amount }) => sum + amount, 0))
})

test('what is too little now takes the place of what was served', async (t) => {
  const shop = await openTrainingFor(t, livelyShop())
  await shop.train('churn')
  await shop.warehouse.write(['sales'], async (writer) => {
    await writer.run(raw('DELETE FROM facts.order_lines WHERE order_key > 3'))
    await writer.run(raw('DELETE FROM facts.orders WHERE order_key > 3'))
  })
  const run = await shop.train('churn')
  assert.equal(run.state, 'not_enough_data')
  assert.equal(await rowsOf(shop, 'customer_churn'), 0)
  await refused(shop.ask('churn-at-risk'), 'not_enough_data')
})

test('a training that is stopped halfway leaves the former run served', async (t) => {
  const shop = await openTrainingFor(t, livelyShop(4000, 700))
  const before = await shop.train('customer-value')
  await shop.quiet()
  // whether it says how far it is before it is done is a matter of the machine: that it has begun is enough
  const begun = new Promise<void>((resolve) => {
    const unlisten = shop.store.jobs.events.listen(({ kind, status }) => {
      if (kind !== 'train-customer-value' || status !== 'running') return
      unlisten()
      resolve()
    })
  })
  const { job } = await shop.training.enqueue({ workspace_id: 'shop', name: 'customer-value', actor })
  await begun
  await shop.store.jobs.cancel(job.job_id, 'shop')
  const ended = await shop.training.ended(job, 20_000)
  assert.equal(ended?.status, 'cancelled')
  const [served] = await shop.warehouse.reader.rows<{ run_id: string }>(
    raw('SELECT run_id FROM predictions.served'),
  )
  assert.equal(served.run_id, before.run_id)
  assert.deepEqual(await shop.store.modelRuns.unsettled(), [])
  assert.deepEqual(await readdir(join(shop.folder, 'models', 'shop', 'customer-value')), [
    `${before.run_id}.json`,
  ])
})

test('models train anew after an import, and only where data have moved', async (t) => {
  const shop = await openTrainingFor(t, livelyShop(80, 400))
  shop.training.start({ quietMs: 30, firstLookMs: 0 })
  const trained = async (): Promise<number> =>
    (
      await shop.store.jobs.list({
        workspace_id: 'shop',
        kind: 'train-churn',
        status: 'completed',
        limit: 1,
        offset: 0,
      })
    ).total
  const reach = async (count: number): Promise<void> => {
    while ((await trained()) < count) await new Promise((resolve) => setTimeout(resolve, 20))
    await shop.quiet()
  }
  await reach(1)
  await shop.add([{ customer: 500, day: lastDay, amount: 12 }])
  await reach(2)
  await new Promise((resolve) => setTimeout(resolve, 300))
  await shop.quiet()
  assert.equal(await trained(), 2)
  const { items } = (await shop.ask('models')) as { items: { stale: boolean }[] }
  assert.ok(items.every(({ stale }) => !stale))
})

test('asking twice for a training gives one job; another number of groups waits its turn', async (t) => {
  const shop = await openTrainingFor(t, livelyShop())
  const first = await shop.act('train-segments')
  const second = await shop.act('train-segments')
  assert.equal(first.job_id, second.job_id)
  const five = await shop.act('train-segments', { n_clusters: 5 })
  assert.notEqual(five.job_id, first.job_id)
  await shop.quiet()
  const { n_clusters } = await shop.ask('cluster-results', { job_id: String(five.job_id) })
  assert.equal(n_clusters, 5)
})
