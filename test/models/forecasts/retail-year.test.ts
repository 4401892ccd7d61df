import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayNumber } from '../../../src/models/forecasts/calendar-effect.ts'
import { forecastSeries } from '../../../src/models/forecasts/forecast-series.ts'
import { retailYear } from '../../../src/models/forecasts/retail-year.ts'

test('the retail year is highest in the middle of December and goes round without a step', () => {
  const days = Array.from({ length: 3 * 366 }, (_, i) => dayNumber('2023-01-01') + i)
  const factors = days.map(retailYear)
  const highest = days[factors.indexOf(Math.max(...factors.slice(0, 365)))]
  assert.ok(Math.abs(highest - dayNumber('2023-12-16')) <= 2)
  for (let i = 1; i < factors.length; i++) assert.ok(Math.abs(factors[i] / factors[i - 1] - 1) < 0.005)
  const mean = factors.slice(0, 365).reduce((sum, factor) => sum + factor / 365, 0)
  assert.ok(Math.abs(mean - 1) < 0.01, String(mean))
})

function even(days: number): Float64Array {
  return Float64Array.from({ length: days }, (_, day) => 100 + ((day * 37) % 11))
}

function inDecember(days: number): { point: number; naive: number } {
  const start = new Date(Date.parse('2025-11-01') - days * 86_400_000).toISOString().slice(0, 10)
  const made = forecastSeries({ values: even(days), frequency: 'daily', start }, { horizon: 45 })
  assert.equal(made.kind, 'forecast')
  return { point: made.point[44], naive: Math.max(...made.naive) }
}

test('in its first year a shop is expected to sell a little more before Christmas, later by its own years', () => {
  const young = inDecember(240)
  assert.ok(young.point > 1.05 * 105, String(young.point))
  assert.ok(young.naive <= 110, 'the naive rule borrows nothing')
  const old = inDecember(900)
  assert.ok(Math.abs(old.point / 105 - 1) < 0.05, String(old.point))
})
