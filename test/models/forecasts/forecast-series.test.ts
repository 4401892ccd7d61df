import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { forecastSeries } from '../../../src/models/forecasts/forecast-series.ts'
import type { SeriesForecast } from '../../../src/models/forecasts/forecast-series.ts'
import type { ForecastSeriesSpec } from '../../../src/models/forecasts/series-cleaning.ts'

const start = '2024-01-01'

function shop(days: number, seed = 5): Float64Array {
  const random = seededRandom(seed)
  return Float64Array.from({ length: days }, (_, day) => {
    const week = [0.8, 0.8, 0.9, 1, 1.2, 1.5, 0.8][day % 7]
    return Math.round(200 * week * (0.8 + 0.4 * random()))
  })
}

function forecast(
  values: ArrayLike<number>,
  horizon = 28,
  more: Partial<ForecastSeriesSpec> = {},
): SeriesForecast {
  const result = forecastSeries({ values, frequency: 'daily', start, ...more }, { horizon })
  assert.equal(result.kind, 'forecast')
  return result
}

function isSound(result: SeriesForecast, horizon: number, floor = 0): void {
  assert.equal(result.dates.length, horizon)
  for (const list of [result.point, result.lower_80, result.upper_80, result.lower_95, result.upper_95]) {
    assert.equal(list.length, horizon)
    for (const value of list) assert.ok(Number.isFinite(value) && value >= floor, String(value))
  }
  for (let h = 0; h < horizon; h++) {
    assert.ok(result.lower_95[h] <= result.lower_80[h])
    assert.ok(result.lower_80[h] <= result.point[h] + 1e-9)
    assert.ok(result.point[h] <= result.upper_80[h] + 1e-9)
    assert.ok(result.upper_80[h] <= result.upper_95[h])
  }
}

test('a shop with a week is forecast better than by the naive rule, with bands that hold', () => {
  const values = shop(400)
  const result = forecast(values.subarray(0, 372))
  isSound(result, 28)
  assert.equal(result.reason, 'best_in_backtest')
  assert.ok((result.accuracy.mase ?? 9) < (result.naive_accuracy.mase ?? 0))
  assert.ok((result.accuracy.coverage_80 ?? 0) > 0.7)
  let inside = 0
  for (let h = 0; h < 28; h++) {
    if (values[372 + h] >= result.lower_95[h] && values[372 + h] <= result.upper_95[h]) inside++
  }
  assert.ok(inside >= 25)
  assert.equal(result.dates[0], '2025-01-07')
})

test('the same series gives the same forecast, and the values are left alone', () => {
  const values = shop(200)
  const before = Float64Array.from(values)
  assert.deepEqual(forecast(values), forecast(values))
  assert.deepEqual(values, before)
})

test('nothing after an origin changes what was forecast there', () => {
  const values = shop(300)
  const changed = Float64Array.from(values)
  changed.fill(9999, 280)
  const pair = [values, changed].map((series) => forecast(series.subarray(0, 280)))
  assert.deepEqual(pair[0].point, pair[1].point)
})

test('series too short answer what they need', () => {
  for (const values of [[], [5], [1, 2, 3, 4, 5, 6, 7]]) {
    const result = forecastSeries({ values, frequency: 'daily', start }, { horizon: 28 })
    assert.deepEqual([result.kind, 'need' in result && result.need], ['not_enough_data', 14])
  }
  isSound(forecast(shop(14), 90), 90)
  isSound(forecast(shop(20), 90), 90)
})

test('all zeros are forecast as zero with a band that admits a sale', () => {
  const result = forecast(new Float64Array(100))
  isSound(result, 28)
  assert.equal(result.reason, 'all_zero')
  assert.equal(result.point[0], 0)
  assert.equal(result.upper_95[0], 1)
})

test('a constant is forecast as itself within a band of some width', () => {
  const result = forecast(new Float64Array(100).fill(40))
  isSound(result, 28)
  assert.equal(result.point[9], 40)
  assert.ok(result.upper_95[9] > 40 && result.lower_95[9] < 40)
})

test('a single spike, gaps of months, and twenty years of days are all answered', () => {
  const spike = new Float64Array(120)
  spike[60] = 5000
  isSound(forecast(spike, 90), 90)
  const gaps = shop(500)
  gaps.fill(NaN, 100, 190)
  gaps.fill(NaN, 300, 340)
  const gapped = forecast(gaps, 90)
  isSound(gapped, 90)
  assert.ok(gapped.notes.includes('missing_filled'))
  const long = forecast(shop(7300), 90)
  isSound(long, 90)
  assert.ok(long.notes.includes('older_history_left_out'))
})

test('negative days make net revenue negative only where that is allowed', () => {
  const random = seededRandom(8)
  const net = Float64Array.from({ length: 120 }, () => 100 * (random() - 0.6))
  isSound(forecast(net), 28)
  const result = forecast(net, 28, { non_negative: false })
  isSound(result, 28, -Infinity)
  assert.ok(result.lower_95.some((value) => value < 0))
})

test('weekdays that are closed are forecast as zero, without a band', () => {
  const values = shop(280)
  for (let day = 6; day < 280; day += 7) values[day] = 0
  const result = forecast(values)
  assert.deepEqual(result.closed_weekdays, [6])
  isSound(result, 28)
  assert.deepEqual([result.point[6], result.upper_95[6]], [0, 0])
  assert.ok(result.point[5] > 100)
})

test('a partial last day is left out and forecast', () => {
  const values = shop(201)
  values[200] = 3
  const result = forecast(values, 28, { partial_last: true })
  assert.ok(result.notes.includes('partial_last_left_out'))
  assert.equal(result.dates[0], '2024-07-19')
  assert.ok(result.point[0] > 100)
})

test('the horizon may be longer than the history', () => {
  const result = forecast(shop(30), 180)
  isSound(result, 180)
  assert.ok(result.notes.includes('horizon_longer_than_history'))
})

test('white noise is not forecast by something worse than the naive rule', () => {
  const random = seededRandom(2)
  const walk = new Float64Array(120)
  for (let i = 1, level = 500; i < 120; i++) walk[i] = level += 20 * (random() - 0.5)
  const result = forecast(walk)
  const served = result.candidates.find(({ name }) => name === result.model)
  const naive = result.candidates.find(({ name }) => name === 'seasonal_naive')
  assert.ok(served && naive && served.mae <= naive.mae)
})

test('what is served never did worse than the naive rule where it was tried', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = seededRandom(seed)
    let level = 500
    const values = Float64Array.from({ length: 50 + seed }, () => (level += 60 * (random() - 0.5)))
    const result = forecastSeries({ values, frequency: 'weekly', start }, { horizon: 8 })
    assert.equal(result.kind, 'forecast')
    assert.ok(result.accuracy.mae <= result.naive_accuracy.mae, `${seed}: ${result.model}`)
  }
})

test('where the naive rule is not beaten it is served, and said so', () => {
  const values = Float64Array.from({ length: 210 }, (_, day) => [10, 90, 20, 70, 40, 60, 5][day % 7])
  const result = forecast(values)
  assert.equal(result.model, 'seasonal_naive')
  assert.equal(result.reason, 'naive_not_beaten')
  assert.ok(Math.abs(result.point[0] - 10) < 1e-9)
})

test('a promotion to come raises its days', () => {
  const values = shop(400)
  const dates: string[] = []
  for (const first of [60, 160, 260, 360]) {
    for (let day = first; day < first + 5; day++) {
      values[day] *= 2
      dates.push(new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10))
    }
  }
  for (let day = 403; day < 408; day++)
    dates.push(new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10))
  const events = [{ name: 'sale', kind: 'promotion' as const, dates }]
  const [without, withSale] = [forecast(values), forecast(values, 28, { events })]
  assert.ok(withSale.point[4] > 1.2 * without.point[4])
  assert.ok(withSale.point[20] < 1.15 * without.point[20])
})

test('months, quarters and years are forecast with their own dates', () => {
  const random = seededRandom(4)
  const values = Float64Array.from(
    { length: 60 },
    (_, i) => 100 + i + 20 * Math.sin((2 * Math.PI * i) / 12) + 5 * random(),
  )
  const monthly = forecastSeries({ values, frequency: 'monthly', start: '2020-03-01' }, { horizon: 3 })
  assert.deepEqual('dates' in monthly && monthly.dates, ['2025-03-01', '2025-04-01', '2025-05-01'])
  for (const frequency of ['weekly', 'quarterly', 'yearly', 'other'] as const) {
    const result = forecastSeries({ values, frequency, start: '2020-01-06' }, { horizon: 6 })
    assert.equal(result.kind, 'forecast')
    isSound(result, 6)
  }
})
