import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simulateCustomers } from '../../../bench/simulate-customers.ts'
import { seededRandom } from '../../../src/base/random.ts'
import { logBeta, logGamma } from '../../../src/math/log-gamma.ts'
import {
  expectedOrders,
  expectedOrdersOfNew,
  probabilityAlive,
  probabilityOfNone,
} from '../../../src/models/customers/bg-nbd-prediction.ts'
import { fitBgNbd } from '../../../src/models/customers/bg-nbd.ts'
import type { BgNbdFit, BgNbdParameters } from '../../../src/models/customers/bg-nbd.ts'
import { OrderCounts } from '../../../src/models/customers/order-counts.ts'
import { collapsePurchases } from '../../../src/models/customers/repeat-purchases.ts'
import type { RepeatPurchases } from '../../../src/models/customers/repeat-purchases.ts'

const cdnow = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const truth = { r: 0.6, alpha: 12, a: 0.8, b: 2.5 }
const shop = simulateCustomers(truth, {
  customers: 4000,
  arrivals: 20,
  end: 52,
  future: 26,
  random: seededRandom(3),
})

function fit(purchases: RepeatPurchases): BgNbdFit {
  const result = fitBgNbd(purchases)
  assert.ok(result.kind === 'fit')
  return result
}

/** The likelihood as the paper's equation 6 has it, term by term. */
function paperLogLikelihood({ r, alpha, a, b }: BgNbdParameters, data: RepeatPurchases): number {
  let total = 0
  for (let i = 0; i < data.frequency.length; i++) {
    const [x, tx, t] = [data.frequency[i], data.recency[i], data.age[i]]
    const rate = logGamma(r + x) - logGamma(r) + r * Math.log(alpha)
    const stayed = Math.exp(logBeta(a, b + x) - logBeta(a, b) - (r + x) * Math.log(alpha + t))
    const left =
      x > 0 ? Math.exp(logBeta(a + 1, b + x - 1) - logBeta(a, b) - (r + x) * Math.log(alpha + tx)) : 0
    total += rate + Math.log(stayed + left)
  }
  return total
}

test('the worked example of the paper comes out', () => {
  const history = { frequency: 2, recency: 30.43, age: 38.86 }
  assert.ok(Math.abs(expectedOrders(cdnow, history, 39) - 1.226) < 0.001)
  assert.ok(Math.abs(probabilityAlive(cdnow, history) - 0.7266) < 0.0005)
})

test('the likelihood is that of the paper, and the fit is its maximum', () => {
  const found = fit(shop)
  assert.ok(found.converged)
  assert.ok(
    Math.abs(found.log_likelihood - paperLogLikelihood(found, shop)) < 1e-6 * Math.abs(found.log_likelihood),
  )
  for (const name of ['r', 'alpha', 'a', 'b'] as const) {
    for (const factor of [0.95, 1.05]) {
      assert.ok(
        paperLogLikelihood({ ...found, [name]: found[name] * factor }, shop) < found.log_likelihood,
        name,
      )
    }
  }
})

test('the truth lies within three standard errors, and most 95% intervals hold it', () => {
  let covered = 0
  for (let seed = 1; seed <= 6; seed++) {
    const random = seededRandom(seed)
    const found = fit(simulateCustomers(truth, { customers: 2500, arrivals: 20, end: 52, random }))
    for (const [i, name] of (['r', 'alpha', 'a', 'b'] as const).entries()) {
      const z = Math.abs(Math.log(found[name] / truth[name])) / Math.sqrt(found.log_covariance[i * 5])
      assert.ok(z < 3.5, `${name}: ${z} errors away at seed ${seed}`)
      if (z < 1.96) covered += 1
    }
  }
  assert.ok(covered >= 20, `${covered} of 24`)
})

test('the order of rows does not matter, and times in days give alpha in days', () => {
  const found = fit(shop)
  const order = Array.from(shop.age, (_, i) => (i * 1609) % shop.age.length)
  const shuffled = fit({
    frequency: order.map((i) => shop.frequency[i]),
    recency: order.map((i) => shop.recency[i] * 7),
    age: order.map((i) => shop.age[i] * 7),
  })
  assert.ok(Math.abs(shuffled.alpha / found.alpha - 7) < 1e-4)
  for (const name of ['r', 'a', 'b'] as const)
    assert.ok(Math.abs(shuffled[name] / found[name] - 1) < 1e-4, name)
})

test('equal histories counted once give the fit of all of them', () => {
  const purchases = {
    frequency: [0, 0, 0, 1, 1, 3, 3, 2],
    recency: [0, 0, 0, 10, 10, 20, 20, 5],
    age: [30, 30, 25, 30, 30, 28, 28, 30],
  }
  const collapsed = collapsePurchases(purchases)
  assert.deepEqual([...collapsed.count], [2, 1, 2, 2, 1])
  assert.deepEqual([...collapsed.groupOf], [0, 0, 1, 2, 2, 3, 3, 4])
  assert.deepEqual([...collapsePurchases(purchases, [0, 1, 0, 0, 0, 0, 0, 0]).count], [1, 1, 1, 2, 2, 1])
  const found = fit(purchases)
  assert.ok(Math.abs(found.log_likelihood - paperLogLikelihood(found, purchases)) < 1e-9)
})

test('the sum of tails is the expectation of the paper, also where its formula is singular', () => {
  for (const history of [
    { frequency: 0, recency: 0, age: 10 },
    { frequency: 4, recency: 8, age: 10 },
    { frequency: 60, recency: 400, age: 410 },
  ]) {
    for (const a of [0.4, 0.793, 1.7]) {
      const parameters = { ...cdnow, a }
      const byTails = probabilityAlive(parameters, history) * new OrderCounts(parameters, history, 52).mean()
      const byFormula = expectedOrders(parameters, history, 52)
      assert.ok(Math.abs(byTails / byFormula - 1) < 1e-9, `${a}: ${byTails} against ${byFormula}`)
    }
  }
  const near = expectedOrders({ ...cdnow, a: 1.02 }, { frequency: 1, recency: 2, age: 9 }, 30)
  const at = expectedOrders({ ...cdnow, a: 1 }, { frequency: 1, recency: 2, age: 9 }, 30)
  assert.ok(Math.abs(at / near - 1) < 0.02)
})

test('what is expected grows with the horizon, and starts at nothing', () => {
  const history = { frequency: 3, recency: 30, age: 35 }
  assert.equal(expectedOrders(cdnow, history, 0), 0)
  assert.ok(expectedOrders(cdnow, history, 20) < expectedOrders(cdnow, history, 40))
  assert.equal(probabilityOfNone(cdnow, history, 0), 1)
  assert.ok(probabilityOfNone(cdnow, history, 20) > probabilityOfNone(cdnow, history, 40))
  assert.ok(
    Math.abs(
      expectedOrdersOfNew(cdnow, 52) - expectedOrders(cdnow, { frequency: 0, recency: 0, age: 0 }, 52),
    ) < 1e-12,
  )
})

test('no repeat customer is answered by what is needed', () => {
  const lacking = { kind: 'not_enough_data', what: 'customers who ordered more than once', need: 1, have: 0 }
  assert.deepEqual(fitBgNbd({ frequency: [], recency: [], age: [] }), lacking)
  assert.deepEqual(fitBgNbd({ frequency: [0, 0], recency: [0, 0], age: [3, 9] }), lacking)
})

test('a handful of customers, or customers all alike, give finite parameters with wide errors', () => {
  const cases: RepeatPurchases[] = [
    { frequency: [1], recency: [5], age: [9] },
    { frequency: [2, 2, 2, 2], recency: [5, 5, 5, 5], age: [9, 9, 9, 9] },
    {
      frequency: Array<number>(900).fill(3),
      recency: Array<number>(900).fill(20),
      age: Array<number>(900).fill(30),
    },
    { frequency: [900, 0], recency: [3000, 0], age: [3001, 1] },
  ]
  for (const purchases of cases) {
    const found = fit(purchases)
    for (const value of [
      found.r,
      found.alpha,
      found.a,
      found.b,
      found.log_likelihood,
      ...found.log_covariance,
    ]) {
      assert.ok(Number.isFinite(value), JSON.stringify(found))
    }
    assert.ok(found.standard_errors.r > 0)
  }
})

test('impossible purchases are refused by name', () => {
  const refused = { name: 'RangeError' }
  assert.throws(() => fitBgNbd({ frequency: [1], recency: [9], age: [5] }), refused)
  assert.throws(() => fitBgNbd({ frequency: [0], recency: [1], age: [5] }), refused)
  assert.throws(() => fitBgNbd({ frequency: [-1], recency: [0], age: [5] }), refused)
  assert.throws(() => fitBgNbd({ frequency: [1], recency: [Number.NaN], age: [5] }), refused)
  assert.throws(() => fitBgNbd({ frequency: [1, 2], recency: [1], age: [5, 6] }), refused)
})
