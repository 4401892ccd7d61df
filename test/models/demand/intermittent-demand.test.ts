import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { poissonDraw } from '../../../src/math/poisson-draw.ts'
import {
  demandDistribution,
  demandMean,
  demandQuantile,
  ruleQuantile,
  tuneIntermittent,
  usualIntermittentSettings,
} from '../../../src/models/demand/intermittent-demand.ts'

const parts = (count: number, mean: number): Float64Array[] => {
  const random = seededRandom(12)
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: 48 }, () => poissonDraw(random, mean)),
  )
}

test('a distribution sums to one, has the mean of the demand, and its quantiles rise', () => {
  const [values] = parts(1, 3)
  const distribution = demandDistribution(values, usualIntermittentSettings)
  const total = distribution.chances.reduce((sum, chance) => sum + chance, 0)
  assert.ok(Math.abs(total - 1) < 1e-9)
  assert.ok(Math.abs(demandMean(distribution) - 3) < 1)
  const quantiles = [0.1, 0.5, 0.8, 0.95, 1].map((p) => demandQuantile(distribution, p))
  assert.deepEqual(
    quantiles,
    [...quantiles].sort((a, b) => a - b),
  )
})

test('no demand is zero at every quantile', () => {
  for (const values of [new Float64Array(20), new Float64Array(0), new Float64Array(4).fill(NaN)]) {
    assert.equal(demandQuantile(demandDistribution(values, usualIntermittentSettings), 0.95), 0)
  }
})

test('tuned quantiles hold for their share of periods', () => {
  const series = parts(150, 2)
  const rules = tuneIntermittent(
    series.map((values) => values.subarray(0, 36)),
    12,
  )
  for (const probability of [0.8, 0.95]) {
    let below = 0
    for (const values of series) {
      const limit = ruleQuantile(values.subarray(0, 36), rules, probability)
      for (const actual of values.subarray(36)) if (actual <= limit) below++
    }
    const share = below / (150 * 12)
    assert.ok(share > probability - 0.06 && share < 1, `${probability}: ${share}`)
  }
})

test('where hardly anything sells the median is zero', () => {
  const series = parts(60, 0.2)
  assert.equal(ruleQuantile(series[0], tuneIntermittent(series, 12), 0.5), 0)
})
