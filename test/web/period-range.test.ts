import assert from 'node:assert/strict'
import { test } from 'node:test'
import { presetRange } from '../../src/answers/period.ts'
import { periodNames } from '../../src/web/hooks/filter.ts'
import { dayCount, presetDays } from '../../src/web/hooks/period-range.ts'

test('every preset means the same days on the screen as on the server', () => {
  for (const asOf of ['2025-10-31', '2024-02-29', '2025-03-01', '2026-01-01']) {
    for (const period of periodNames) {
      assert.deepEqual(
        presetDays(period, asOf, '2023-11-01'),
        presetRange(period, asOf, '2023-11-01'),
        `${period} at ${asOf}`,
      )
    }
  }
})

test('days are counted with both ends', () => {
  assert.equal(dayCount({ start: '2025-10-02', end: '2025-10-31' }), 30)
})
