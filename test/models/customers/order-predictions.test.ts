import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simulateCustomers } from '../../../bench/simulate-customers.ts'
import { seededRandom } from '../../../src/base/random.ts'
import {
  expectedOrders,
  expectedOrdersOfNew,
  probabilityAlive,
} from '../../../src/models/customers/bg-nbd-prediction.ts'
import { fitBgNbd } from '../../../src/models/customers/bg-nbd.ts'
import type { BgNbdFit } from '../../../src/models/customers/bg-nbd.ts'
import { cohortRates, cohortSpend } from '../../../src/models/customers/cohort-factors.ts'
import { predictOrders } from '../../../src/models/customers/order-predictions.ts'

const truth = { r: 0.9, alpha: 9, a: 0.6, b: 2.5 }
const shop = simulateCustomers(truth, {
  customers: 3000,
  arrivals: 20,
  end: 52,
  future: 26,
  random: seededRandom(8),
})
const fit = fitBgNbd(shop) as BgNbdFit
const predicted = predictOrders(fit, shop, { horizons: [26, 52] })

test('bulk predictions are those of one customer at a time', () => {
  for (const i of [0, 7, 1234]) {
    const history = { frequency: shop.frequency[i], recency: shop.recency[i], age: shop.age[i] }
    assert.ok(Math.abs(predicted.alive[i] - probabilityAlive(fit, history)) < 1e-12)
    assert.ok(Math.abs(predicted.horizons[0].expected[i] - expectedOrders(fit, history, 26)) < 1e-8)
  }
})

test('the total of what is expected is near what happened, and intervals hold it as often as they say', () => {
  const { expected, low, high } = predicted.horizons[0]
  const happened = shop.later.reduce((a, b) => a + b, 0)
  assert.ok(Math.abs(expected.reduce((a, b) => a + b, 0) / happened - 1) < 0.08)
  const [inside, above] = [
    shop.later.filter((count, i) => count >= low[i] && count <= high[i]).length / shop.later.length,
    shop.later.filter((count, i) => count > high[i]).length / shop.later.length,
  ]
  assert.ok(inside >= 0.8 && above <= 0.12, `${inside} inside, ${above} above`)
})

test('probabilities stay probabilities and a longer horizon holds more', () => {
  const [near, far] = predicted.horizons
  for (let i = 0; i < shop.age.length; i++) {
    assert.ok(predicted.alive[i] > 0 && predicted.alive[i] <= 1)
    assert.ok(far.high[i] >= near.high[i] && near.high[i] >= near.low[i] && near.low[i] >= 0)
  }
})

test('few customers widen the intervals', () => {
  const few = {
    frequency: shop.frequency.slice(0, 40),
    recency: shop.recency.slice(0, 40),
    age: shop.age.slice(0, 40),
  }
  const thin = predictOrders(fitBgNbd(few) as BgNbdFit, few, { horizons: [52], level: 0.95 })
  const rich = predictOrders(fit, few, { horizons: [52], level: 0.95 })
  const width = (p: typeof thin): number => p.horizons[0].high.reduce((a, b) => a + b, 0)
  assert.ok(width(thin) > 0.8 * width(rich))
  assert.deepEqual(thin, predictOrders(fitBgNbd(few) as BgNbdFit, few, { horizons: [52], level: 0.95 }))
})

test('a customer with thousands of orders is predicted without running out of numbers', () => {
  const one = predictOrders(fit, { frequency: [5000], recency: [500], age: [501] }, { horizons: [500] })
  assert.ok(one.horizons[0].expected[0] > 500 && one.horizons[0].expected[0] < 5000)
  assert.ok(Number.isFinite(one.horizons[0].high[0]))
})

test('histories of no time at all are predicted, within bounds', () => {
  const instant = { frequency: [1, 2], recency: [0, 0], age: [0, 0] }
  const { horizons, alive } = predictOrders(fitBgNbd(instant) as BgNbdFit, instant, { horizons: [365] })
  const figures = [...alive, ...horizons[0].expected, ...horizons[0].low, ...horizons[0].high]
  assert.ok(figures.every((value) => Number.isFinite(value) && value <= 20_000))
})

test('a cohort that orders faster is predicted faster, a small one hardly', () => {
  const cohort = Int32Array.from(shop.age, (_, i) => (i < 1500 ? 0 : i < 2995 ? 1 : 2))
  const eager = { ...shop, frequency: shop.frequency.map((x, i) => (cohort[i] === 0 && x > 0 ? x * 2 : x)) }
  const rates = cohortRates(fit, eager, cohort, 4)
  assert.ok(rates[0] > 1.5 && Math.abs(rates[1] - 1) < 0.15 && Math.abs(rates[2] - 1) < 0.3 && rates[3] === 1)
  const rateFactor = Float64Array.from(cohort, (c) => rates[c])
  const drawn = predictOrders(fit, shop, { horizons: [26], rateFactor }).horizons[0]
  const newcomer = shop.frequency.findIndex((x, i) => x === 0 && cohort[i] === 0)
  assert.ok(drawn.expected[newcomer] > predicted.horizons[0].expected[newcomer])
  assert.ok(expectedOrdersOfNew(fit, 52) > 0)
  assert.throws(
    () => predictOrders(fit, shop, { horizons: [26], rateFactor: new Float64Array(3000) }),
    RangeError,
  )
})

test('cohort spend is drawn to the whole by how much cohorts really differ', () => {
  const random = seededRandom(4)
  const cohort = Int32Array.from({ length: 900 }, (_, i) => i % 3)
  const alike = cohortSpend(
    Float64Array.from(cohort, () => 50 + 40 * random()),
    cohort,
    3,
  )
  const apart = cohortSpend(
    Float64Array.from(cohort, (c) => (c + 1) * 50 + 40 * random()),
    cohort,
    3,
  )
  assert.ok(alike.every((factor) => Math.abs(factor - 1) < 0.04))
  assert.ok(apart[0] < 0.7 && apart[2] > 1.3)
  assert.deepEqual([...cohortSpend([0, 0], [0, 1], 2)], [1, 1])
})
