import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { categories } from '../../src/answers/sales/categories.ts'
import { changes } from '../../src/answers/sales/changes.ts'
import { channels } from '../../src/answers/sales/channels.ts'
import { cities } from '../../src/answers/sales/cities.ts'
import { concentration } from '../../src/answers/sales/concentration.ts'
import { countries } from '../../src/answers/sales/countries.ts'
import { dashboardMetrics } from '../../src/answers/sales/dashboard-metrics.ts'
import { dashboardSummary } from '../../src/answers/sales/dashboard-summary.ts'
import { distribution } from '../../src/answers/sales/distribution.ts'
import { facets } from '../../src/answers/sales/facets.ts'
import { geoTree } from '../../src/answers/sales/geo-tree.ts'
import { kpis } from '../../src/answers/sales/kpis.ts'
import { orders } from '../../src/answers/sales/orders.ts'
import { timeSeries } from '../../src/answers/sales/time-series.ts'
import { topProducts } from '../../src/answers/sales/top-products.ts'
import { transactions } from '../../src/answers/sales/transactions.ts'
import { concentrationDimensions } from '../../src/contracts/concentration.ts'
import { distributionMeasures } from '../../src/contracts/distribution.ts'
import type { FilterInput } from '../../src/contracts/filter.ts'
import { productMetrics } from '../../src/contracts/top-products.ts'
import { granularities } from '../../src/contracts/time-series.ts'
import { transactionSorts } from '../../src/contracts/transactions.ts'
import { openShop } from '../shops/open-shop.ts'
import type { OpenShop } from '../shops/open-shop.ts'
import { randomShop } from '../shops/random-shop.ts'
import { ask } from './checked-run.ts'
import { assertNear, assertSameRows, assertSorted } from './near.ts'
import { randomFilter } from './random-filter.ts'
import * as expected from './reference/breakdowns.ts'
import { facetCounts } from './reference/facets.ts'
import { dashboardMetrics as expectedMetrics, kpis as expectedKpis } from './reference/kpis.ts'
import {
  orders as expectedOrders,
  selectedLines,
  transactions as expectedTransactions,
} from './reference/lists.ts'
import { select } from './reference/selection.ts'
import type { Selection } from './reference/selection.ts'
import { concentrated, giniOf, percentile, valuesOf } from './reference/spread.ts'
import { timeSeries as expectedSeries } from './reference/time-series.ts'

const runs = Number(process.env.PROPERTY_RUNS ?? 6)

const shops = {
  'a shop that knows some costs': randomShop(11),
  'a shop that knows every cost': randomShop(12, { costs: 'all' }),
  'a shop that knows no cost and no visits': randomShop(13, { costs: 'none', visits: false }),
  'a shop of few customers': randomShop(14, { orders: 25, customers: 4 }),
  'an empty shop': randomShop(15, { orders: 0 }),
}

for (const [name, shop] of Object.entries(shops)) {
  describe(name, () => {
    let open: OpenShop
    before(async () => {
      open = await openShop(shop)
    })
    after(async () => open.close())

    /** Holds that an answer says, for whatever filter, what the slow computation says. */
    const agrees = <More>(
      what: string,
      more: fc.Arbitrary<More>,
      check: (filter: FilterInput, selection: Selection, more: More) => Promise<void>,
    ): void => {
      test(what, async () => {
        await fc.assert(
          fc.asyncProperty(randomFilter(shop), more, async (filter, extra) => {
            await check(filter, select(shop, filter), extra)
          }),
          { numRuns: runs, seed: 1 },
        )
      })
    }
    const nothing = fc.constant(undefined)

    agrees('kpis', nothing, async (filter, selection) => {
      assertNear(await ask(kpis, open.context, filter), expectedKpis(selection))
    })

    agrees('dashboard-metrics', nothing, async (filter, selection) => {
      assertNear(await ask(dashboardMetrics, open.context, filter), expectedMetrics(selection))
    })

    agrees('time-series', fc.constantFrom(...granularities), async (filter, selection, granularity) => {
      const reply = await ask(timeSeries, open.context, { ...filter, granularity })
      assertNear(reply, expectedSeries(selection, granularity))
    })

    agrees('countries', nothing, async (filter, selection) => {
      const { items } = await ask(countries, open.context, filter)
      assertSameRows(items, expected.countries(selection) as object[], ['country'], 'countries')
      assertSorted(items, 'revenue')
    })

    agrees('cities', nothing, async (filter, selection) => {
      const { items, total } = await ask(cities, open.context, { ...filter, limit: 1000 })
      assert.equal(items.length, total)
      assertSameRows(items, expected.cities(selection) as object[], ['country', 'region', 'city'], 'cities')
      assertSorted(items, 'revenue')
    })

    agrees('categories', nothing, async (filter, selection) => {
      const { items } = await ask(categories, open.context, filter)
      const right = expected.categories(selection)
      assertSameRows(items, right.items as object[], ['category'], 'categories')
      const parts = items.flatMap((item) =>
        item.subcategories.map((part) => ({ category: item.category, ...part })),
      )
      assertSameRows(parts, right.subcategories as object[], ['category', 'subcategory'], 'subcategories')
      assertSorted(items, 'revenue')
    })

    agrees('channels', nothing, async (filter, selection) => {
      const reply = await ask(channels, open.context, filter)
      for (const dimension of ['device_type', 'traffic_source', 'payment_method'] as const) {
        const right = expected.channel(selection, dimension) as object[]
        assertSameRows(reply[dimension], right, ['value'], dimension)
      }
    })

    agrees('top-products', fc.constantFrom(...productMetrics), async (filter, selection, metric) => {
      const { items } = await ask(topProducts, open.context, { ...filter, metric, limit: 100 })
      assertSameRows(items, expected.topProducts(selection) as object[], ['product_id'], 'top-products')
      assertSorted(items, metric)
      assert.deepEqual(
        items.map((item) => item.rank),
        items.map((_, index) => index + 1),
      )
    })

    agrees('geo-tree', fc.integer({ min: 1, max: 3 }), async (filter, selection, limit) => {
      const whole = await ask(geoTree, open.context, { ...filter, limit: 100 })
      const leaves = whole.items.flatMap(({ country, cities: of }) =>
        of.flatMap(({ city, categories: parts }) => parts.map((part) => ({ country, city, ...part }))),
      )
      assertSameRows(
        leaves,
        expected.leaves(selection) as object[],
        ['country', 'city', 'category'],
        'leaves',
      )
      const short = await ask(geoTree, open.context, { ...filter, limit })
      for (const { revenue, cities: of } of short.items) {
        assert.ok(of.length <= limit + 1)
        assertNear(
          of.reduce((sum, city) => sum + city.revenue, 0),
          revenue,
          'cities of a country',
        )
      }
    })

    agrees('changes', fc.integer({ min: 1, max: 6 }), async (filter, selection, limit) => {
      const reply = await ask(changes, open.context, { ...filter, limit })
      if (selection.previous === null) return assert.deepEqual(reply.gained, [])
      const dimensions: [string, expected.Of][] = [
        ['country', ({ order }) => [order.country]],
        ['category', ({ product }) => [product?.category ?? null]],
        ['product', ({ product }) => [product?.product_id ?? null]],
      ]
      for (const [dimension, of] of dimensions) {
        const moved = expected.moves(selection, of).map((row) => Math.round(row.difference * 100))
        const up = moved.filter((difference) => difference > 0).sort((a, b) => b - a)
        const down = moved.filter((difference) => difference < 0).sort((a, b) => a - b)
        const shown = (rows: { dimension: string; difference: number }[]): number[] =>
          rows.filter((row) => row.dimension === dimension).map((row) => Math.round(row.difference * 100))
        assertNear(shown(reply.gained), up.slice(0, limit), 'gained change')
        assertNear(shown(reply.lost), down.slice(0, limit), 'lost change')
      }
    })

    agrees(
      'distribution',
      fc.record({ measure: fc.constantFrom(...distributionMeasures), bins: fc.integer({ min: 5, max: 30 }) }),
      async (filter, selection, more) => {
        const reply = await ask(distribution, open.context, { ...filter, ...more })
        const values = valuesOf(selection, more.measure)
        assert.equal(reply.count, values.length)
        if (values.length === 0) return assert.equal(reply.percentiles, null)
        assertNear(reply.mean, values.reduce((sum, value) => sum + value, 0) / values.length, 'mean')
        const levels = { p5: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 }
        for (const [name, level] of Object.entries(levels)) {
          assertNear(reply.percentiles![name as 'p5'], percentile(values, level), name)
        }
        assert.equal(
          reply.bins.reduce((sum, bin) => sum + bin.count, 0),
          values.length,
        )
        for (const bin of reply.bins) {
          const inside = values.filter((value) => value > bin.from + 0.001 && value < bin.to - 0.001)
          assert.ok(inside.length <= bin.count, `${inside.length} in a bin of ${bin.count}`)
        }
      },
    )

    agrees(
      'concentration',
      fc.constantFrom(...concentrationDimensions),
      async (filter, selection, dimension) => {
        const reply = await ask(concentration, open.context, { ...filter, dimension })
        const rows = concentrated(selection, dimension)
        const revenues = rows.map((row) => row.revenue)
        assert.equal(reply.count, rows.length)
        if (rows.length === 0) return
        const total = revenues.reduce((sum, value) => sum + value, 0)
        const topShare = (part: number): number =>
          revenues.slice(0, Math.ceil(rows.length * part)).reduce((sum, value) => sum + value, 0) / total
        assertNear(reply.gini, giniOf(revenues), 'gini')
        assertNear(reply.top_10_percent_share, topShare(0.1), 'share')
        assertNear(reply.top_20_percent_share, topShare(0.2), 'share')
        assertNear(
          reply.top.map((row) => row.revenue),
          revenues.slice(0, 10),
          'top',
        )
        assert.equal(reply.curve.at(-1)!.share_of_count, 1)
        assertNear(reply.curve.at(-1)!.share_of_revenue, 1, 'share')
      },
    )

    agrees(
      'transactions',
      fc.record({
        sort: fc.constantFrom(...transactionSorts.flatMap((name) => [name, `-${name}`])),
        page: fc.integer({ min: 60, max: 400 }),
        kind: fc.constantFrom(undefined, 'sale' as const, 'refund' as const, 'shipping' as const),
        state: fc.constantFrom(undefined, 'open' as const, 'cancelled' as const),
      }),
      async (filter, selection, { sort, page, kind, state }) => {
        const right = selectedLines(selection).filter(
          ({ line, order }) =>
            (kind === undefined || line.kind === kind) && (state === undefined || order.state === state),
        )
        const shown: object[] = []
        for (let offset = 0; ; offset += page) {
          const reply = await ask(transactions, open.context, {
            ...filter,
            sort,
            limit: page,
            offset,
            kind,
            state,
          })
          assert.equal(reply.total, right.length)
          shown.push(...reply.items)
          if (reply.items.length < page) break
        }
        assertSameRows(
          shown,
          expectedTransactions(selection, right) as object[],
          ['order_id', 'transaction_id'],
          'transactions',
        )
        const name = sort.replace('-', '')
        if (name !== 'unit_price') assertSorted(shown, name, sort.startsWith('-') ? 'down' : 'up')
      },
    )

    agrees(
      'orders',
      fc.constantFrom('date', '-date', 'revenue', '-revenue', '-lines'),
      async (filter, selection, sort) => {
        const right = expectedOrders(selection)
        const shown: object[] = []
        for (let offset = 0; ; offset += 90) {
          const reply = await ask(orders, open.context, { ...filter, sort, limit: 90, offset })
          assert.equal(reply.total, right.items.length)
          assertNear(reply, { total_revenue: right.total_revenue, total_orders: right.total_orders })
          shown.push(...reply.items)
          if (reply.items.length < 90) break
        }
        assertSameRows(shown, right.items, ['order_id'], 'orders')
        assertSorted(shown, sort.replace('-', ''), sort.startsWith('-') ? 'down' : 'up')
      },
    )

    agrees('facets', nothing, async (filter, selection) => {
      const reply = await ask(facets, open.context, filter)
      const { period, start_date, end_date, as_of } = filter
      const days = select(
        shop,
        JSON.parse(JSON.stringify({ period, start_date, end_date, as_of })) as FilterInput,
      )
      const right = facetCounts(days)
      for (const [facet, values] of Object.entries(right.facets)) {
        assertSameRows(reply.facets[facet as 'country'], values, ['value'], facet)
        assertSorted(reply.facets[facet as 'country'], 'count')
      }
      assertNear(reply.price_range, right.price_range, 'price_range')
      assert.equal(reply.last_day, selection.as_of)
    })

    agrees('dashboard-summary', nothing, async (filter) => {
      const reply = await ask(dashboardSummary, open.context, filter)
      const [figures, series, products, places] = await Promise.all([
        ask(kpis, open.context, filter),
        ask(timeSeries, open.context, filter),
        ask(topProducts, open.context, { ...filter, limit: 10 }),
        ask(countries, open.context, filter),
      ])
      assert.deepEqual(reply.kpis, figures)
      assert.deepEqual(reply.series, series.items)
      assert.deepEqual(reply.top_products, products.items)
      assert.deepEqual(reply.top_countries, places.items.slice(0, 10))
    })
  })
}
