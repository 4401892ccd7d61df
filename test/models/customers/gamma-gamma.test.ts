import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simulateCustomers } from '../../../bench/simulate-customers.ts'
import { seededRandom } from '../../../src/base/random.ts'
import { gammaDraw } from '../../../src/math/gamma-distribution.ts'
import { logGamma } from '../../../src/math/log-gamma.ts'
import { fitBgNbd } from '../../../src/models/customers/bg-nbd.ts'
import type { BgNbdFit } from '../../../src/models/customers/bg-nbd.ts'
import { predictCustomerValue } from '../../../src/models/customers/customer-value.ts'
import { expectedSpend, fitGammaGamma } from '../../../src/models/customers/gamma-gamma.ts'
import type {
  GammaGammaFit,
  GammaGammaParameters,
  SpendColumns,
} from '../../../src/models/customers/gamma-gamma.ts'

const cdnow = { p: 6.25, q: 3.74, gamma: 15.44 }

function simulateSpend(
  frequency: ArrayLike<number>,
  seed: number,
): SpendColumns & Record<'meanAmount' | 'rate', Float64Array> {
  const random = seededRandom(seed)
  const rate = Float64Array.from(frequency, () => gammaDraw(random, cdnow.q) / cdnow.gamma)
  const meanAmount = Float64Array.from(frequency, (x, i) =>
    x > 0 ? gammaDraw(random, cdnow.p * x) / rate[i] / x : 0,
  )
  return { frequency, meanAmount, rate }
}

const spend = simulateSpend(
  Array.from({ length: 3000 }, (_, i) => 1 + (i % 4)),
  5,
)
const fit = fitGammaGamma(spend) as GammaGammaFit

test('expected spend of the first customers of CDNOW is as published', () => {
  assert.ok(Math.abs(expectedSpend(cdnow, 2, 22.35) - 24.66) < 0.01)
  assert.ok(Math.abs(expectedSpend(cdnow, 1, 11.77) - 18.91) < 0.01)
  assert.ok(Math.abs(expectedSpend(cdnow, 0, 0) - 35.22) < 0.01)
})

function noteLogLikelihood(
  { p, q, gamma }: GammaGammaParameters,
  { frequency, meanAmount }: SpendColumns,
): number {
  let total = 0
  for (let i = 0; i < frequency.length; i++) {
    const [x, m] = [frequency[i], meanAmount[i]]
    total +=
      logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(gamma) + (p * x - 1) * Math.log(m)
    total += p * x * Math.log(x) - (p * x + q) * Math.log(gamma + m * x)
  }
  return total
}

test('the likelihood is that of the note, and the fit its maximum near the truth', () => {
  assert.ok(Math.abs(fit.log_likelihood / noteLogLikelihood(fit, spend) - 1) < 1e-9)
  for (const name of ['p', 'q', 'gamma'] as const) {
    assert.ok(noteLogLikelihood({ ...fit, [name]: fit[name] * 1.03 }, spend) < fit.log_likelihood)
    assert.ok(noteLogLikelihood({ ...fit, [name]: fit[name] * 0.97 }, spend) < fit.log_likelihood)
    assert.ok(Math.abs(fit[name] - cdnow[name]) < 3 * fit.standard_errors[name], name)
  }
  assert.ok(Math.abs(fit.mean_spend / 35.2 - 1) < 0.05)
})

test('the order of rows does not matter, and cents give gamma in cents', () => {
  const reversed = fitGammaGamma({
    frequency: Array.from(spend.frequency).reverse(),
    meanAmount: Array.from(spend.meanAmount, (m) => m * 100).reverse(),
  }) as GammaGammaFit
  assert.ok(Math.abs(reversed.p / fit.p - 1) < 1e-5)
  assert.ok(Math.abs(reversed.gamma / fit.gamma / 100 - 1) < 1e-5)
})

test('values that are not above zero are left out and counted; without any there is not enough', () => {
  const mixed = fitGammaGamma({ frequency: [1, 2, 0], meanAmount: [10, -5, 0] }) as GammaGammaFit
  assert.equal(mixed.customers, 1)
  assert.equal(mixed.left_out, 2)
  assert.ok(Number.isFinite(mixed.p) && mixed.q > 1)
  assert.equal(fitGammaGamma({ frequency: [0], meanAmount: [0] }).kind, 'not_enough_data')
  assert.throws(() => fitGammaGamma({ frequency: [1], meanAmount: [Number.NaN] }), RangeError)
})

test('customers who all spend the same give finite parameters and that spend', () => {
  for (const [count, x] of [
    [400, 2],
    [50, 2],
    [900, 7],
  ]) {
    const same = fitGammaGamma({
      frequency: Array<number>(count).fill(x),
      meanAmount: Array<number>(count).fill(30),
    }) as GammaGammaFit
    assert.ok([same.p, same.q, same.gamma, ...same.log_covariance].every(Number.isFinite))
    assert.ok(Math.abs(expectedSpend(same, x, 30) - 30) < 0.5)
  }
})

const truth = { r: 0.9, alpha: 9, a: 0.6, b: 2.5 }
const shop = simulateCustomers(truth, {
  customers: 3000,
  arrivals: 20,
  end: 52,
  future: 26,
  random: seededRandom(8),
})
const orders = fitBgNbd(shop) as BgNbdFit
const shopSpend = simulateSpend(shop.frequency, 9)
const purchases = {
  frequency: shop.frequency,
  recency: shop.recency,
  age: shop.age,
  meanAmount: shopSpend.meanAmount,
}

test('money intervals hold what is really spent as often as they say, and totals are near', () => {
  const value = predictCustomerValue({ orders, spend: fit, purchases, horizon: 26 })
  const random = seededRandom(10)
  const spent = shop.later.map((count, i) =>
    count > 0 ? gammaDraw(random, cdnow.p * count) / shopSpend.rate[i] : 0,
  )
  const total = spent.reduce((a, b) => a + b, 0)
  const inside = spent.filter(
    (money, i) => money >= value.low[i] - 1e-9 && money <= value.high[i] + 1e-9,
  ).length
  assert.ok(inside / spent.length > 0.78 && inside / spent.length < 0.97, `${inside / spent.length} inside`)
  assert.ok(Math.abs(value.equity.expected / total - 1) < 0.1, `${value.equity.expected} against ${total}`)
  assert.ok(value.equity.low < value.equity.expected && value.equity.expected < value.equity.high)
})

test('the same seed gives the same values, and scaling money scales them', () => {
  const small = {
    frequency: shop.frequency.slice(0, 60),
    recency: shop.recency.slice(0, 60),
    age: shop.age.slice(0, 60),
    meanAmount: shopSpend.meanAmount.slice(0, 60),
  }
  const once = predictCustomerValue({ orders, spend: fit, purchases: small, horizon: 52, seed: 1 })
  assert.deepEqual(once, predictCustomerValue({ orders, spend: fit, purchases: small, horizon: 52, seed: 1 }))
  const doubled = predictCustomerValue({
    orders,
    spend: { ...fit, gamma: fit.gamma * 2 },
    purchases: { ...small, meanAmount: small.meanAmount.map((m) => m * 2) },
    horizon: 52,
    seed: 1,
  })
  for (let i = 0; i < 60; i++)
    assert.ok(Math.abs(doubled.high[i] - 2 * once.high[i]) < 1e-6 * (1 + once.high[i]))
  assert.equal(
    predictCustomerValue({
      orders,
      spend: fit,
      purchases: { frequency: [], recency: [], age: [], meanAmount: [] },
      horizon: 52,
    }).equity.expected,
    0,
  )
})
