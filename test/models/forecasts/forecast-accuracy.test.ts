import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  coverage,
  forecastAccuracy,
  naiveScale,
  pinballLoss,
} from '../../../src/models/forecasts/forecast-accuracy.ts'

const actual = Float64Array.of(10, 0, 20, NaN, 30)
const forecast = Float64Array.of(12, 1, 15, 99, 30)

test('measures agree with figures worked out by hand', () => {
  const result = forecastAccuracy(actual, forecast, 4)
  assert.equal(result.count, 4)
  assert.equal(result.zero_days, 1)
  assert.equal(result.mae, 2)
  assert.equal(result.rmse, Math.sqrt(30 / 4))
  assert.ok(Math.abs((result.mape ?? 0) - 15) < 1e-12)
  assert.ok(Math.abs((result.wape ?? 0) - 8 / 60) < 1e-12)
  assert.equal(result.mase, 0.5)
  assert.ok(Math.abs((result.r2 ?? 0) - (1 - 30 / 500)) < 1e-12)
})

test('what cannot be computed is absent rather than not a number', () => {
  const none = forecastAccuracy(Float64Array.of(0, 0), Float64Array.of(0, 0), 0)
  assert.deepEqual([none.mape, none.wape, none.r2, none.mase], [undefined, undefined, undefined, undefined])
  assert.equal(forecastAccuracy(new Float64Array(0), new Float64Array(0)).count, 0)
})

test('coverage counts the values within their limits', () => {
  const lower = Float64Array.of(5, 1, 15, 0, 0)
  const upper = Float64Array.of(15, 2, 25, 0, 29)
  assert.equal(coverage(actual, lower, upper), 0.5)
})

test('pinball loss at one half is half the mean absolute error', () => {
  assert.equal(pinballLoss(actual, forecast, 0.5), 1)
  assert.equal(pinballLoss(Float64Array.of(10), Float64Array.of(0), 0.95), 9.5)
})

test('the naive scale is the mean seasonal step', () => {
  assert.equal(naiveScale(Float64Array.of(1, 5, 3, 9), 2), 3)
  assert.equal(naiveScale(Float64Array.of(7), 7), 0)
})
