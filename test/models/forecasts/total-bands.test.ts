import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { normalDraw } from '../../../src/math/normal-distribution.ts'
import type { BacktestRow } from '../../../src/models/forecasts/backtest-bands.ts'
import { errorsTogether, sumWithBands } from '../../../src/models/forecasts/total-bands.ts'

const limits = {
  lower_80: [90, 90, 90, 90],
  upper_80: [110, 110, 110, 110],
  lower_95: [80, 80, 80, 80],
  upper_95: [120, 120, 120, 120],
}
const point = [100, 100, 100, 100]

test('errors that have nothing to do with each other partly cancel, those that go together add up', () => {
  const apart = sumWithBands(point, limits, { correlation: 0, worth: 4 })
  assert.deepEqual([apart.value, apart.lower_80, apart.upper_95], [400, 380, 440])
  const together = sumWithBands(point, limits, { correlation: 1, worth: 1e6 })
  assert.ok(Math.abs(together.upper_80 - 440) < 0.01)
  const few = sumWithBands(point, limits, { correlation: 1, worth: 3 })
  assert.ok(few.upper_80 > 450 && few.upper_95 > 500)
})

test('how much errors go together is read from the trials, and what is usual where there are few', () => {
  const random = seededRandom(3)
  const rows = (common: number, own: number): BacktestRow[] =>
    Array.from({ length: 40 }, (_, origin) => {
      const level = common * normalDraw(random)
      return Array.from({ length: 20 }, (__, h) => ({
        origin_date: `o${origin}`,
        date: `d${20 * origin + h}`,
        lead: h + 1,
        actual: 100 + level + own * normalDraw(random),
        forecast: 100,
        naive: 100,
      }))
    }).flat()
  const summary = (list: BacktestRow[]) => errorsTogether({ origins: 40, horizon: 20, rows: list })
  assert.ok(summary(rows(0, 1)).correlation < 0.05)
  assert.ok(Math.abs(summary(rows(1, 1)).correlation - 0.5) < 0.15)
  assert.ok(summary(rows(1, 0)).correlation > 0.9)
  assert.equal(summary(rows(1, 1)).worth, 43)
  assert.deepEqual(errorsTogether({ origins: 0, horizon: 0, rows: [] }), { correlation: 0.15, worth: 4 })
})
