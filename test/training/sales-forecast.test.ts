import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import type { ModelRunView } from '../../src/contracts/models.ts'
import { openTrainingFor } from './open-training.ts'
import type { TestOrder } from './open-training.ts'

const firstDay = 20_000
const days = 260

/** Two to nine orders a day by weekday, more of them as time goes on. */
function orders(from: number, until: number): TestOrder[] {
  const random = seededRandom(7)
  const list: TestOrder[] = []
  for (let day = from; day < until; day++) {
    const busy = Math.round((2 + ((day + 3) % 7)) * (1 + (day - firstDay) / 800) * (0.7 + 0.6 * random()))
    for (let i = 0; i < busy; i++)
      list.push({ customer: 1 + Math.floor(random() * 40), day, amount: 10 + Math.round(30 * random()) })
  }
  return list
}

type Entry = {
  metric: string
  backcast: boolean
  as_of: string
  due_day: string
  predicted: number
  naive: number
  actual: number | null
  detail: Record<string, number> | null
}
type Record_ = {
  items: {
    days_ago: number
    backcast: boolean
    made_as_of: string
    scores?: { days: number; wape: number; naive_wape: number; coverage_95: number }
    days: { date: string; predicted: number; actual?: number }[]
  }[]
}

test('the sales forecast is trained, issued, and held against what came', async (t) => {
  const shop = await openTrainingFor(t)
  await shop.add(orders(firstDay, firstDay + days))
  const run: ModelRunView = await shop.train('sales-forecast')
  await shop.quiet()
  assert.equal(run.state, 'model_served')
  assert.equal(run.why, 'better_than_rule')
  assert.ok(run.quality.wape < run.quality.naive_wape)

  const about = (await shop.ask('model', { name: 'sales-forecast' })) as {
    ledger: Entry[]
    backtest: { candidates: { served: boolean }[] }
    record: { scored: number; open: number }
  }
  assert.equal(about.backtest.candidates.filter(({ served }) => served).length, 1)
  const issued = about.ledger.filter(({ backcast }) => !backcast)
  assert.deepEqual([...new Set(issued.map(({ metric }) => metric.split('_')[0]))].sort(), [
    'orders',
    'revenue',
    'units',
  ])
  assert.ok(issued.every(({ actual }) => actual === null))
  const backcasts = about.ledger.filter(({ backcast }) => backcast)
  assert.equal(new Set(backcasts.map(({ as_of }) => as_of)).size, 3)
  const scored = backcasts.filter(({ actual }) => actual !== null)
  assert.ok(scored.length >= 3 * (3 + 2 + 1), String(scored.length))
  assert.ok(scored.every(({ detail }) => (detail?.coverage_95 ?? 0) > 0.5))

  const record = (await shop.ask('forecast-record', { metric: 'orders' })) as Record_
  assert.deepEqual(
    record.items.map(({ days_ago, backcast }) => ({ days_ago, backcast })),
    [30, 60, 90].map((days_ago) => ({ days_ago, backcast: true })),
  )
  for (const { days_ago, scores, days: told } of record.items) {
    assert.equal(told.length, 90)
    assert.equal(scores?.days, days_ago - 1, 'the last day is not known to be over')
    assert.equal(told.filter(({ actual }) => actual !== undefined).length, days_ago - 1)
    assert.ok(scores.wape < scores.naive_wape * 1.2)
  }
})

test('what was issued stays as it was when later days come', async (t) => {
  const shop = await openTrainingFor(t)
  await shop.add(orders(firstDay, firstDay + 120))
  await shop.train('sales-forecast')
  const ledger = async (): Promise<Entry[]> =>
    ((await shop.ask('model', { name: 'sales-forecast' })) as { ledger: Entry[] }).ledger.filter(
      ({ backcast, metric }) => !backcast && metric === 'revenue_7',
    )
  const [before] = await ledger()
  await shop.add(orders(firstDay + 120, firstDay + 132))
  await shop.train('sales-forecast')
  const [newer, older] = await ledger()
  assert.ok(newer.as_of > older.as_of)
  assert.equal(older.predicted, before.predicted)
  assert.ok(older.actual !== null && older.actual > 0)
  await shop.quiet()
})

test('a new forecast can be asked for, and its job ends with it', async (t) => {
  const shop = await openTrainingFor(t)
  await shop.add(orders(firstDay, firstDay + 120))
  const job = (await shop.act('generate-forecast', { metric: 'orders', days_ahead: 14 })) as {
    job_id: string
  }
  await shop.quiet()
  const done = await shop.store.jobs.byId(job.job_id, 'shop')
  assert.equal(done?.status, 'completed', JSON.stringify(done?.error))
  const result = done.result as { metric: string; predictions: unknown[] }
  assert.deepEqual([result.metric, result.predictions.length], ['orders', 14])
  const asked = (await shop.ask('sales-forecast', { metric: 'orders', days_ahead: 14 })) as typeof result
  assert.deepEqual(asked.predictions, result.predictions)
})
