import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitTheta, forecastSeasonalTheta, forecastTheta } from '../../../src/models/forecasts/theta.ts'

test('the standard theta method halves the drift of a line, in the long run', () => {
  const line = Float64Array.from({ length: 60 }, (_, i) => 100 + 4 * i)
  const fit = fitTheta(line, 'standard')
  assert.ok(fit)
  const forecast = forecastTheta(fit, 20)
  const drift = forecast[19] - forecast[18]
  assert.ok(Math.abs(drift - 2) < 0.1, String(drift))
})

test('the dynamic kind follows a line further than the standard kind', () => {
  const line = Float64Array.from({ length: 60 }, (_, i) => 100 + 4 * i)
  const fit = fitTheta(line, 'dynamic')
  assert.ok(fit)
  assert.ok(forecastTheta(fit, 10)[9] > 100 + 4 * 63)
})

test('a season is put back', () => {
  const values = Float64Array.from({ length: 70 }, (_, i) => (i % 7 === 6 ? 300 : 100))
  const forecast = forecastSeasonalTheta(values, 7, 14)
  assert.ok(forecast)
  forecast.forEach((value, h) =>
    assert.ok(Math.abs(value - ((70 + h) % 7 === 6 ? 300 : 100)) < 1, String(value)),
  )
})

test('under four values there is none', () => {
  assert.equal(fitTheta(Float64Array.of(1, 2, 3)), null)
  assert.equal(forecastSeasonalTheta(Float64Array.of(1, 2, 3), 7, 2), null)
})
