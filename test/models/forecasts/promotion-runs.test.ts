import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decomposeSeries } from '../../../src/models/forecasts/decomposition.ts'
import { dayDate, dayNumber } from '../../../src/models/forecasts/calendar-effect.ts'
import { promotionRuns } from '../../../src/models/forecasts/promotion-runs.ts'

const promotion = { name: 'promotion', kind: 'promotion' as const }

test('days of one promotion are one, and it is the same one in another year', () => {
  const dates = ['2023-11-24', '2023-11-25', '2024-03-10', '2024-11-25']
  const runs = promotionRuns({ ...promotion, dates }).map((run) => run.dates)
  assert.deepEqual(runs, [['2023-11-24', '2023-11-25', '2024-11-25'], ['2024-03-10']])
  assert.deepEqual(promotionRuns({ ...promotion, dates: [] }), [])
})

test('a promotion that lifts the year’s peak, beside one that lifts nothing, leaves the season what it is', () => {
  const start = dayNumber('2023-11-01')
  const days = Array.from({ length: 730 }, (_, i) => dayDate(start + i))
  const strong = days.filter((day) => day.slice(5) >= '11-24' && day.slice(5) <= '11-29')
  const weak = days.filter((day) => day.slice(5, 7) === '06' && Number(day.slice(8)) <= 15)
  const season = (i: number): number => Math.exp(0.3 * Math.cos((2 * Math.PI * (start + i - 334)) / 365.25))
  const values = days.map((day, i) => 80 * season(i) * (strong.includes(day) ? 2 : 1))
  const amplitude = (of: readonly number[]): number => {
    const found = decomposeSeries({
      values: of,
      frequency: 'daily',
      start: days[0],
      events: [{ ...promotion, dates: [...strong, ...weak] }],
    })
    assert.ok(found.kind === 'decomposition')
    return found.yearly_amplitude
  }
  const plain = amplitude(days.map((_, i) => 80 * season(i)))
  assert.ok(Math.abs(amplitude(values) / plain - 1) < 0.03, `${amplitude(values)} for ${plain}`)
  // nor do a few surges
  const surged = values.map((value, i) => ([70, 75, 400, 420].includes(i) ? 6 * value : value))
  assert.ok(Math.abs(amplitude(surged) / plain - 1) < 0.03, `${amplitude(surged)} for ${plain}`)
})
