import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holidayEvents } from '../../../src/models/forecasts/holiday-calendar.ts'

test('public holidays fall on their days, and on those off in their stead', () => {
  const december = holidayEvents('GB', '2025-12-01', '2025-12-31')
  assert.deepEqual(
    december.map(({ name }) => name),
    ['Christmas Day', 'Boxing Day'],
  )
  const years = holidayEvents('GB', '2010-12-01', '2012-01-31')
  const christmas = years.find(({ name }) => name === 'Christmas Day')
  assert.deepEqual(christmas?.dates, ['2010-12-25', '2010-12-27', '2011-12-25', '2011-12-27'])
  assert.ok(years.every(({ kind }) => kind === 'holiday'))
})

test('a country that nobody knows has none', () => {
  assert.deepEqual(holidayEvents('ZZ', '2025-01-01', '2025-12-31'), [])
})
