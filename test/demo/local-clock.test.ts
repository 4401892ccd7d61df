import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalClock } from '../../src/demo/local-clock.ts'
import { dayNumber, isoDay } from '../../src/warehouse/read-values.ts'

const hours = [3, 7, 9, 12, 18, 22]

test('local days and hours become the UTC that the zone says, across changes of the clock', () => {
  for (const [zone, first] of [
    ['America/New_York', '2023-11-01'],
    ['America/Santiago', '2020-03-06'],
    ['America/La_Paz', '2024-04-01'],
  ] as const) {
    const start = dayNumber(first)
    const clock = createLocalClock(zone, start, 500)
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    for (let day = 0; day < 500; day++) {
      for (const hour of hours) {
        const local = format.format(new Date(clock(day, hour * 3600 + 61) * 1000))
        assert.equal(local, `${isoDay(start + day)} ${String(hour).padStart(2, '0')}:01:01`)
      }
    }
  }
})

test('a skipped time stays on its day', () => {
  const start = dayNumber('2024-03-10')
  const clock = createLocalClock('America/New_York', start, 1)
  assert.equal(new Date(clock(0, 2.5 * 3600) * 1000).toISOString(), '2024-03-10T07:30:00.000Z')
  assert.equal(new Date(clock(0, 3 * 3600) * 1000).toISOString(), '2024-03-10T07:00:00.000Z')
})
