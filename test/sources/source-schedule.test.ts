import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSchedule, nextRun } from '../../src/actions/sources/source-view.ts'
import type { StoredSource } from '../../src/store/sources.ts'

const from = (schedule: string, zone: string, since: string, count: number): string[] => {
  const runs: string[] = []
  for (let at = since; runs.length < count; runs.push(at))
    at = nextRun({ schedule, paused: false } as StoredSource, zone, new Date(at)) ?? 'never'
  return runs.map((at) => at.slice(0, 16))
}

test('a source is due once a day on the days when the clocks change, and every hour of them', () => {
  // 02:30 does not come on the first of these days, and comes twice on the second
  assert.deepEqual(from('30 2 * * *', 'Europe/Madrid', '2026-03-28T12:00:00Z', 2), [
    '2026-03-29T01:00',
    '2026-03-30T00:30',
  ])
  assert.deepEqual(from('30 2 * * *', 'Europe/Madrid', '2026-10-24T12:00:00Z', 2), [
    '2026-10-25T00:30',
    '2026-10-26T01:30',
  ])
  assert.deepEqual(from('7 * * * *', 'Europe/Madrid', '2026-10-24T23:30:00Z', 3), [
    '2026-10-25T00:07',
    '2026-10-25T01:07',
    '2026-10-25T02:07',
  ])
  assert.deepEqual(from('30 23 * * *', 'America/Santiago', '2026-04-03T12:00:00Z', 3), [
    '2026-04-04T02:30',
    '2026-04-05T02:30',
    '2026-04-06T03:30',
  ])
})

test('a schedule that cannot be kept is refused', () => {
  for (const schedule of [
    '',
    'hourly',
    '0 0 30 2 *',
    '* * * *',
    '0 0 * * * *',
    '61 * * * *',
    '0 0 * * 9; rm',
  ])
    assert.throws(() => checkSchedule(schedule, new Date('2026-01-01')), schedule)
  for (const schedule of ['0 5 29 2 *', '*/15 8-20 * * 1-5', null, undefined])
    checkSchedule(schedule, new Date('2026-01-01'))
})
