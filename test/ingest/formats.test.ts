import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { detectNumberFormat, numberSql } from '../../src/ingest/number-format.ts'
import type { NumberFormat } from '../../src/ingest/number-format.ts'
import { detectTimeFormat, timeSql } from '../../src/ingest/time-format.ts'
import { connect } from '../../src/warehouse/connection.ts'
import type { Connection } from '../../src/warehouse/connection.ts'
import { raw, sql } from '../../src/warehouse/sql.ts'

let instance: DuckDBInstance
let db: Connection

before(async () => {
  instance = await DuckDBInstance.create(':memory:')
  db = await connect(instance)
  await db.run(raw(`SET TimeZone = 'UTC'`))
})

after(() => {
  db.close()
  instance.closeSync()
})

async function readAll(texts: readonly string[], expression: string): Promise<(string | null)[]> {
  const rows = await db.rows<{ value: string | null }>(
    sql`SELECT CAST(${raw(expression)} AS VARCHAR) AS value FROM (SELECT unnest(${texts}) AS c, unnest(range(${texts.length})) AS i) ORDER BY i`,
  )
  return rows.map(({ value }) => value)
}

async function numbers(
  texts: readonly string[],
  habit: NumberFormat | null = null,
): Promise<(number | null)[]> {
  const { format } = detectNumberFormat(texts, habit)
  return (await readAll(texts, numberSql('c', format, 'DECIMAL(18,4)'))).map((value) =>
    value === null ? null : Number(value),
  )
}

async function times(texts: readonly string[], zone = 'UTC'): Promise<(string | null)[]> {
  return readAll(texts, timeSql('c', detectTimeFormat(texts), zone))
}

/** Writes hundredths as a shop in that format would. */
function written(cents: number, { decimal, thousands }: NumberFormat): string {
  const whole = String(Math.floor(Math.abs(cents) / 100)).replaceAll(/\B(?=(\d{3})+$)/g, thousands)
  return `${cents < 0 ? '-' : ''}${whole}${decimal}${String(Math.abs(cents) % 100).padStart(2, '0')}`
}

const formats: NumberFormat[] = [
  { decimal: '.', thousands: '' },
  { decimal: ',', thousands: '' },
  { decimal: '.', thousands: ',' },
  { decimal: ',', thousands: '.' },
  { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: "'" },
]

describe('numbers', () => {
  test('come back as they were, in every writing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...formats),
        fc.array(fc.integer({ min: -1e13, max: 1e13 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom('', '$ ', 'Bs ', '€', 'USD '),
        async (format, cents, currency) => {
          const texts = cents.map((value) => `${currency}${written(value, format)}`)
          assert.deepEqual(
            await numbers(texts),
            cents.map((value) => value / 100 + 0),
          )
        },
      ),
      { numRuns: 60, seed: 7 },
    )
  })

  test('never turn one amount into another: what does not fit its column is null', async () => {
    assert.deepEqual(await numbers(['1,234.50', '1,5', '12,34', '2,500']), [1234.5, null, null, 2500])
    assert.deepEqual(await numbers(['1.234,50', '1.5', '7']), [1234.5, null, 7])
    assert.deepEqual(await numbers(['12.50', 'abc', '1-2', '5 6', '--3', '']), [
      12.5,
      null,
      null,
      null,
      null,
      null,
    ])
  })

  test('may stand in parentheses or have their minus behind', async () => {
    assert.deepEqual(
      await numbers(['(12.50)', '12.50-', '−3.25', '+4.00', '15%']),
      [-12.5, -12.5, -3.25, 4, 15],
    )
  })

  test('with three figures behind one sign are read by what stands beside them', async () => {
    assert.deepEqual(await numbers(['1.500', '500', '12.000']), [1500, 500, 12000])
    assert.deepEqual(await numbers(['1.500', '2.250', '0.125']), [1.5, 2.25, 0.125])
    assert.deepEqual(await numbers(['1,500', '500']), [1500, 500])
    assert.deepEqual(await numbers(['1.500', '2.250'], { decimal: ',', thousands: '' }), [1500, 2250])
    assert.deepEqual(await numbers(['1,500', '500'], { decimal: ',', thousands: '' }), [1.5, 500])
  })
})

const pad = (value: number): string => String(value).padStart(2, '0')
const parts = (at: Date) => ({
  y: at.getUTCFullYear(),
  m: at.getUTCMonth() + 1,
  d: at.getUTCDate(),
  clock: `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`,
  twelve: `${at.getUTCHours() % 12 === 0 ? 12 : at.getUTCHours() % 12}:${pad(at.getUTCMinutes())}`,
  half: at.getUTCHours() < 12 ? 'a' : 'p',
})
const spanish = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic']
const english = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const writings: Record<string, (at: Date) => string> = {
  iso: (at) => `${at.toISOString().slice(0, 16).replace('T', ' ')}:00`,
  isoT: (at) => at.toISOString().slice(0, 16),
  dayFirst: (at) => `${pad(parts(at).d)}/${pad(parts(at).m)}/${parts(at).y} ${parts(at).clock}`,
  dayFirstShort: (at) => `${parts(at).d}-${parts(at).m}-${parts(at).y} ${parts(at).clock}`,
  dotted: (at) => `${pad(parts(at).d)}.${pad(parts(at).m)}.${parts(at).y}, ${parts(at).clock}`,
  monthFirst: (at) =>
    `${parts(at).m}/${parts(at).d}/${parts(at).y} ${parts(at).twelve} ${parts(at).half.toUpperCase()}M`,
  dayFirstTwelve: (at) =>
    `${parts(at).d}/${parts(at).m}/${parts(at).y} ${parts(at).twelve} ${parts(at).half}. m.`,
  twoFigureYear: (at) =>
    `${pad(parts(at).d)}/${pad(parts(at).m)}/${pad(parts(at).y % 100)} ${parts(at).clock}`,
  slashes: (at) => `${parts(at).y}/${pad(parts(at).m)}/${pad(parts(at).d)} ${parts(at).clock}`,
  compact: (at) => `${parts(at).y}${pad(parts(at).m)}${pad(parts(at).d)} ${parts(at).clock.replace(':', '')}`,
  spanish: (at) => `${parts(at).d} de ${spanish[parts(at).m - 1]} de ${parts(at).y} ${parts(at).clock}`,
  english: (at) => `${english[parts(at).m - 1]} ${parts(at).d}, ${parts(at).y} ${parts(at).clock}`,
  dashedMonth: (at) =>
    `${pad(parts(at).d)}-${english[parts(at).m - 1].slice(0, 3)}-${parts(at).y} ${parts(at).clock}`,
  serial: (at) => String(at.getTime() / 86_400_000 + 25_569),
  epoch: (at) => String(at.getTime() / 1000),
  milliseconds: (at) => String(at.getTime()),
}

describe('times', () => {
  for (const [name, write] of Object.entries(writings)) {
    test(`written ${name} come back to the minute`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: Date.UTC(2001, 9, 1) / 60_000, max: Date.UTC(2029, 0) / 60_000 }), {
            minLength: 2,
            maxLength: 30,
          }),
          async (minutes) => {
            // one day above the twelfth settles what comes first
            const dates = [
              new Date(Date.UTC(2020, 4, 25, 13, 30)),
              ...minutes.map((minute) => new Date(minute * 60_000)),
            ]
            const expected = dates.map((date) => date.toISOString().slice(0, 19).replace('T', ' '))
            assert.deepEqual(await times(dates.map(write)), expected)
          },
        ),
        { numRuns: 15, seed: 11 },
      )
    })
  }

  test('that do not exist are null', async () => {
    assert.deepEqual(await times(['2024-02-30', '2024-13-01', '2024-01-31', 'soon']), [
      null,
      null,
      '2024-01-31 00:00:00',
      null,
    ])
    assert.deepEqual(await times(['31/02/2024', '28/02/2024']), [null, '2024-02-28 00:00:00'])
  })

  test('with an offset are turned into the zone, those without are in it already', async () => {
    assert.deepEqual(
      await times(
        [
          '2024-01-05 10:00:00 -0500',
          '2024-01-05T10:00:00Z',
          '2024-01-05T10:00:00+02:00',
          '2024-01-05 10:00:00',
        ],
        'America/La_Paz',
      ),
      ['2024-01-05 11:00:00', '2024-01-05 06:00:00', '2024-01-05 04:00:00', '2024-01-05 10:00:00'],
    )
  })

  test('that leave day and month open are read the way that runs most steadily', async () => {
    const daily = Array.from({ length: 12 }, (_, index) => `${pad(index + 1)}/03/2024`)
    const american = Array.from({ length: 12 }, (_, index) => `03/${pad(index + 1)}/2024`)
    assert.equal(detectTimeFormat(daily).order, 'day_first')
    assert.equal(detectTimeFormat(american).order, 'month_first')
    assert.equal(detectTimeFormat(daily).unclear, true)
    assert.equal(detectTimeFormat([...daily, '25/03/2024']).unclear, false)
  })
})
