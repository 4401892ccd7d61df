import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ForecastTraining } from '../../../src/models/forecasts/forecast-training.ts'
import { tryForecast } from '../../../src/models/forecasts/forecast-training.ts'
import { lastYear, weekTheta } from '../../../src/models/forecasts/week-methods.ts'

const week = [0.5, 0.5, 1, 1, 1.5, 2, 0.5]

function training(values: Float64Array, horizon: number, period = 7): ForecastTraining {
  const days = Float64Array.from({ length: values.length + horizon }, (_, i) => 19_000 + i)
  return { values, period, days, horizon, calendar: true, effects: [] }
}

const shop = (days: number, level: (day: number) => number): Float64Array =>
  Float64Array.from({ length: days }, (_, day) => level(day) * week[day % 7])

test('theta by weeks keeps the weekdays wherever the history ends', () => {
  for (const days of [70, 73, 76]) {
    const forecast = tryForecast(
      weekTheta,
      training(
        shop(days, () => 100),
        20,
      ),
    )
    assert.ok(forecast)
    forecast.forEach((value, h) => assert.ok(Math.abs(value - 100 * week[(days + h) % 7]) < 1e-6))
  }
})

test('last year comes back with its season at the present level', () => {
  const season = (day: number): number => 100 + 50 * Math.sin((2 * Math.PI * day) / 364)
  const values = shop(364 + 140, (day) => season(day) * (day < 364 ? 1 : 1.5))
  const forecast = tryForecast(lastYear, training(values, 90))
  assert.ok(forecast)
  forecast.forEach((value, h) => {
    const expected = 1.5 * season(504 + h) * week[(504 + h) % 7]
    assert.ok(Math.abs(value / expected - 1) < 0.08, `${h}: ${value} for ${expected}`)
  })
})

test('weeks and years that have not been seen are not made up', () => {
  assert.equal(
    tryForecast(
      weekTheta,
      training(
        shop(40, () => 10),
        7,
      ),
    ),
    null,
  )
  assert.equal(
    tryForecast(
      lastYear,
      training(
        shop(380, () => 10),
        7,
      ),
    ),
    null,
  )
  assert.equal(tryForecast(weekTheta, training(new Float64Array(100), 7)), null)
  const year = tryForecast(
    lastYear,
    training(
      shop(800, () => 10),
      500,
    ),
  )
  assert.ok(
    year?.every((value) => value > 0),
    'further ahead than a year',
  )
})

test('weekdays whose refunds exceed their sales have no share', () => {
  const values = shop(420, (day) => (day % 7 === 2 ? -20 : 10))
  assert.equal(tryForecast(weekTheta, training(values, 30)), null)
  assert.equal(tryForecast(lastYear, training(values, 30)), null)
})
