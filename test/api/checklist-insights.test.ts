import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { z } from 'zod'
import { anomaliesOutput, severities } from '../../src/contracts/anomalies.ts'
import { demandForecastOutput } from '../../src/contracts/demand-forecast.ts'
import { whyMetrics, whyOutput } from '../../src/contracts/why.ts'
import { addDemo } from '../house/add-demo.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'
import { clientOf, spellings } from './client.ts'
import type { Client } from './client.ts'
import { hasShape } from './shape.ts'
import type { Shape } from './shape.ts'

/** Rows A29, A31, A47, D21 and D26, and why a figure changed. */

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

const demand: Shape = {
  items: [
    {
      product_id: 'text',
      product_name: 'text?',
      demand_class: new Set(['smooth', 'erratic', 'intermittent', 'lumpy', 'no_demand']),
      forecast_30: 'number',
      forecast_60: 'number',
      forecast_90: 'number',
      stockout_risk: 'number?',
      stockout_date: 'day?',
      reorder_recommendation: { action: 'text', quantity: 'number', order_by: 'day?' },
    },
  ],
}
const odd: Shape = {
  items: [
    {
      date: 'day',
      entity: 'text',
      id: 'text?',
      score: 'number',
      severity: new Set(severities),
      expected_low: 'number',
      expected_high: 'number',
      actual: 'number',
      explanation: 'object',
    },
  ],
}

type Demand = z.output<typeof demandForecastOutput>
type Anomalies = z.output<typeof anomaliesOutput>

const demandOf = async (query: string): Promise<Demand> =>
  demandForecastOutput.strict().parse(await good(`/api/ml/demand-forecast?${query}`))
const anomaliesOf = async (query: string): Promise<Anomalies> =>
  anomaliesOutput.strict().parse(await good(`/api/ml/anomalies?${query}`))

async function train(name: string): Promise<void> {
  const { job_id } = await good({ method: 'POST', url: `/api/v1/models/${name}/train` })
  for (;;) {
    const { status, error } = await good(`/api/v1/jobs/${job_id as string}`)
    assert.notEqual(status, 'failed', JSON.stringify(error))
    if (status === 'completed') return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const near = (found: number, expected: number, scale: number): void =>
  assert.ok(Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(scale)), `${found}, not ${expected}`)

test('before any training the answers say so, and a shop without orders what is missing', async () => {
  for (const url of ['/api/v1/forecast/demand', '/api/ml/demand-forecast', '/api/ml/anomalies']) {
    const error = await refused(url)
    assert.deepEqual([error.status, error.code], [409, 'model_not_trained'], url)
  }
  for (const name of ['demand-forecast', 'anomalies']) {
    await ask({ method: 'POST', url: `/api/v1/models/${name}/train` }, 'empty')
  }
})

describe('demand of each product', () => {
  before(async () => train('demand-forecast'))

  test('A29 and A31: the same list under both names', async () => {
    const replies = await Promise.all(
      [...spellings('/api/v1/forecast/demand'), ...spellings('/api/ml/demand-forecast')].map((url) =>
        good(url),
      ),
    )
    for (const reply of replies) {
      hasShape(reply, demand)
      assert.deepEqual(reply.items, replies[0].items)
    }
    assert.equal((await demandOf('top_n=3')).items.length, 3)
  })

  test('D21: sums, quantiles and classes agree, whatever the days ahead', async () => {
    for (const days of [7, 45, 90, 180]) {
      const { items, totals, categories, classes, total } = await demandOf(`days_ahead=${days}&top_n=500`)
      assert.equal(items.length, total)
      near(totals.forecast, sum(items.map(({ forecast }) => forecast)), totals.forecast)
      near(totals.forecast, sum(categories.map(({ forecast }) => forecast)), totals.forecast)
      assert.equal(sum(Object.values(classes)), total)
      for (const item of items) {
        assert.ok(item.forecast_30 <= item.forecast_60 && item.forecast_60 <= item.forecast_90)
        assert.ok(item.forecast_30 >= 0 && item.quantile_50 <= item.quantile_80)
        assert.ok(item.quantile_80 <= item.quantile_95)
        if (item.stockout_risk !== null) assert.ok(item.stockout_risk >= 0 && item.stockout_risk <= 1)
      }
    }
  })

  test('what is out of range is refused with the range', async () => {
    for (const [query, allowed] of [
      ['days_ahead=6', { type: 'integer', minimum: 7, maximum: 180 }],
      ['days_ahead=181', { type: 'integer', minimum: 7, maximum: 180 }],
      ['top_n=501', { type: 'integer', minimum: 1, maximum: 500 }],
    ] as const) {
      const error = await refused(`/api/ml/demand-forecast?${query}`)
      assert.deepEqual([error.status, error.details[0].allowed], [422, allowed])
    }
  })

  test('the list pages, sorts and filters', async () => {
    const whole = await demandOf('top_n=500&sort=-stockout_risk')
    const page = await demandOf('top_n=2&offset=1&sort=-stockout_risk')
    assert.deepEqual(page.items, whole.items.slice(1, 3))
    const risks = whole.items.map(({ stockout_risk }) => stockout_risk ?? -1)
    assert.deepEqual(
      risks,
      risks.toSorted((a, b) => b - a),
    )
    const { category } = whole.items[0]
    const some = await demandOf(`category=${encodeURIComponent(category!)}`)
    assert.ok(some.items.length > 0 && some.items.every((item) => item.category === category))
    const sure = await demandOf('min_risk=0.9&top_n=500')
    assert.equal(sure.total, risks.filter((risk) => risk >= 0.9).length)
  })

  test('an edit of the stock shows at once', async () => {
    const [first] = (await demandOf('sort=stockout_date')).items
    assert.equal(first.reorder_recommendation.action, 'reorder_now')
    const url = `/api/v1/products/${first.product_id}`
    await good({ method: 'PUT', url, payload: { stock_quantity: 1_000_000 } })
    const after_ = (await demandOf(`product_id=${first.product_id}`)).items[0]
    assert.deepEqual(
      [after_.stock_on_hand, after_.stockout_date, after_.reorder_recommendation.action],
      [1_000_000, null, 'enough_stock'],
    )
    assert.ok(after_.stockout_risk! < 1e-6)
    await good({ method: 'PUT', url, payload: { stock_quantity: 0 } })
    const empty = (await demandOf(`product_id=${first.product_id}`)).items[0]
    assert.deepEqual([empty.stockout_risk, empty.reorder_recommendation.action], [1, 'reorder_now'])
  })

  test('the run is in the ledger, by class, and is scored when its days have passed', async () => {
    for (;;) {
      const { items } = (await good('/api/v1/jobs?limit=100')) as { items: { status: string }[] }
      if (items.every(({ status }) => status === 'completed')) break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const { ledger } = (await good('/api/v1/models/demand-forecast')) as {
      ledger: { metric: string; backcast: boolean; actual: number | null; detail: object | null }[]
    }
    assert.ok(ledger.some(({ metric, backcast }) => metric === 'units_90' && !backcast))
    const scored = ledger.filter(({ actual }) => actual !== null)
    assert.ok(scored.length > 0 && scored.every(({ actual, detail }) => actual! > 0 && detail !== null))
  })
})

describe('anomalies', () => {
  before(async () => train('anomalies'))

  test('A47: odd days and orders with severity, range and explanation', async () => {
    for (const url of spellings('/api/ml/anomalies')) hasShape(await good(url), odd)
    const { items, by_severity, total, days_back, contamination } = await anomaliesOf('')
    assert.deepEqual([days_back, contamination], [90, 0.05])
    assert.equal(sum(Object.values(by_severity)), total)
    assert.equal(items.length, total)
  })

  test('what is odd on one day is one entry, with the rest as its parts', async () => {
    const each = await anomaliesOf('days_back=365&limit=1000&group_by=none')
    const days = await anomaliesOf('days_back=365&limit=1000')
    assert.equal(new Set(days.items.map(({ date }) => date)).size, days.total)
    assert.equal(sum(days.items.map(({ parts_total }) => 1 + parts_total)), each.total)
    assert.ok(days.items.some(({ parts }) => parts.some(({ entity }) => entity === 'category')))
    for (const { severity, parts, parts_total } of days.items) {
      assert.equal(parts.length, Math.min(50, parts_total))
      for (const part of parts) assert.ok(severities.indexOf(part.severity) <= severities.indexOf(severity))
    }
    assert.ok(each.items.every(({ parts, parts_total }) => parts.length === 0 && parts_total === 0))
  })

  test('D26: what accounts for a day sums to what it was off by', async () => {
    const { items } = await anomaliesOf('days_back=365&limit=1000')
    assert.ok(items.some(({ entity }) => entity === 'shop') && items.some(({ entity }) => entity === 'order'))
    for (const { entity, explanation, direction, actual, expected } of items) {
      const { difference, parts, dimensions } = explanation
      near(difference, explanation.actual - explanation.expected, explanation.actual)
      near(sum(parts.map(({ amount }) => amount)), difference, explanation.actual)
      assert.equal(parts.length, 3, entity)
      for (const { items: each, rest } of dimensions)
        near(
          sum(each.map(({ contribution }) => contribution)) + rest.contribution,
          difference,
          explanation.actual,
        )
      assert.equal(direction, actual >= expected ? 'above' : 'below')
    }
  })

  test('contamination bounds how many slight ones are listed, and never hides severe ones', async () => {
    const [few, many] = [
      await anomaliesOf('contamination=0.01&days_back=365'),
      await anomaliesOf('contamination=0.1&days_back=365'),
    ]
    assert.ok(few.by_severity.low < many.by_severity.low)
    assert.deepEqual(
      [few.by_severity.high, few.by_severity.critical],
      [many.by_severity.high, many.by_severity.critical],
    )
    for (const query of ['contamination=0.009', 'contamination=0.11', 'days_back=29', 'days_back=366'])
      assert.equal((await refused(`/api/ml/anomalies?${query}`)).status, 422, query)
  })

  test('the planted bulk order is found, and what a filter is about', async () => {
    const { items } = await anomaliesOf('days_back=365&entity=order&severity=high')
    assert.ok(items.some(({ date }) => date === '2025-01-13'))
    const dresses = await anomaliesOf('days_back=365&category=Vestidos&limit=1000')
    const others = dresses.items.filter(({ entity }) => entity !== 'order' && entity !== 'category')
    assert.deepEqual([...new Set(others.map(({ entity }) => entity))], [])
    assert.ok(dresses.items.some(({ entity, id }) => entity === 'category' && id === 'Vestidos'))
  })
})

test('why: each key figure is explained, by one address', async () => {
  for (const metric of whyMetrics) {
    const reply = whyOutput
      .strict()
      .parse(await good(`/api/v1/analytics/why?metric=${metric}&period=last_90_days`))
    if (reply.difference === null) continue
    for (const { parts } of reply.decompositions)
      near(sum(parts.map(({ amount }) => amount)), reply.difference, reply.current!)
  }
  assert.equal((await refused('/api/v1/analytics/why?metric=happiness')).status, 422)
})
