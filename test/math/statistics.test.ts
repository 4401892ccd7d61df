import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import { betaDraw } from '../../src/math/beta-distribution.ts'
import { gammaDraw } from '../../src/math/gamma-distribution.ts'
import { normalDraw } from '../../src/math/normal-distribution.ts'
import { poissonDraw } from '../../src/math/poisson-draw.ts'
import { median, quantile, quantileSorted, quantiles } from '../../src/math/quantile.ts'
import { correlation, mean, standardDeviation, sum, variance } from '../../src/math/statistics.ts'

test('quantiles are those of type 7 of R', () => {
  const values = [7, 1, 3, 10, 2]
  assert.deepEqual(quantiles(values, [0, 0.1, 0.25, 0.5, 0.9, 1]), [1, 1.4, 2, 3, 8.8, 10])
  assert.equal(median(values), 3)
  assert.equal(quantile([5], 0.3), 5)
  assert.equal(quantileSorted([1, 2, 3, 4], 0.5), 2.5)
})

test('sums are compensated and moments are the sample ones', () => {
  assert.equal(sum([1e16, 1, -1e16]), 1)
  assert.equal(mean([]), 0)
  assert.equal(variance([2, 4, 4, 4, 5, 5, 7, 9]), 32 / 7)
  assert.equal(standardDeviation([3]), 0)
  assert.ok(Math.abs(correlation([1, 2, 3], [2, 4, 6.5]) - 0.997949) < 1e-5)
  assert.equal(correlation([1, 1], [2, 3]), 0)
})

test('draws have the mean and the variance of their distribution', () => {
  const cases: [string, (random: () => number) => number, number, number][] = [
    ['normal', normalDraw, 0, 1],
    ['gamma .3', (random) => gammaDraw(random, 0.3), 0.3, 0.3],
    ['gamma 9', (random) => gammaDraw(random, 9), 9, 9],
    ['beta', (random) => betaDraw(random, 2, 3), 0.4, 0.04],
    ['poisson 3', (random) => poissonDraw(random, 3), 3, 3],
    ['poisson 250', (random) => poissonDraw(random, 250), 250, 250],
  ]
  for (const [name, draw, centre, spread] of cases) {
    const random = seededRandom(7)
    const draws = Float64Array.from({ length: 40000 }, () => draw(random))
    assert.ok(
      Math.abs(mean(draws) - centre) < 4 * Math.sqrt(spread / draws.length),
      `${name}: mean ${mean(draws)}`,
    )
    assert.ok(Math.abs(variance(draws) / spread - 1) < 0.06, `${name}: variance ${variance(draws)}`)
  }
})
