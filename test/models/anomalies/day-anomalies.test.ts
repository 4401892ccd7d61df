import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { poissonDraw } from '../../../src/math/poisson-draw.ts'
import { judgeDays } from '../../../src/models/anomalies/day-anomalies.ts'
import type { JudgedDays } from '../../../src/models/anomalies/day-anomalies.ts'
import { findOddOrders, orderFeatures } from '../../../src/models/anomalies/odd-orders.ts'
import type { OrderFigures } from '../../../src/models/anomalies/odd-orders.ts'
import { rarityOf, severityOf, shareAsLarge } from '../../../src/models/anomalies/rarity.ts'
import { upperTailSurprise } from '../../../src/models/anomalies/upper-tail.ts'

const week = [1.2, 0.9, 0.8, 0.9, 1.1, 1.5, 0.6]

function shop(days: number, mean: number, seed = 1): Float64Array {
  const random = seededRandom(seed)
  return Float64Array.from({ length: days }, (_, i) => poissonDraw(random, mean * week[i % 7]))
}

const judge = (
  values: Float64Array,
  kind: 'count' | 'amount' = 'count',
  discount?: Float64Array,
): JudgedDays =>
  judgeDays({
    values,
    days: Float64Array.from(values, (_, i) => 19_000 + i),
    discount: discount ?? new Float64Array(values.length),
    kind,
  })

function outside({ low, high, surprise }: JudgedDays, values: Float64Array): number {
  let out = 0
  let judged = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(surprise[i])) continue
    judged++
    if (values[i] < low[i] || values[i] > high[i]) out++
  }
  return out / judged
}

test('ordinary days lie within their band, and hardly any is surprising', () => {
  for (const mean of [1.5, 12, 90]) {
    const values = shop(600, mean)
    const judged = judge(values)
    const share = outside(judged, values)
    assert.ok(share > 0.005 && share < 0.08, `${share} outside at ${mean} a day`)
    assert.ok(Math.max(...judged.surprise.filter((value) => !Number.isNaN(value))) < 5.5)
  }
})

test('a surge and a drop stand out, and the days after them do not', () => {
  const values = shop(500, 40)
  values[300] = 130
  values[400] = 2
  const { surprise, expected } = judge(values)
  assert.ok(surprise[300] > 8 && surprise[400] > 6)
  for (const day of [301, 302, 401, 402]) assert.ok(surprise[day] < 4, `${day}: ${surprise[day]}`)
  assert.ok(Math.abs(expected[301] / (40 * week[301 % 7]) - 1) < 0.35)
})

test('days on which much is given as a discount are expected to sell more', () => {
  const discount = new Float64Array(500)
  const values = shop(500, 40)
  const random = seededRandom(7)
  for (const from of [100, 200, 300, 400])
    for (let day = from; day < from + 5; day++) {
      discount[day] = 0.25
      values[day] = poissonDraw(random, 40 * week[day % 7] * 1.8)
    }
  const { surprise } = judge(values, 'count', discount)
  for (let day = 400; day < 405; day++) assert.ok(surprise[day] < 4)
})

test('whatever comes in, nothing comes out that is no number', () => {
  const spike = new Float64Array(120)
  spike[60] = 50
  const gaps = shop(200, 20).map((value, i) => (i > 60 && i < 130 ? 0 : value))
  const cases: Record<string, Float64Array> = {
    empty: new Float64Array(0),
    'one day': Float64Array.of(4),
    'a week': shop(7, 10),
    'all zeros': new Float64Array(100),
    constant: new Float64Array(200).fill(7),
    'one spike': spike,
    'months of nothing': gaps,
    'days below zero': shop(200, 10).map((value, i) => (i % 9 === 0 ? -value : value)),
    'twenty years': shop(7300, 5),
    huge: shop(200, 10).map((value) => value * 1e9),
  }
  for (const [what, values] of Object.entries(cases))
    for (const kind of ['count', 'amount'] as const) {
      const judged = judge(kind === 'count' && what === 'huge' ? shop(200, 1e6) : values, kind)
      for (let i = 0; i < values.length; i++) {
        if (Number.isNaN(judged.surprise[i])) continue
        const { expected, low, high, surprise } = judged
        assert.ok([expected[i], low[i], high[i], surprise[i]].every(Number.isFinite), `${what} ${kind} ${i}`)
        assert.ok(low[i] >= 0 && low[i] <= high[i] && surprise[i] >= 0, `${what} ${kind} ${i}`)
      }
    }
})

test('an order of far more than usual is critical, and ordinary ones are not listed', () => {
  const random = seededRandom(3)
  const n = 4000
  const ordinary = (scale: number): Float64Array =>
    Float64Array.from({ length: n }, () => scale * (1 + poissonDraw(random, 0.8)))
  const figures: OrderFigures = {
    day: Int32Array.from({ length: n }, (_, i) => 19_000 + Math.floor(i / 10)),
    times_usual_quantity: ordinary(1),
    order_amount: ordinary(40),
    order_units: ordinary(1),
    order_lines: ordinary(1),
    unit_price_ratio: new Float64Array(n).fill(1),
  }
  figures.times_usual_quantity[2500] = 90
  figures.order_units[2500] = 90
  const { orders, scores } = findOddOrders(figures, 42)
  assert.equal(orders[0].order, 2500)
  assert.equal(severityOf(orders[0].rarity), 'critical')
  assert.ok(orders.length < 4)
  assert.ok(orders[0].rank < 0.1 && scores[2500] > 0.55)
  const few = { ...figures, day: figures.day.slice(0, 50) }
  for (const name of orderFeatures) few[name] = figures[name].slice(0, 50)
  assert.deepEqual(findOddOrders(few, 42).orders, [])
})

test('rarity counts how often chance alone would do it', () => {
  assert.equal(rarityOf(5, 100), 3)
  assert.deepEqual([-1, 0, 1, 4].map(severityOf), ['low', 'medium', 'high', 'critical'])
  assert.deepEqual([...shareAsLarge(Float64Array.of(3, 1, 2, Number.NaN))], [1 / 3, 1, 2 / 3, Number.NaN])
})

test('the far tail of a heavy distribution is less surprising than that of a light one', () => {
  const random = seededRandom(5)
  const heavy = Float64Array.from({ length: 5000 }, () => (1 - random()) ** -0.7)
  const light = Float64Array.from({ length: 5000 }, () => 1 - Math.log(1 - random()))
  heavy[0] = light[0] = 40
  assert.ok(upperTailSurprise(light)[0] > upperTailSurprise(heavy)[0] + 4)
  assert.deepEqual([...upperTailSurprise(new Float64Array(3).fill(2))], [0, 0, 0])
})
