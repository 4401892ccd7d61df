import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { AnswerContext } from '../../src/answers/answer.ts'
import { categories } from '../../src/answers/sales/categories.ts'
import { channels } from '../../src/answers/sales/channels.ts'
import { cities } from '../../src/answers/sales/cities.ts'
import { concentration } from '../../src/answers/sales/concentration.ts'
import { countries } from '../../src/answers/sales/countries.ts'
import { dashboardMetrics } from '../../src/answers/sales/dashboard-metrics.ts'
import { facets } from '../../src/answers/sales/facets.ts'
import { geoTree } from '../../src/answers/sales/geo-tree.ts'
import { kpis } from '../../src/answers/sales/kpis.ts'
import { orders } from '../../src/answers/sales/orders.ts'
import { timeSeries } from '../../src/answers/sales/time-series.ts'
import { fixedClock } from '../../src/base/clock.ts'
import type { FilterInput } from '../../src/contracts/filter.ts'
import { loadDemo } from '../../src/demo/load-shop.ts'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import { raw } from '../../src/warehouse/sql.ts'
import { openShop } from '../shops/open-shop.ts'
import { randomShop } from '../shops/random-shop.ts'
import { ask } from './checked-run.ts'

type Opened = { context: AnswerContext; close: () => Promise<void> }

async function openDemo(name: 'boutique' | 'global' | 'spa', currency: string): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'identities-'))
  const warehouses = openWarehouses({ folder, memoryMb: 1024 })
  const warehouse = await warehouses.create('shop')
  const clock = fixedClock('2025-11-01T12:00:00Z')
  await loadDemo(warehouse, name, { clock })
  const workspace = { workspace_id: 'shop', name, currency, time_zone: 'UTC' }
  return {
    context: { db: warehouse.reader, workspace, clock },
    async close() {
      await warehouses.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const shops: Record<string, () => Promise<Opened>> = {
  'a dirty shop': () => openShop(randomShop(31)),
  'the boutique': () => openDemo('boutique', 'BOB'),
  'the global store': () => openDemo('global', 'USD'),
  'the spa': () => openDemo('spa', 'CLP'),
}

const filters: FilterInput[] = [
  {},
  { period: 'last_90_days' },
  { period: 'last_month', compare: 'previous_year' },
  { segment: ['VIP', 'guest'] },
  { period: 'last_year', min_price: 20 },
]

const near = (actual: number, expected: number, what: string): void =>
  assert.ok(
    Math.abs(actual - expected) <= 0.01 + 1e-9 * Math.abs(expected),
    `${what}: ${actual} where ${expected} is right`,
  )
const revenue = (rows: readonly { revenue: number }[]): number =>
  rows.reduce((sum, row) => sum + row.revenue, 0)
const count = (rows: readonly { orders: number }[]): number => rows.reduce((sum, row) => sum + row.orders, 0)

for (const [name, opening] of Object.entries(shops)) {
  describe(name, async () => {
    const shop = await opening()
    const { context } = shop

    for (const filter of filters) {
      test(`totals agree whichever way they are asked: ${JSON.stringify(filter)}`, async () => {
        const figures = await ask(kpis, context, filter)
        const [total, orderCount] = [figures.total_revenue!, figures.total_orders!]
        const byOrder: Record<string, readonly { revenue: number; orders: number }[]> = {
          countries: (await ask(countries, context, filter)).items,
          cities: (await ask(cities, context, { ...filter, limit: 1000 })).items,
          ...Object.fromEntries((['day', 'week', 'month'] as const).map((granularity) => [granularity, []])),
          ...(await channelRows(context, filter)),
        }
        for (const granularity of ['day', 'week', 'month'] as const) {
          byOrder[granularity] = (await ask(timeSeries, context, { ...filter, granularity })).items
        }
        for (const [what, rows] of Object.entries(byOrder)) {
          near(revenue(rows), total, `revenue by ${what}`)
          assert.equal(count(rows), orderCount, `orders by ${what}`)
        }
        const byCategory = (await ask(categories, context, filter)).items
        near(revenue(byCategory), total, 'revenue by category')
        near(revenue(byCategory.flatMap((row) => row.subcategories)), total, 'revenue by sub-category')
        near(revenue((await ask(geoTree, context, filter)).items), total, 'revenue of the tree')
        const metrics = await ask(dashboardMetrics, context, filter)
        near(metrics.total_sales, total, 'total_sales')
        assert.equal(metrics.active_customers, figures.total_customers)
        assert.ok(byCategory.every((row) => row.orders <= orderCount))
      })
    }

    test('the orders behind a figure, paged to the end, come to that figure', async () => {
      const filter: FilterInput = { period: 'last_90_days' }
      const figures = await ask(kpis, context, filter)
      let [sum, counted, seen] = [0, 0, 0]
      const ids = new Set<string>()
      for (let offset = 0; ; offset += 1000) {
        const { items, total } = await ask(orders, context, { ...filter, limit: 1000, offset })
        sum += revenue(items)
        counted += items.filter((row) => row.is_order).length
        seen += items.length
        for (const row of items) ids.add(row.order_id)
        if (seen >= total) break
      }
      near(sum, figures.total_revenue!, 'revenue of the orders')
      assert.equal(counted, figures.total_orders)
      assert.equal(ids.size, seen)
    })

    test('customers and guests, and products and what has none, come to the whole', async () => {
      const total = (await ask(kpis, context, {})).total_revenue!
      const named = await context.db.row<{
        customers: number
        guests: number
        products: number
        others: number
      }>(
        raw(`SELECT CAST(coalesce(sum(revenue) FILTER (WHERE customer_key > 0), 0) AS DOUBLE) AS customers,
          CAST(coalesce(sum(revenue) FILTER (WHERE customer_key = 0), 0) AS DOUBLE) AS guests,
          CAST(coalesce(sum(revenue) FILTER (WHERE product_key > 0), 0) AS DOUBLE) AS products,
          CAST(coalesce(sum(revenue) FILTER (WHERE product_key = 0), 0) AS DOUBLE) AS others
        FROM marts.sales WHERE counts AND day <= (SELECT max(day) FROM marts.days WHERE orders > 0
          AND day <= DATE '${(await ask(kpis, context, {})).as_of}')`),
      )
      near(named.customers + named.guests, total, 'customers and guests')
      near(named.products + named.others, total, 'products and others')
      const guests = (await ask(kpis, context, { segment: 'guest' })).total_revenue!
      near(guests, named.guests, 'guests')
      const { top } = await ask(concentration, context, {})
      assert.ok(revenue(top) <= named.customers + named.customers * 0.5 + 1)
    })

    test('the segments part the customers, and their revenue with the guests is the whole', async () => {
      const whole = await ask(kpis, context, {})
      let [people, money] = [0, 0]
      for (const segment of ['VIP', 'Regular', 'New', 'At-Risk', 'guest']) {
        const part = await ask(kpis, context, { segment })
        people += part.total_customers!
        money += part.total_revenue!
      }
      assert.equal(people, whole.total_customers)
      const { facets: values } = await ask(facets, context, {})
      assert.equal(
        values.segment.reduce((sum, row) => sum + row.count, 0),
        whole.total_customers,
      )
      // who has only paid back is no customer of any segment
      const without = await context.db.row<{ revenue: number }>(
        raw(`SELECT CAST(coalesce(sum(revenue), 0) AS DOUBLE) AS revenue FROM marts.orders WHERE counts AND customer_key > 0
          AND day <= DATE '${whole.as_of}' AND customer_key NOT IN (SELECT customer_key FROM marts.orders
            WHERE is_order AND day <= DATE '${whole.as_of}')`),
      )
      near(money + without.revenue, whole.total_revenue!, 'revenue of the segments')
    })

    test('the figures of the period before are those of asking for that period', async () => {
      for (const filter of [
        { period: 'last_30_days' },
        { period: 'last_90_days', compare: 'previous_year' },
      ] as const) {
        const { previous } = await ask(kpis, context, filter)
        const { period, ...figures } = previous!
        const direct = await ask(kpis, context, { ...period, compare: 'none' })
        assert.deepEqual(
          figures,
          Object.fromEntries(
            Object.keys(figures).map((field) => [field, direct[field as keyof typeof direct]]),
          ),
        )
      }
    })

    test('the shop is closed', async () => shop.close())
  })
}

async function channelRows(context: AnswerContext, filter: FilterInput) {
  const { device_type, traffic_source, payment_method } = await ask(channels, context, filter)
  return { device_type, traffic_source, payment_method }
}
