import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { dayDate, dayNumber } from '../../../src/models/forecasts/calendar-effect.ts'
import { forecastSales } from '../../../src/models/forecasts/sales-forecast.ts'
import type { SalesForecastTask } from '../../../src/models/forecasts/sales-forecast.ts'

// a Monday, and the first of a month
const start = '2024-01-01'

function shop(seed: number, days: number): Float64Array {
  const random = seededRandom(seed)
  let level = 200
  return Float64Array.from({ length: days }, (_, day) => {
    level *= Math.exp(0.1 * (random() - 0.5))
    return Math.round(level * [0.8, 0.8, 0.9, 1, 1.2, 1.5, 0.8][day % 7] * (0.6 + 0.8 * random()))
  })
}

function task(days: Float64Array, frequency: 'weekly' | 'monthly'): SalesForecastTask {
  const sums: number[] = []
  days.forEach((value, day) => {
    const date = dayDate(dayNumber(start) + day)
    const begins = frequency === 'weekly' ? day % 7 === 0 : date.endsWith('-01')
    if (begins) sums.push(value)
    else sums[sums.length - 1] += value
  })
  const known = { start, non_negative: true, country_code: null, promotion_days: [] }
  const byDay = { ...known, values: days, frequency: 'daily' as const, partial_last: false }
  const values = Float64Array.from(sums)
  return { ...known, values, frequency, partial_last: true, horizon: 6, thorough: false, days: byDay }
}

test('weeks are sums of days, what the present one has sold among them', () => {
  const days = shop(3, 250)
  const { forecast } = forecastSales(task(days, 'weekly'))
  assert.equal(forecast.kind, 'forecast')
  assert.ok(forecast.notes.includes('summed_from_days'))
  assert.deepEqual(forecast.dates.slice(0, 2), ['2024-09-02', '2024-09-09'])
  const sold = days.subarray(245).reduce((sum, value) => sum + value, 0)
  assert.ok(forecast.lower_95[0] >= sold && forecast.point[0] > sold)
  assert.ok(forecast.upper_95[0] - forecast.lower_95[0] < forecast.upper_95[1] - forecast.lower_95[1])
})

test('weeks and months never show a greater error than the naive rule', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const days = shop(seed, 300)
    for (const frequency of ['weekly', 'monthly'] as const) {
      const { forecast } = forecastSales(task(days, frequency))
      assert.equal(forecast.kind, 'forecast')
      const { accuracy, naive_accuracy } = forecast
      assert.ok(accuracy.mae <= naive_accuracy.mae, `${seed} ${frequency} ${forecast.model}`)
    }
  }
})
