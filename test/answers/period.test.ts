import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bucketsOf, bucketStart } from '../../src/answers/buckets.ts'
import { countryCode } from '../../src/answers/country-codes.ts'
import { localDay } from '../../src/answers/local-day.ts'
import {
  addDays,
  addMonths,
  comparedRange,
  daysBetween,
  periodRange,
  presetRange,
} from '../../src/answers/period.ts'
import type { Period } from '../../src/contracts/filter.ts'

const first = '2020-01-15'

test('presets count back from the day taken for today, that day included', () => {
  const ranges: [Period, string, string][] = [
    ['today', '2024-03-31', '2024-03-31'],
    ['last_7_days', '2024-03-25', '2024-03-31'],
    ['last_30_days', '2024-03-02', '2024-03-31'],
    ['last_90_days', '2024-01-02', '2024-03-31'],
    ['this_month', '2024-03-01', '2024-03-31'],
    ['last_month', '2024-02-01', '2024-02-29'],
    ['last_year', '2023-04-02', '2024-03-31'],
    ['all_time', first, '2024-03-31'],
  ]
  for (const [period, start, end] of ranges)
    assert.deepEqual(presetRange(period, '2024-03-31', first), { start, end })
})

test('dates given win over a preset, are inclusive, and never pass the day taken for today', () => {
  const asOf = '2024-03-31'
  assert.deepEqual(periodRange({ start_date: '2024-01-01', end_date: '2024-01-31' }, asOf, first), {
    start: '2024-01-01',
    end: '2024-01-31',
  })
  assert.deepEqual(periodRange({ end_date: '2030-01-01' }, asOf, first), { start: first, end: asOf })
  assert.deepEqual(periodRange({ period: 'last_7_days', end_date: '2024-03-30' }, asOf, first), {
    start: '2024-03-25',
    end: '2024-03-30',
  })
  assert.throws(() => periodRange({ start_date: '2024-02-02', end_date: '2024-02-01' }, asOf, first), {
    code: 'out_of_range',
  })
})

test('a month is compared with as many days of the month before, other periods with as many days before', () => {
  const march = presetRange('this_month', '2024-03-31', first)
  assert.deepEqual(comparedRange({ period: 'this_month' }, march, first), {
    start: '2024-02-01',
    end: '2024-02-29',
  })
  const part = presetRange('this_month', '2024-03-10', first)
  assert.deepEqual(comparedRange({ period: 'this_month' }, part, first), {
    start: '2024-02-01',
    end: '2024-02-10',
  })
  const february = presetRange('last_month', '2024-03-10', first)
  assert.deepEqual(comparedRange({ period: 'last_month' }, february, first), {
    start: '2024-01-01',
    end: '2024-01-31',
  })
  const days = { start: '2024-03-01', end: '2024-03-10' }
  assert.deepEqual(comparedRange({}, days, first), { start: '2024-02-20', end: '2024-02-29' })
  assert.deepEqual(
    comparedRange({ compare: 'previous_year' }, { start: '2024-02-01', end: '2024-02-29' }, first),
    {
      start: '2023-02-01',
      end: '2023-02-28',
    },
  )
  assert.equal(comparedRange({ compare: 'none' }, days, first), null)
  assert.equal(comparedRange({}, { start: first, end: '2024-03-31' }, first), null)
})

test('months are added without falling into the next', () => {
  assert.equal(addMonths('2024-01-31', 1), '2024-02-29')
  assert.equal(addMonths('2023-01-31', 1), '2023-02-28')
  assert.equal(addMonths('2024-03-31', -13), '2023-02-28')
  assert.equal(addMonths('2023-12-15', 1), '2024-01-15')
})

const anyDay = fc.integer({ min: 0, max: 30_000 }).map((number) => addDays('1970-01-01', number))

test('buckets cover a range without gap or overlap, and those cut short say so', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: 0, max: 500 }),
      fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      (start, length, granularity) => {
        const range = { start, end: addDays(start, length) }
        const buckets = bucketsOf(range, granularity)
        const days = Array.from({ length: length + 1 }, (_, index) => addDays(start, index))
        assert.deepEqual(
          [...new Set(days.map((day) => bucketStart(day, granularity)))],
          buckets.map((bucket) => bucket.date),
        )
        const inner = buckets.slice(1, -1)
        assert.ok(inner.every((bucket) => !bucket.partial))
        assert.equal(
          buckets[0].partial || buckets.length > 1,
          buckets[0].date < start || buckets.length > 1 || buckets[0].partial,
        )
      },
    ),
    { seed: 5 },
  )
  assert.deepEqual(bucketsOf({ start: '2024-02-28', end: '2024-03-05' }, 'week'), [
    { date: '2024-02-26', partial: true },
    { date: '2024-03-04', partial: true },
  ])
  assert.deepEqual(bucketsOf({ start: '2024-02-01', end: '2024-02-29' }, 'month'), [
    { date: '2024-02-01', partial: false },
  ])
})

test('weeks start on Monday, before 1970 too', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const monday = bucketStart(day, 'week')
      assert.equal(new Date(monday).getUTCDay(), 1)
      assert.ok(daysBetween(monday, day) >= 0 && daysBetween(monday, day) < 7)
    }),
    { seed: 6 },
  )
  assert.equal(bucketStart('1969-12-31', 'week'), '1969-12-29')
})

test('a moment is the day of the workspace, not of the machine', () => {
  const moment = new Date('2025-03-01T02:30:00Z')
  assert.equal(localDay(moment, 'America/La_Paz'), '2025-02-28')
  assert.equal(localDay(moment, 'UTC'), '2025-03-01')
  assert.equal(localDay(moment, 'Asia/Tokyo'), '2025-03-01')
})

test('countries are known by name in two languages, by both codes, and as shops write them', () => {
  const known: Record<string, string> = {
    'United Kingdom': 'GB',
    UK: 'GB',
    GBR: 'GB',
    'Reino Unido': 'GB',
    USA: 'US',
    'Estados Unidos': 'US',
    bo: 'BO',
    Bolivia: 'BO',
    España: 'ES',
    ESP: 'ES',
    EIRE: 'IE',
    RSA: 'ZA',
    ' Germany ': 'DE',
  }
  for (const [name, code] of Object.entries(known)) assert.equal(countryCode(name), code, name)
  for (const name of ['', 'Atlantis', 'European Community', 'Unspecified', 'ZZ'])
    assert.equal(countryCode(name), null, name)
})
