import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mstl } from '../../../src/models/forecasts/mstl.ts'
import { prophet } from '../../../src/models/forecasts/prophet.ts'
import type { ForecastTraining } from '../../../src/models/forecasts/forecast-training.ts'

function training(values: Float64Array): ForecastTraining {
  const days = Float64Array.from({ length: values.length + 7 }, (_, i) => 19_000 + i)
  return { values, period: 7, days, horizon: 7, calendar: true, effects: [] }
}

test('series that trap or stop the libraries are answered with null', () => {
  for (const method of [prophet, mstl]) {
    assert.equal(method.forecast(training(new Float64Array(100))), null)
    assert.equal(method.forecast(training(new Float64Array(100).fill(3))), null)
    assert.equal(method.forecast(training(Float64Array.of(1, 2))), null)
    assert.equal(method.forecast(training(new Float64Array(0))), null)
  }
})

test('a week goes on, and a bad series before does not matter', () => {
  const values = Float64Array.from({ length: 84 }, (_, i) => (i % 7 === 6 ? 30 : 10 + 0.01 * i))
  for (const method of [prophet, mstl]) {
    const forecast = method.forecast(training(values))
    assert.ok(forecast)
    forecast.forEach((value, h) =>
      assert.ok(Math.abs(value - (h === 6 ? 30 : 11)) < 3, `${method.name} ${value}`),
    )
  }
})
