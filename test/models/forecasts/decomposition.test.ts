import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { decomposeSeries } from '../../../src/models/forecasts/decomposition.ts'
import type { SeriesDecomposition } from '../../../src/models/forecasts/decomposition.ts'
import type { ForecastSeriesSpec } from '../../../src/models/forecasts/series-cleaning.ts'

const week = [0.7, 0.8, 0.9, 1, 1.1, 1.5, 1]
const start = '2023-01-02'

function planted(days: number): Float64Array {
  const random = seededRandom(21)
  return Float64Array.from({ length: days }, (_, day) => {
    const year = 1 + 0.3 * Math.cos((2 * Math.PI * (day - 45)) / 365.25)
    return 500 * (1 + day / 2000) * week[day % 7] * year * (0.85 + 0.3 * random())
  })
}

function decompose(spec: ForecastSeriesSpec): SeriesDecomposition {
  const result = decomposeSeries(spec)
  assert.equal(result.kind, 'decomposition')
  return result
}

test('planted seasons of the week and the year are found within a tenth', () => {
  const result = decompose({ values: planted(731), frequency: 'daily', start })
  assert.equal(result.mode, 'multiplicative')
  assert.ok(Math.abs(result.weekly_amplitude / 0.4 - 1) < 0.1, String(result.weekly_amplitude))
  assert.ok(Math.abs(result.yearly_amplitude / 0.3 - 1) < 0.1, String(result.yearly_amplitude))
  assert.equal(result.yearly_profile.indexOf(Math.max(...result.yearly_profile)), 1)
})

test('the parts add up to what was observed', () => {
  const values = planted(731)
  const dates = ['2023-06-01', '2023-06-02', '2024-06-03']
  for (const day of [150, 151, 518]) values[day] *= 1.8
  const events = [{ name: 'fair', kind: 'promotion' as const, dates }]
  const result = decompose({ values, frequency: 'daily', start, events })
  result.observed.forEach((value, i) => {
    const { trend, weekly, yearly, holidays, events: promotions, remainder } = result
    const sum = trend[i] + weekly[i] + yearly[i] + holidays[i] + promotions[i] + remainder[i]
    assert.ok(Math.abs(sum - value) < 1e-6)
  })
  assert.ok(Math.abs(result.effects[0].effect - 0.8) < 0.25, String(result.effects[0].effect))
})

test('a history of a few months has no yearly part', () => {
  const result = decompose({ values: planted(150), frequency: 'daily', start })
  assert.deepEqual([result.yearly_amplitude, result.yearly_profile], [0, []])
  assert.ok(result.yearly.every((value) => value === 0))
})

test('closed weekdays are no part of it and 0 in the profile', () => {
  const values = planted(210)
  for (let day = 6; day < 210; day += 7) values[day] = 0
  const result = decompose({ values, frequency: 'daily', start })
  assert.equal(result.dates.length, 180)
  assert.equal(result.weekly_profile[6], 0)
})

test('months are split into trend and year', () => {
  const values = Float64Array.from({ length: 48 }, (_, i) => (100 + i) * (i % 12 === 11 ? 1.6 : 1))
  const result = decompose({ values, frequency: 'monthly', start: '2021-01-01' })
  assert.equal(result.yearly_profile.indexOf(Math.max(...result.yearly_profile)), 11)
  assert.ok(Math.abs(result.yearly_amplitude - 0.29) < 0.05)
})

test('too little, zeros and negative days are answered', () => {
  assert.equal(decomposeSeries({ values: [1, 2, 3], frequency: 'daily', start }).kind, 'not_enough_data')
  for (const values of [
    new Float64Array(100),
    planted(100).map((value, i) => (i % 9 === 0 ? -value : value)),
  ]) {
    const result = decompose({ values, frequency: 'daily', start, non_negative: false })
    assert.ok([...result.trend, ...result.weekly, ...result.remainder].every(Number.isFinite))
  }
})
