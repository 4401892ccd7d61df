import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksLikeCron, readSchedule, writeSchedule } from '../../src/web/pages/sources/schedule.ts'

test('what the screens can say comes back as the same expression', () => {
  for (const cron of ['7 * * * *', '*/15 * * * *', '30 6 * * *', '0 8 * * 1-5', '15 23 * * 0', null]) {
    assert.equal(writeSchedule(readSchedule(cron)), cron)
  }
})

test('rhythms are recognised', () => {
  assert.equal(readSchedule('7 * * * *').rhythm, 'hour')
  assert.equal(readSchedule('30 6 * * *').rhythm, 'day')
  assert.equal(readSchedule('30 6 * * MON-FRI').rhythm, 'weekday')
  assert.deepEqual({ ...readSchedule('0 9 * * 7') }, { ...readSchedule('0 9 * * 0'), cron: '0 9 * * 7' })
  assert.equal(readSchedule(null).rhythm, 'asked')
})

test('what is none of them stays as it is written', () => {
  for (const cron of ['0 0 1 * *', '0,30 8-18 * * 1-5', '75 * * * *', '5 25 * * *', '7 * * * 1-5']) {
    assert.equal(readSchedule(cron).rhythm, 'custom', cron)
    assert.equal(writeSchedule(readSchedule(cron)), cron)
  }
  assert.equal(looksLikeCron('0 0 1 * *'), true)
  assert.equal(looksLikeCron('every day'), false)
})
