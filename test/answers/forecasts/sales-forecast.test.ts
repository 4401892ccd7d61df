import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { z } from 'zod'
import type { AnswerContext } from '../../../src/answers/answer.ts'
import { forecastScenario } from '../../../src/answers/forecasts/forecast-scenario.ts'
import { salesDecomposition } from '../../../src/answers/forecasts/sales-decomposition.ts'
import { salesForecast } from '../../../src/answers/forecasts/sales-forecast.ts'
import { timeSeries } from '../../../src/answers/sales/time-series.ts'
import { fixedClock } from '../../../src/base/clock.ts'
import { forecastModels } from '../../../src/contracts/sales-forecast.ts'
import type { salesForecastInput } from '../../../src/contracts/sales-forecast.ts'
import { forecastMethods } from '../../../src/models/forecasts/forecast-methods.ts'
import { openWarehouses } from '../../../src/warehouse/open-warehouses.ts'
import type { Warehouse, Warehouses } from '../../../src/warehouse/warehouse.ts'
import { ask } from '../checked-run.ts'

/** What is sold of each product up to 2025-10-31: how many days before then, and how much on that day. */
const sold: Record<string, { back: number; amount: number }[]> = {
  point: [{ back: 0, amount: 10 }],
  week: range(7).map((back) => ({ back, amount: 10 + back })),
  free: range(100).map((back) => ({ back, amount: 0 })),
  constant: range(200).map((back) => ({ back, amount: 25 })),
  spike: range(120).map((back) => ({ back, amount: back === 60 ? 50_000 : 8 + (back % 7) })),
  gaps: range(500)
    .filter((back) => (back < 100 || back > 190) && (back < 300 || back > 360))
    .map((back) => ({ back, amount: 20 + (back % 7) })),
  refunds: range(150).map((back) => ({ back, amount: back % 5 === 0 ? -40 : 30 + (back % 7) })),
  ages: range(7300).map((back) => ({ back, amount: 10 + (back % 7) + back / 1000 })),
  month: range(30).map((back) => ({ back, amount: 10 + (back % 7) })),
}

function range(count: number): number[] {
  return [...Array(count).keys()]
}

let folder: string
let warehouses: Warehouses
let warehouse: Warehouse
let context: AnswerContext
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecast-'))
  warehouses = openWarehouses({ folder, memoryMb: 512 })
  warehouse = await warehouses.create('shop')
  const rows = Object.entries(sold).flatMap(([product, days], p) =>
    days.map(({ back, amount }) => ({ product: p + 1, name: product, back, amount })),
  )
  await warehouse.write(['sales', 'catalogue', 'customers'], async (writer) => {
    const last = Date.parse('2025-10-31') / 86_400_000
    const column = <T>(value: (row: (typeof rows)[number], i: number) => T): T[] => rows.map(value)
    await writer.append('facts', 'orders', {
      order_key: { type: 'integer', values: column((_, i) => i + 1) },
      order_id: { type: 'varchar', values: column((_, i) => `O${i}`) },
      customer_key: { type: 'integer', values: column(() => 0) },
      // all day long, but on the last day until noon
      ordered_at: {
        type: 'timestamp',
        values: column(({ back }) => (last - back) * 86_400_000 + (back === 0 ? 12 : 20) * 3_600_000),
      },
      day: { type: 'date', values: column(({ back }) => last - back) },
      status: { type: 'varchar', values: column(() => 'delivered') },
      state: { type: 'varchar', values: column(() => 'counted') },
      currency: { type: 'varchar', values: column(() => 'GBP') },
      exchange_rate: { type: 'double', values: column(() => 1) },
      country: { type: 'varchar', values: column(() => 'United Kingdom') },
    })
    await writer.append('facts', 'order_lines', {
      order_key: { type: 'integer', values: column((_, i) => i + 1) },
      line_no: { type: 'integer', values: column(() => 1) },
      product_key: { type: 'integer', values: column(({ product }) => product) },
      kind: { type: 'varchar', values: column(({ amount }) => (amount < 0 ? 'refund' : 'sale')) },
      quantity: { type: 'decimal(18,3)', values: column(({ amount }) => (amount < 0 ? -1 : 1)) },
      unit_price: { type: 'decimal(18,4)', values: column(({ amount }) => Math.abs(amount)) },
      discount: { type: 'decimal(18,4)', values: column(() => 0) },
    })
    await writer.append('facts', 'products', {
      product_key: { type: 'integer', values: Object.keys(sold).map((_, p) => p + 1) },
      product_id: { type: 'varchar', values: Object.keys(sold) },
    })
  })
  context = {
    db: warehouse.reader,
    workspace: { workspace_id: 'shop', name: 'Shop', currency: 'GBP', time_zone: 'UTC' },
    clock: fixedClock('2025-11-05T12:00:00Z'),
  }
})
after(async () => {
  await warehouses.close()
  await rm(folder, { recursive: true, force: true })
})

const forecast = async (input: z.input<typeof salesForecastInput>) => ask(salesForecast, context, input)

describe('whatever was sold, there is a defined answer', () => {
  for (const product of Object.keys(sold)) {
    for (const granularity of ['day', 'week', 'month'] as const) {
      test(`${product} by ${granularity}`, async () => {
        for (const metric of granularity === 'day'
          ? (['revenue', 'orders'] as const)
          : (['units'] as const)) {
          const input = { product_id: [product], granularity, metric, days_ahead: 180 }
          const reply = await forecast(input)
          if (reply.state === 'not_enough_data') assert.ok(reply.needed!.have < reply.needed!.need)
          for (const { value, lower_80, lower_95, upper_80, upper_95 } of reply.predictions) {
            assert.ok(lower_95 <= lower_80 && lower_80 <= value + 1e-9 && value <= upper_80 + 1e-9)
            assert.ok(upper_80 <= upper_95)
            if (metric === 'orders' || product !== 'refunds') assert.ok(lower_95 >= 0)
          }
          await ask(salesDecomposition, context, { product_id: [product], granularity, metric })
          const changes = [{ kind: 'price' as const, change: -0.1 }]
          await ask(forecastScenario, context, { ...input, changes })
        }
      })
    }
  }

  test('a point and a week of days are too little, thirty days are not', async () => {
    for (const [product, have] of [
      ['point', 1],
      ['week', 7],
    ] as const) {
      const { state, needed } = await forecast({ product_id: [product], as_of: '2025-10-31' })
      assert.deepEqual([state, needed?.need], ['not_enough_data', 14])
      assert.ok((needed?.have ?? 99) <= have)
    }
    const month = await forecast({ product_id: ['month'], days_ahead: 180 })
    assert.deepEqual([month.state, month.predictions.length], ['forecast', 180])
    assert.ok(month.notes.includes('horizon_longer_than_history'))
  })

  test('refunds may take net revenue below zero, and never orders', async () => {
    const revenue = await forecast({ product_id: ['refunds'] })
    assert.ok(revenue.predictions.some(({ lower_95 }) => lower_95 < 0))
    const orders = await forecast({ product_id: ['refunds'], metric: 'orders' })
    assert.ok(orders.predictions.every(({ lower_95 }) => lower_95 >= 0))
  })
})

test('a last day that ends hours before all others is left out, and said so', async () => {
  const reply = await forecast({ product_id: ['ages'] })
  assert.deepEqual(reply.left_out, { date: '2025-10-31', value: 10, why: 'day_ends_early' })
  assert.deepEqual([reply.last_complete, reply.predictions[0].date], ['2025-10-30', '2025-10-31'])
  const earlier = await forecast({ product_id: ['ages'], as_of: '2025-10-20' })
  assert.deepEqual([earlier.left_out, earlier.last_complete], [undefined, '2025-10-20'])
  const today = { ...context, clock: fixedClock('2025-10-31T21:00:00Z') }
  const now = await ask(salesForecast, today, { product_id: ['ages'] })
  assert.equal(now.left_out?.why, 'today_not_over')
})

test('the history is that of sales over time', async () => {
  for (const granularity of ['day', 'week', 'month'] as const) {
    const filter = { product_id: ['gaps'], start_date: '2024-07-01', granularity }
    const { history } = await forecast({ ...filter, metric: 'units' })
    const { items } = await ask(timeSeries, context, filter)
    const own = new Map(items.map(({ date, units }) => [date, units]))
    assert.ok(history.length > 10)
    for (const { date, value } of history) assert.equal(value, own.get(date), `${granularity} ${date}`)
  }
})

test('weeks begin on Monday, the one that is not over is forecast whole', async () => {
  const reply = await forecast({ product_id: ['constant'], granularity: 'week', metric: 'orders' })
  assert.equal(reply.left_out?.why, 'bucket_not_over')
  assert.equal(reply.predictions[0].date, '2025-10-27')
  assert.ok(Math.abs(reply.predictions[0].value - 7) < 0.01)
  assert.equal(reply.total?.days, reply.predictions.length * 7)
})

test('months of a shop too young for a trial by months are sums of days', async () => {
  const input = { product_id: ['gaps'] }
  const months = await forecast({ ...input, granularity: 'month', days_ahead: 60 })
  assert.ok(months.notes.includes('summed_from_days'))
  assert.deepEqual(
    months.predictions.map(({ date }) => date),
    ['2025-10-01', '2025-11-01', '2025-12-01'],
  )
  assert.ok(months.model_metrics !== null && months.model_metrics.periods > 0)
  const days = await forecast({ ...input, days_ahead: 62 + 1 })
  const sum = days.predictions.slice(1, 31).reduce((total, { value }) => total + value, 0)
  assert.ok(Math.abs(months.predictions[1].value - sum) < 0.02 * sum)
  assert.ok(months.predictions[0].lower_95 >= 600, 'what October has sold is known')
})

test('public holidays are those of the country most is sold to', async () => {
  const { calendar } = await forecast({ product_id: ['ages'] })
  assert.deepEqual([calendar?.country, calendar?.country_code], ['United Kingdom', 'GB'])
  assert.ok((calendar?.holidays ?? 0) >= 6)
})

test('holidays among the days shown are named by their dates, and none by week', async () => {
  const { special_days, history, predictions } = await forecast({ product_id: ['month'], days_ahead: 90 })
  const christmas = special_days.find(({ date }) => date === '2025-12-25')
  assert.deepEqual(christmas, { date: '2025-12-25', kind: 'holiday', name: 'Christmas Day' })
  const shown = new Set([...history, ...predictions].map(({ date }) => date))
  assert.ok(special_days.every(({ date }) => shown.has(date)))
  assert.deepEqual((await forecast({ product_id: ['month'], granularity: 'week' })).special_days, [])
})

test('the same question has the same id, another one another', async () => {
  const ids = await Promise.all(
    [{}, {}, { days_ahead: 30 }, { metric: 'orders' as const }].map(
      async (input) => (await forecast({ product_id: ['constant'], ...input })).forecast_id,
    ),
  )
  assert.equal(ids[0], ids[1])
  assert.equal(new Set(ids).size, 3)
})

test('changes multiply in the order given, and their amounts sum to the change', async () => {
  const changes = [
    { kind: 'growth' as const, change: 0.1 },
    { kind: 'growth' as const, change: -0.5, start_date: '2025-11-10', end_date: '2025-11-19' },
    { kind: 'price' as const, change: 0.1, elasticity: -2 },
  ]
  const reply = await ask(forecastScenario, context, { product_id: ['constant'], days_ahead: 30, changes })
  const inside = reply.items.find(({ date }) => date === '2025-11-12')
  const outside = reply.items.find(({ date }) => date === '2025-11-25')
  assert.ok(Math.abs(outside!.value / outside!.base - 1.1 * 1.1 ** -1) < 1e-9)
  assert.ok(Math.abs(inside!.value / inside!.base - 0.55 * 1.1 ** -1) < 1e-9)
  const sum = reply.effects.reduce((total, { amount }) => total + amount, 0)
  assert.ok(Math.abs(reply.scenario!.value - reply.base!.value - sum) < 1e-6)
})

test('a part that closes takes its own forecast along', async () => {
  const closed = [{ kind: 'closure' as const, dimension: 'country' as const, value: 'United Kingdom' }]
  const all = await ask(forecastScenario, context, { product_id: ['constant'], changes: closed })
  assert.ok(Math.abs(all.scenario!.value) < 1e-6)
  const kept = [{ ...closed[0], kept: 0.4 }]
  const some = await ask(forecastScenario, context, { product_id: ['constant'], changes: kept })
  assert.ok(Math.abs(some.change! + 0.6) < 1e-6)
})

test('every method has its name in the contract', () => {
  const known: readonly string[] = forecastModels
  for (const frequency of ['daily', 'weekly', 'monthly', 'quarterly'] as const)
    for (const { name } of forecastMethods(frequency, true)) assert.ok(known.includes(name), name)
})

test('an empty shop has too little', async () => {
  const empty = await warehouses.create('empty')
  const reply = await ask(salesForecast, { ...context, db: empty.reader }, {})
  assert.deepEqual([reply.state, reply.as_of, reply.history], ['not_enough_data', null, []])
})
