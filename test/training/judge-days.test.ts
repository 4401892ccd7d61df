import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import { poissonDraw } from '../../src/math/poisson-draw.ts'
import type { DaySeries } from '../../src/training/day-series.ts'
import { judgeDaysTask } from '../../src/training/judge-days.ts'
import type { JudgedShop } from '../../src/training/judge-days.ts'

const noOrders = {
  day: new Int32Array(0),
  order_key: new Int32Array(0),
  times_usual_quantity: new Float64Array(0),
  order_amount: new Float64Array(0),
  order_units: new Float64Array(0),
  order_lines: new Float64Array(0),
  unit_price_ratio: new Float64Array(0),
}

function series(entity: DaySeries['entity'], id: string | null, orders: ArrayLike<number>): DaySeries {
  const counts = Float64Array.from(orders)
  return {
    entity,
    id,
    orders: counts,
    lines: counts,
    units: counts,
    revenue: counts.map((count) => 20 * count),
    discount: new Float64Array(counts.length),
  }
}

function judge(all: DaySeries[], unfinished = false): ReturnType<typeof judgeDaysTask> {
  const days = all[0]?.orders.length ?? 0
  const makeUp = {
    customers: all[0]?.orders ?? new Float64Array(0),
    fresh: new Float64Array(days),
    refunded: new Float64Array(days),
  }
  return judgeDaysTask(
    { set: { start: 19_000, days, series: all }, makeUp, orders: noOrders, unfinished, seed: 1 },
    () => undefined,
  )
}

function severe(orders: ArrayLike<number>): number[] {
  const judged = judge([series('shop', null, orders)]) as JudgedShop
  assert.equal(judged.kind, 'judged')
  for (const { expected, low, high, actual, score } of judged.candidates) {
    assert.ok([expected, low, high, actual, score].every(Number.isFinite))
    assert.ok(low <= high && low >= 0)
  }
  return judged.candidates
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ day }) => day - 19_000)
}

const random = (seed: number, days: number, mean: (day: number) => number): Float64Array => {
  const draw = seededRandom(seed)
  return Float64Array.from({ length: days }, (_, day) => poissonDraw(draw, mean(day)))
}

test('a shop that sold nothing, or on few days, has too few days to judge', () => {
  for (const counts of [[], new Float64Array(300), [5, 7, 3], new Float64Array(300).fill(2, 290)])
    assert.equal(judge([series('shop', null, counts)]).kind, 'not_enough_data')
  assert.equal(judge([]).kind, 'not_enough_data')
})

test('a constant shop has no odd day but the one that is', () => {
  const constant = new Float64Array(400).fill(10)
  assert.deepEqual(severe(constant), [])
  constant[250] = 60
  assert.deepEqual(severe(constant), [250])
})

test('the weeks after a closure of months are no surges, nor is the closure itself', () => {
  const sold = random(3, 500, (day) => (day > 200 && day < 290 ? 0 : 25))
  assert.deepEqual(severe(sold), [])
})

test('a lasting change of level is odd for days, not for ever', () => {
  const sold = random(4, 500, (day) => (day < 250 ? 20 : 60))
  const found = severe(sold)
  assert.ok(found.includes(250))
  assert.ok(
    found.every((day) => day >= 250 && day < 320),
    found.join(),
  )
})

test('surges next to each other are all found', () => {
  const sold = random(5, 400, () => 30)
  for (const day of [200, 201, 202, 205]) sold[day] = 110
  const found = severe(sold)
  for (const day of [200, 201, 202, 205]) assert.ok(found.includes(day), `${day} of ${found.join()}`)
  assert.ok(found.length <= 5, found.join())
})

test('days of more refunds than sales are days on which little was sold', () => {
  const shop = series(
    'shop',
    null,
    random(6, 300, () => 15),
  )
  shop.revenue[150] = -4000
  const judged = judge([shop]) as JudgedShop
  assert.equal(judged.kind, 'judged')
  assert.ok(judged.candidates.every(({ expected_revenue }) => !(expected_revenue < 0)))
})

test('of twenty years of days the last six are judged', () => {
  const days = 7300
  const parts = ['A', 'B', 'C'].map((id, i) =>
    series(
      'country',
      id,
      random(10 + i, days, () => 6),
    ),
  )
  const shop = series(
    'shop',
    null,
    parts[0].orders.map((_, day) => parts.reduce((sum, { orders }) => sum + orders[day], 0)),
  )
  parts[1].orders[1000] = 40
  parts[1].orders[7000] = 40
  const judged = judge([shop, ...parts]) as JudgedShop
  const found = judged.candidates.filter(({ severity }) => severity === 'high' || severity === 'critical')
  assert.ok(found.some(({ day, id }) => day === 26_000 && id === 'B'))
  assert.ok(judged.days <= 6 * 366)
  assert.ok(found.length <= 12, String(found.length))
})

test('a product that hardly sells raises no alarm by selling three at once', () => {
  const shop = series(
    'shop',
    null,
    random(20, 700, () => 30),
  )
  const rare = series(
    'product',
    'P',
    random(21, 700, () => 0.4),
  )
  rare.orders[400] = 3
  rare.units[400] = 3
  const judged = judge([shop, rare]) as JudgedShop
  const about = judged.candidates.filter(
    ({ id, severity }) => id === 'P' && ['high', 'critical'].includes(severity),
  )
  assert.deepEqual(about, [])
})
