import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDemo } from '../house/add-demo.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'
import { clientOf } from './client.ts'
import type { Client, Loose } from './client.ts'
import { hasShape } from './shape.ts'
import type { Shape } from './shape.ts'

/** Rows A27, A28, A30 with B04, B12, C12, C13, D20 and D22: the sales forecast. */

let house: TestHouse
let ask: Client['ask']
let good: Client['good']
let refused: Client['refused']
before(async () => {
  house = await openHouse({ trains: true })
  await addDemo(house, 'boutique')
  ;({ ask, good, refused } = clientOf(house, 'boutique'))
})
after(async () => house.close())

const band = { lower_80: 'number', upper_80: 'number', lower_95: 'number', upper_95: 'number' } as const
const metrics = {
  mape: 'number',
  rmse: 'number',
  r2: 'number',
  mase: 'number',
  wape: 'number',
  coverage_80: 'number',
  coverage_95: 'number',
} as const
const forecast: Shape = {
  forecast_id: 'text',
  metric: new Set(['revenue', 'orders', 'units']),
  model: 'text',
  predictions: [{ date: 'day', value: 'number', ...band }],
  model_metrics: metrics,
  naive_metrics: metrics,
  history: [{ date: 'day', value: 'number' }],
  candidates: [{ name: 'text', mae: 'number' }],
  total: { value: 'number', ...band, days: 'whole' },
}

type Reply = Loose & {
  forecast_id: string
  metric: string
  as_of: string
  last_complete: string
  predictions: {
    date: string
    value: number
    lower_80: number
    upper_80: number
    lower_95: number
    upper_95: number
  }[]
  model_metrics: Record<string, number>
  naive_metrics: Record<string, number>
}

describe('A27 and A28: the sales forecast', () => {
  test('parameters may stand in the query of a POST, in its body, or in a GET', async () => {
    const url = '/api/ml/forecast'
    const byQuery = await ask({ method: 'POST', url: `${url}?days_ahead=30&metric=orders` })
    const byBody = await ask({
      method: 'POST',
      url: `${url}/`,
      payload: { days_ahead: 30, metric: 'orders' },
    })
    const byGet = await good('/api/v1/forecast/sales?days_ahead=30&metric=orders')
    assert.deepEqual([byQuery.statusCode, byBody.statusCode], [200, 200], byQuery.body)
    hasShape(byGet, forecast)
    assert.deepEqual(byQuery.data, byGet)
    assert.deepEqual(byBody.data, byGet)
    assert.equal((byGet as Reply).predictions.length, 30)
  })

  test('90 days of revenue by default, from the day after the last complete one', async () => {
    const reply = (await good('/api/forecast/sales')) as Reply
    hasShape(reply, forecast)
    assert.deepEqual([reply.metric, reply.predictions.length], ['revenue', 90])
    const next = new Date(Date.parse(reply.last_complete) + 86_400_000).toISOString().slice(0, 10)
    assert.equal(reply.predictions[0].date, next)
    for (const each of reply.predictions) {
      assert.ok(each.lower_95 <= each.lower_80 && each.lower_80 <= each.value + 1e-9)
      assert.ok(each.value <= each.upper_80 + 1e-9 && each.upper_80 <= each.upper_95)
      assert.ok(each.lower_95 >= 0)
    }
    assert.ok(reply.model_metrics.wape < reply.naive_metrics.wape)
    assert.ok(reply.model_metrics.mape > 1, 'mape is 0-100')
  })

  test('C12 and C13: what is out of range is refused with what is allowed', async () => {
    for (const days of [6, 181]) {
      const error = await refused(`/api/v1/forecast/sales?days_ahead=${days}`)
      assert.deepEqual([error.status, error.code], [422, 'out_of_range'])
      assert.deepEqual(error.details[0].allowed, { type: 'integer', minimum: 7, maximum: 180 })
    }
    const metric = await refused('/api/v1/forecast/sales?metric=profit')
    assert.deepEqual([metric.status, metric.details[0].allowed], [422, ['revenue', 'orders', 'units']])
  })

  test('B04: weeks and months, of which the one that is not over is left out and forecast', async () => {
    const weeks = (await good('/api/v1/forecast/sales?granularity=week')) as Reply
    assert.ok([13, 14].includes(weeks.predictions.length))
    assert.ok(weeks.predictions.every(({ date }) => new Date(date).getUTCDay() === 1))
    const months = (await good('/api/v1/forecast/sales?granularity=month&metric=orders')) as Reply
    assert.ok(months.predictions.every(({ date }) => date.endsWith('-01')))
  })

  test('a period shows other history and forecasts the same', async () => {
    const whole = (await good('/api/v1/forecast/sales?days_ahead=14')) as Reply
    const short = (await good('/api/v1/forecast/sales?days_ahead=14&period=last_30_days')) as Reply
    assert.deepEqual(short.predictions, whole.predictions)
    assert.equal((short.history as unknown[]).length, 30)
  })

  test('what was never sold is not enough to forecast, and says so', async () => {
    const nothing = await good('/api/v1/forecast/sales?country=Narnia')
    assert.deepEqual([nothing.state, nothing.predictions], ['not_enough_data', []])
    assert.deepEqual(nothing.needed, { what: 'daily periods', need: 14, have: 0 })
    const little = await good('/api/v1/forecast/sales', 'shop')
    assert.equal(little.state, 'not_enough_data')
    const empty = await good('/api/v1/forecast/sales', 'empty')
    assert.deepEqual([empty.state, empty.as_of, empty.last_complete], ['not_enough_data', null, null])
  })
})

async function endOf(jobId: string) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const look = async () => house.store.jobs.byId(jobId, 'boutique')
  const isOver = (status: string | undefined): boolean => status === 'completed' || status === 'failed'
  const unlisten = house.store.jobs.events.listen((job) => {
    if (job.job_id === jobId && isOver(job.status)) resolve()
  })
  if (!isOver((await look())?.status)) await promise
  unlisten()
  return look()
}

describe('A30: a new forecast', () => {
  test('is a job whose result is the forecast', async () => {
    const started = await ask({
      method: 'POST',
      url: '/api/v1/forecast/generate',
      payload: { days_ahead: 14 },
    })
    assert.equal(started.statusCode, 202, started.body)
    const done = await endOf(started.data.job_id as string)
    assert.equal(done?.status, 'completed', JSON.stringify(done?.error))
    hasShape(done.result, forecast)
    assert.equal((done.result as Reply).predictions.length, 14)
    const model = await good('/api/v1/models/sales-forecast')
    assert.equal(model.state, 'model_served')
    const bad = await ask({ method: 'POST', url: '/api/v1/forecast/generate', payload: { days_ahead: 200 } })
    assert.equal(bad.statusCode, 422)
  })
})

describe('D22: trend and seasons', () => {
  test('the parts of each day sum to what was sold', async () => {
    const reply = (await good('/api/v1/forecast/decomposition?metric=orders')) as Loose & {
      items: Record<string, number>[]
      weekly_profile: unknown[]
    }
    assert.ok(reply.items.length > 300)
    for (const { observed, trend, weekly, yearly, holidays, events, remainder } of reply.items)
      assert.ok(Math.abs(trend + weekly + yearly + holidays + events + remainder - observed) < 1e-6)
    assert.equal(reply.weekly_profile.length, 7)
  })
})

describe('scenarios', () => {
  const changes = [{ kind: 'promotion', start_date: '2025-11-20', end_date: '2025-11-26', discount: 0.2 }]

  test('stand beside the base, by what the shop’s own promotions did', async () => {
    const query = encodeURIComponent(JSON.stringify(changes))
    const byGet = await good(`/api/v1/forecast/scenario?metric=units&changes=${query}`)
    const byPost = await ask({
      method: 'POST',
      url: '/api/forecast/scenario',
      payload: { metric: 'units', changes },
    })
    assert.deepEqual(byPost.data, byGet)
    const { effects, change } = byGet as { effects: { basis: string; uplift: number }[]; change: number }
    assert.equal(effects[0].basis, 'own_promotions')
    assert.ok(effects[0].uplift > 0 && change > 0)
  })

  test('what cannot be is refused', async () => {
    const bad = [
      [{ kind: 'growth', change: 20 }],
      [{ kind: 'growth', change: 0.1, start_date: '2031-01-01' }],
      [{ kind: 'growth', change: 0.1, start_date: '2025-11-20', end_date: '2025-11-10' }],
      [{ kind: 'closure', dimension: 'country', value: 'Narnia' }],
      [{ kind: 'closure', dimension: 'planet', value: 'Mars' }],
      [{ kind: 'war' }],
      [],
    ]
    for (const each of bad) {
      const reply = await ask({
        method: 'POST',
        url: '/api/v1/forecast/scenario',
        payload: { changes: each },
      })
      assert.ok([400, 422].includes(reply.statusCode), JSON.stringify(each) + reply.body)
    }
    const text = await ask('/api/v1/forecast/scenario?changes=nonsense')
    assert.ok([400, 422].includes(text.statusCode), text.body)
  })

  test('are saved with their author, listed, changed, removed and brought back', async () => {
    const url = '/api/v1/forecast/scenarios'
    const question = { metric: 'orders', filter: { country: ['Bolivia'] } }
    const saved = await ask({ method: 'POST', url, payload: { name: 'Black Friday', question, changes } })
    assert.equal(saved.statusCode, 201, saved.body)
    const { scenario_id, author_name, mine } = saved.data
    assert.deepEqual([typeof author_name, mine], ['string', true])
    const names = async (): Promise<string[]> =>
      ((await good(url)).items as { name: string }[]).map(({ name }) => name)
    assert.deepEqual(await names(), ['Black Friday'])
    const one = `${url}/${String(scenario_id)}`
    const changed = await ask({ method: 'PATCH', url: one, payload: { name: 'Cyber Monday' } })
    assert.deepEqual([changed.data.name, changed.data.changes], ['Cyber Monday', saved.data.changes])
    assert.equal((await ask({ method: 'DELETE', url: one })).statusCode, 200)
    assert.deepEqual(await names(), [])
    assert.equal((await ask({ method: 'PATCH', url: one, payload: { name: 'x' } })).statusCode, 404)
    assert.equal((await ask({ method: 'POST', url: `${one}/undo` })).statusCode, 200)
    assert.deepEqual(await names(), ['Cyber Monday'])
    const audit = await good('/api/v1/audit?limit=10')
    assert.deepEqual(
      (audit.items as { action: string }[])
        .map(({ action }) => action)
        .filter((name) => name.endsWith('-scenario')),
      ['restore-scenario', 'remove-scenario', 'change-scenario', 'save-scenario'],
    )
  })
})
