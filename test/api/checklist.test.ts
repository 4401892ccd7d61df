import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDemo } from '../house/add-demo.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'
import { clientOf, itemsOf, spellings } from './client.ts'
import type { Client, Loose } from './client.ts'
import * as replies from './replies.ts'
import { hasShape } from './shape.ts'
import type { Shape } from './shape.ts'

/** Every question of the acceptance checklist that is due, asked as the source systems write it. */

let house: TestHouse
let good: Client['good']
let refused: Client['refused']
before(async () => {
  house = await openHouse()
  await addDemo(house, 'global', 4000)
  ;({ good, refused } = clientOf(house, 'global'))
})
after(async () => house.close())

describe('questions answer under every spelling with the fields their callers read', () => {
  const rows: [id: string, path: string, shape: Shape][] = [
    ['A06', '/api/ml/dashboard-summary/', replies.mlSummary],
    ['A07', '/api/v1/dashboard/summary', replies.summary],
    ['A08', '/api/v1/dashboard/metrics', replies.metrics],
    ['A09', '/api/kpis', replies.kpis],
    ['A10', '/api/transactions', replies.list(replies.transaction)],
    ['A11', '/api/customers', replies.list(replies.customer)],
    ['A12', '/api/products', replies.list(replies.product)],
    ['A13', '/api/v1/products', replies.list(replies.product)],
    ['A18', '/api/v1/customers', replies.list(replies.customer)],
    ['A23', '/api/analytics/countries', replies.countries],
    ['A24', '/api/analytics/categories', replies.categories],
    ['A25', '/api/analytics/time-series', replies.timeSeries],
    ['A26', '/api/analytics/top-products', replies.topProducts],
    ['jobs', '/api/v1/jobs', replies.list(replies.job)],
  ]
  const takesPeriod = new Set(['A07', 'A09'])
  for (const [id, path, shape] of rows) {
    test(`${id} ${path}`, async () => {
      const asked = await Promise.all(spellings(path).map(async (url) => good(url)))
      // over all time there is nothing to compare with
      hasShape(takesPeriod.has(id) ? await good(`${path}?period=last_90_days`) : asked[0], shape)
      for (const other of asked) assert.deepEqual(other, asked[0])
    })
  }

  test('A09: where nothing comes before, previous and change are null and say why', async () => {
    const { previous, change, reasons } = await good('/api/kpis')
    assert.deepEqual([previous, change, (reasons as Loose).previous], [null, null, 'no_previous_period'])
  })

  test('a customer without an order and a segment without customers say why they have no figures', async () => {
    const { items, reasons } = await good('/api/customers?sort=lifetime_value&limit=1')
    assert.equal((items as Loose[])[0].recency_score, null)
    assert.equal((reasons as Loose).recency_score, 'no_orders')
    const segments = await good('/api/analytics/segments')
    assert.equal((segments.reasons as Loose).cut_offs, 'not_of_this_scheme')
    assert.equal((segments.reasons as Loose).mean_orders, 'no_customers')
  })

  test('every reply that counts money or days says which, and why a figure is missing', async () => {
    for (const [id, path] of rows.filter(([each]) => each !== 'jobs')) {
      const data = await good(path, 'empty')
      assert.ok(Object.hasOwn(data, 'as_of') && data.currency === 'USD', id)
    }
    const { reasons, conversion_rate, gross_profit } = await good('/api/kpis', 'shop')
    assert.deepEqual([conversion_rate, gross_profit], [null, null])
    assert.deepEqual(
      [(reasons as Loose).conversion_rate, (reasons as Loose).gross_profit],
      ['no_visit_data', 'no_cost_data'],
    )
  })
})

describe('health and documents', () => {
  test('A02 and A03: health is exactly this, without a login', async () => {
    for (const url of ['/health', '/health/', ...spellings('/api/health')]) {
      const reply = await house.app.inject(url)
      assert.deepEqual([reply.statusCode, reply.json()], [200, { status: 'healthy', version: '1.0.0' }], url)
    }
  })

  test('A04 and A05: both pages open without a login, and the document names every row', async () => {
    for (const url of ['/docs', '/docs/', '/redoc', '/redoc/']) {
      const reply = await house.app.inject(url)
      assert.ok([200, 302].includes(reply.statusCode), `${url} ${reply.statusCode}`)
    }
    const { paths } = (await house.app.inject('/openapi.json')).json<{ paths: Loose }>()
    for (const path of [
      '/auth/login',
      '/ml/dashboard-summary',
      '/dashboard/summary',
      '/kpis',
      '/products/{product_id}',
      '/customers/{customer_id}',
      '/segment/predict',
      '/segment/status/{job_id}',
      '/ml/churn/at-risk',
      '/ml/clustering/customers',
    ])
      assert.ok(paths[`/api/v1${path}`], path)
  })
})

describe('paging and order of lists', () => {
  for (const path of ['/api/transactions', '/api/customers', '/api/products', '/api/v1/jobs']) {
    test(`${path} pages by limit and offset`, async () => {
      const first = await good(path)
      assert.deepEqual([first.limit, first.offset], [50, 0])
      const [whole, tail] = await Promise.all([good(`${path}?limit=20`), good(`${path}?limit=10&offset=10`)])
      assert.deepEqual(itemsOf(whole).slice(10), itemsOf(tail))
      assert.equal(whole.total, tail.total)
      assert.equal((await good(`${path}?limit=1000`)).limit, 1000)
      for (const limit of [0, 1001, -1, 1.5]) {
        const error = await refused(`${path}?limit=${limit}`)
        assert.ok([400, 422].includes(error.status), `${limit} ${error.status}`)
        assert.deepEqual(error.details[0].allowed, { type: 'integer', minimum: 1, maximum: 1000 })
      }
      assert.equal((await refused(`${path}?offset=-1`)).status, 422)
    })
  }

  test('sort takes a field, or the field with a minus for the other way', async () => {
    const amounts = async (sort: string) =>
      itemsOf(await good(`/api/transactions?sort=${sort}&limit=100`)).map((row) => row.total_amount as number)
    const up = await amounts('total_amount')
    assert.deepEqual(
      up,
      [...up].sort((a, b) => a - b),
    )
    const down = await amounts('-total_amount')
    assert.deepEqual(
      down,
      [...down].sort((a, b) => b - a),
    )
    const error = await refused('/api/transactions?sort=colour')
    assert.ok([error.status, error.code].join() === '422,out_of_range')
    assert.ok((error.details[0].allowed as string[]).includes('-date'))
  })

  test('page sizes of the table (C22) are all within the limit', async () => {
    for (const limit of [50, 100, 500, 1000])
      assert.equal(itemsOf(await good(`/api/transactions?limit=${limit}`)).length, limit)
  })
})

describe('filters of lists', () => {
  test('A10 by country, category and days, the last day included', async () => {
    const all = await good('/api/transactions?limit=1')
    const sale = itemsOf(all)[0]
    const query = {
      country: sale.country,
      category: sale.category,
      start_date: sale.date,
      end_date: sale.date,
    }
    const data = await good({ url: '/api/transactions', query: query as Record<string, string> })
    assert.ok((data.total as number) > 0)
    for (const row of itemsOf(data))
      assert.deepEqual([row.country, row.category, row.date], [sale.country, sale.category, sale.date])
  })

  test('A11 by country, segment and lowest value', async () => {
    const [first] = itemsOf(await good('/api/customers?limit=1'))
    const segment = first.rfm_segment as string
    assert.ok(replies.rfmWords.has(segment), segment)
    const query = { country: first.country as string, rfm_segment: segment, min_ltv: '100' }
    const data = await good({ url: '/api/customers', query })
    assert.ok((data.total as number) > 0)
    for (const row of itemsOf(data)) {
      assert.deepEqual([row.country, row.rfm_segment], [first.country, segment])
      assert.ok((row.lifetime_value as number) >= 100)
    }
    const several = await good('/api/customers?limit=1&rfm_segment=at_risk,Champions')
    const each = ['At%20Risk', 'champions'].map(async (one) =>
      good(`/api/customers?limit=1&rfm_segment=${one}`),
    )
    const totals = (await Promise.all(each)).map((one) => one.total as number)
    assert.equal(several.total, totals[0] + totals[1])
    const error = await refused('/api/customers?rfm_segment=Nobles')
    assert.ok(error.status === 422 && JSON.stringify(error.details[0].allowed).includes('Champions'))
    assert.equal((await refused('/api/customers?min_ltv=much')).status, 400)
  })

  test('A12 by category and lowest rating', async () => {
    const data = await good('/api/products?category=Electronics&min_rating=4')
    assert.ok((data.total as number) > 0)
    for (const row of itemsOf(data)) {
      assert.equal(row.category, 'Electronics')
      assert.ok((row.rating as number) >= 4)
    }
    const error = await refused('/api/products?min_rating=6')
    assert.deepEqual(
      [error.status, error.details[0].allowed],
      [422, { type: 'number', minimum: 0, maximum: 5 }],
    )
  })

  test('country is a stored name or a code, repeated or separated by commas, in whatever case', async () => {
    const total = async (query: string) => (await good(`/api/transactions?limit=1&${query}`)).total
    const countries = itemsOf(await good('/api/analytics/countries'))
    const code = (name: string) => countries.find((row) => row.country === name)?.country_code
    assert.deepEqual([code('USA'), code('UK')], ['US', 'GB'])
    const [usa, uk] = [await total('country=USA'), await total('country=UK')] as [number, number]
    assert.ok(usa > uk && uk > 0)
    for (const name of ['US', 'usa', 'us', 'United%20States'])
      assert.equal(await total(`country=${name}`), usa, name)
    for (const name of ['GB', 'GBR', 'gb', 'United%20Kingdom'])
      assert.equal(await total(`country=${name}`), uk, name)
    for (const both of ['country=US&country=GBR', 'country=USA,UK', 'country=us,%20gb'])
      assert.equal(await total(both), usa + uk, both)
    const customers = async (query: string) => (await good(`/api/customers?limit=1&${query}`)).total as number
    assert.equal(
      await customers('country=US,GB'),
      (await customers('country=USA')) + (await customers('country=UK')),
    )
  })

  test('C02 to C08: place, category, segment, channel and price each narrow, all by the names facets gives', async () => {
    const facets = await good('/api/facets')
    const everything = (await good('/api/kpis')).total_revenue as number
    for (const name of [
      'region',
      'city',
      'category',
      'subcategory',
      'segment',
      'payment_method',
      'device_type',
      'traffic_source',
    ]) {
      const found = JSON.stringify(facets)
      assert.ok(found.includes(`"${name}"`), `facets has no ${name}`)
    }
    const query = async (text: string) => (await good(`/api/kpis?${text}`)).total_revenue as number
    let sum = 0
    for (const segment of ['VIP', 'Regular', 'New', 'At-Risk', 'guest'])
      sum += await query(`segment=${segment}`)
    assert.ok(Math.abs(sum - everything) < 0.05, `${sum} ${everything}`)
    const low = await query('max_price=50')
    const high = await query('min_price=50.01')
    assert.ok(low > 0 && high > 0 && Math.abs(low + high - everything) < everything * 0.01)
    const error = await refused('/api/kpis?segment=Nobles')
    assert.deepEqual(
      [error.status, error.details[0].allowed],
      [422, ['VIP', 'Regular', 'New', 'At-Risk', 'guest']],
    )
  })
})

describe('periods', () => {
  const days = async (query: string) =>
    (await good(`/api/kpis?${query}`)).period as { start_date: string; end_date: string }

  test('C01: presets count back from as_of, and the reply shows the dates', async () => {
    const at = 'as_of=2025-10-15&period='
    const expected = {
      today: ['2025-10-15', '2025-10-15'],
      last_7_days: ['2025-10-09', '2025-10-15'],
      last_30_days: ['2025-09-16', '2025-10-15'],
      last_90_days: ['2025-07-18', '2025-10-15'],
      this_month: ['2025-10-01', '2025-10-15'],
      last_month: ['2025-09-01', '2025-09-30'],
      last_year: ['2024-10-16', '2025-10-15'],
    }
    for (const [period, [start_date, end_date]] of Object.entries(expected)) {
      const shown = await days(`${at}${period}`)
      assert.deepEqual([shown.start_date, shown.end_date], [start_date, end_date], period)
    }
    const all = await days(`${at}all_time`)
    assert.ok(all.start_date < '2023-11-08' && all.end_date === '2025-10-15')
  })

  test('a day out of the calendar, a reversed range and an unknown preset are 422', async () => {
    for (const query of [
      'start_date=2025-02-30',
      'start_date=2025-03-02&end_date=2025-03-01',
      'period=yesterday',
    ])
      assert.equal((await refused(`/api/kpis?${query}`)).status, 422, query)
    assert.equal((await refused('/api/kpis?start_date=1/2/2025')).status, 400)
  })

  test('end_date is inclusive: a month is the sum of its days, and two halves make the whole', async () => {
    const revenue = async (from: string, to: string) =>
      (await good(`/api/kpis?start_date=2025-03-${from}&end_date=2025-03-${to}`)).total_revenue as number
    const whole = await revenue('01', '31')
    const halves = (await revenue('01', '15')) + (await revenue('16', '31'))
    assert.ok(whole > 0 && Math.abs(whole - halves) < 0.01)
  })
})

describe('analytics', () => {
  test('A25 fills days without a sale with 0, and weeks start on Monday', async () => {
    const series = async (granularity: string) =>
      itemsOf(
        await good(
          `/api/analytics/time-series?granularity=${granularity}&start_date=2025-01-01&end_date=2025-03-31`,
        ),
      )
    const [byDay, byWeek, byMonth] = await Promise.all(['day', 'week', 'month'].map(series))
    assert.equal(byDay.length, 90)
    assert.deepEqual(
      byMonth.map((row) => row.date),
      ['2025-01-01', '2025-02-01', '2025-03-01'],
    )
    for (const row of byWeek) assert.equal(new Date(`${row.date as string}T00:00:00Z`).getUTCDay(), 1)
    const sum = (rows: Loose[]) => Math.round(rows.reduce((all, row) => all + (row.revenue as number), 0))
    assert.ok(sum(byDay) === sum(byWeek) && sum(byWeek) === sum(byMonth))
    const quiet = itemsOf(await good('/api/analytics/time-series?start_date=2025-10-01', 'shop'))
    assert.deepEqual(
      [quiet.length, quiet[0].revenue, quiet[0].orders, quiet[0].average_order_value],
      [28, 0, 0, null],
    )
    const error = await refused('/api/analytics/time-series?granularity=hour')
    assert.deepEqual([error.status, error.details[0].allowed], [422, ['day', 'week', 'month']])
  })

  test('A26 ranks by each metric of the list, 20 by default and at most 100', async () => {
    for (const metric of ['revenue', 'orders', 'margin']) {
      const data = await good(`/api/analytics/top-products?metric=${metric}&limit=100`)
      const values = itemsOf(data).map((row) => row[metric] as number)
      assert.deepEqual(
        values,
        [...values].sort((a, b) => b - a),
        metric,
      )
      assert.deepEqual([data.metric, values.length], [metric, 100])
    }
    assert.equal(itemsOf(await good('/api/analytics/top-products')).length, 20)
    for (const limit of [0, 101]) {
      const error = await refused(`/api/analytics/top-products?limit=${limit}`)
      assert.deepEqual(
        [error.status, error.details[0].allowed],
        [422, { type: 'integer', minimum: 1, maximum: 100 }],
      )
    }
    const error = await refused('/api/analytics/top-products?metric=smiles')
    assert.deepEqual([error.status, error.details[0].allowed], [422, ['revenue', 'orders', 'margin']])
  })

  test('A23, A24 and A09 tell of the same money', async () => {
    const total = (await good('/api/kpis')).total_revenue as number
    for (const path of ['countries', 'categories']) {
      const sum = itemsOf(await good(`/api/analytics/${path}`)).reduce(
        (all, row) => all + (row.revenue as number),
        0,
      )
      assert.ok(Math.abs(sum - total) < 0.05, `${path} ${sum} ${total}`)
    }
  })
})
