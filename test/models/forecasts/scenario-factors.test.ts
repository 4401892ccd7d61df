import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  changedValues,
  elasticityError,
  impliedElasticity,
  scaledForecast,
  unitsDoubt,
  unitsFactor,
} from '../../../src/models/forecasts/scenario-factors.ts'

const base = { value: 100, lower_80: 90, upper_80: 115, lower_95: 80, upper_95: 130 }

test('what is sure scales the bands in proportion', () => {
  assert.deepEqual(scaledForecast(base, 120, 0), {
    value: 120,
    lower_80: 108,
    upper_80: 138,
    lower_95: 96,
    upper_95: 156,
  })
})

test('what is unsure of a change widens the bands, and what cannot be negative stays above zero', () => {
  const wide = scaledForecast(base, 100, 30)
  assert.ok(Math.abs(wide.upper_80 - (100 + Math.hypot(15, 1.2816 * 30))) < 1e-9)
  assert.ok(wide.lower_95 > 0 && wide.lower_95 < 80)
  assert.equal(scaledForecast(base, 100, 1000).lower_95, 0)
  assert.ok(scaledForecast({ ...base, lower_95: -5 }, 100, 1000).lower_95 < 0)
})

test('one change errs the same way in all periods, two err apart from each other', () => {
  const point = Float64Array.of(10, 20)
  const change = { factors: Float64Array.of(1.5, 1.5), doubt: Float64Array.of(0.15, 0.15) }
  const one = changedValues(point, [change])
  assert.deepEqual([...one.values], [15, 30])
  assert.deepEqual([...one.deviations], [1.5, 3])
  assert.equal(one.deviation_of_sum, 4.5)
  const two = changedValues(point, [change, change])
  assert.ok(Math.abs(two.deviation_of_sum - Math.hypot(6.75, 6.75)) < 1e-9)
  assert.deepEqual([...changedValues(point, []).deviations], [0, 0])
})

test('the deviation of a factor is its slope by the elasticity', () => {
  const step = 1e-6
  for (const change of [-0.3, 0.2]) {
    const slope = (unitsFactor(change, -2 + step) - unitsFactor(change, -2 - step)) / (2 * step)
    assert.ok(Math.abs(unitsDoubt(change, -2, 0.5) - 0.5 * Math.abs(slope)) < 1e-6)
  }
  assert.equal(unitsDoubt(0, -2, 0.5), 0)
  assert.ok(Math.abs(impliedElasticity(unitsFactor(-0.2, -2) - 1, 0.2) + 2) < 1e-9)
  assert.ok(Math.abs(elasticityError(0.1, 0.2) - 0.1 / -Math.log(0.8)) < 1e-9)
})
