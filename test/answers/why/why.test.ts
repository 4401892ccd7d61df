import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { kpis } from '../../../src/answers/sales/kpis.ts'
import { why } from '../../../src/answers/why/why.ts'
import { isAppError } from '../../../src/base/errors.ts'
import { whyMetrics } from '../../../src/contracts/why.ts'
import type { FilterInput } from '../../../src/contracts/filter.ts'
import { openShop } from '../../shops/open-shop.ts'
import type { OpenShop } from '../../shops/open-shop.ts'
import { randomShop } from '../../shops/random-shop.ts'
import { ask } from '../checked-run.ts'
import { randomFilter } from '../random-filter.ts'

const runs = Number(process.env.PROPERTY_RUNS ?? 6)

const shops = {
  'a shop that knows some costs': randomShop(21),
  'a shop that knows every cost': randomShop(22, { costs: 'all' }),
  'a shop that knows no cost and no visits': randomShop(23, { costs: 'none', visits: false }),
  'an empty shop': randomShop(24, { orders: 0 }),
}

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0)

for (const [name, shop] of Object.entries(shops)) {
  describe(name, () => {
    let open: OpenShop
    before(async () => {
      open = await openShop(shop)
    })
    after(async () => open.close())

    const holds = async (filter: FilterInput): Promise<void> => {
      const figures = await ask(kpis, open.context, filter)
      for (const metric of whyMetrics) {
        const reply = await ask(why, open.context, { ...filter, metric, limit: 2 })
        assert.equal(reply.current, figures[metric], metric)
        if (reply.period.start_date <= reply.period.end_date)
          assert.equal(reply.previous, figures.previous?.[metric] ?? null, metric)
        if (reply.difference === null) {
          assert.deepEqual([reply.decompositions, reply.dimensions], [[], []])
          continue
        }
        const near = (amounts: number[], what: string): void => {
          const scale = Math.max(1e-3, ...amounts.map(Math.abs), Math.abs(reply.current!))
          const off = Math.abs(sum(amounts) - reply.difference!) / scale
          assert.ok(off < 1e-12, `${metric} ${what}: ${sum(amounts)} instead of ${reply.difference}`)
        }
        assert.ok(reply.decompositions.length > 0, metric)
        for (const { name: of, parts } of reply.decompositions)
          near(
            parts.map(({ amount }) => amount),
            of,
          )
        for (const { dimension, items, rest } of reply.dimensions)
          near([...items.map(({ contribution }) => contribution), rest.contribution], dimension)
      }
    }

    test('every decomposition and dimension sums to the change, over the last 90 days', async () => {
      await holds({ period: 'last_90_days' })
    })

    test('and against the year before, and for whatever filter', async () => {
      await fc.assert(fc.asyncProperty(randomFilter(shop), holds), { numRuns: runs, seed: 3 })
    })
  })
}

describe('what a change is made of', () => {
  const shop = randomShop(31, { orders: 400, customers: 60, costs: 'all' })
  let open: OpenShop
  before(async () => {
    open = await openShop(shop)
  })
  after(async () => open.close())

  test('customers who are new, back and gone are those that can be counted', async () => {
    const reply = await ask(why, open.context, { period: 'last_90_days', metric: 'total_customers' })
    const { new_customers } = await ask(kpis, open.context, { period: 'last_90_days' })
    const [{ parts }] = reply.decompositions
    const part = (wanted: string): number => parts.find((each) => each.part === wanted)?.amount ?? 0
    assert.equal(part('new_customers'), new_customers)
    assert.ok(part('lost_customers') <= 0 && part('returned_customers') >= 0)
  })

  test('two periods can be named, and the earlier must lie before the later', async () => {
    const named = { start_date: '2025-03-01', end_date: '2025-04-30', metric: 'total_revenue' as const }
    const reply = await ask(why, open.context, {
      ...named,
      previous_start_date: '2024-03-01',
      previous_end_date: '2024-04-30',
    })
    assert.deepEqual(reply.previous_period, { start_date: '2024-03-01', end_date: '2024-04-30' })
    const before_ = await ask(kpis, open.context, { start_date: '2024-03-01', end_date: '2024-04-30' })
    assert.equal(reply.previous, before_.total_revenue)
    for (const wrong of [
      { previous_end_date: '2025-03-01' },
      { previous_start_date: '2025-01-02', previous_end_date: '2025-01-01' },
    ])
      await assert.rejects(
        ask(why, open.context, { ...named, ...wrong }),
        (error) => isAppError(error) && error.code === 'out_of_range',
      )
  })

  test('periods of one day, of none, of different lengths and before the first order sum exactly or say why not', async () => {
    const days = (start_date: string, end_date: string) => ({ start_date, end_date })
    const before_ = (previous_start_date: string, previous_end_date: string) => ({
      previous_start_date,
      previous_end_date,
    })
    const hostile = [
      days('2025-03-01', '2025-03-01'),
      { ...days('2025-03-01', '2025-03-01'), ...before_('2024-02-01', '2024-12-31') },
      { ...days('2024-08-01', '2025-06-30'), ...before_('2024-07-31', '2024-07-31') },
      { ...days('2024-03-01', '2024-04-01'), ...before_('2020-01-01', '2024-01-10') },
      { ...days('2024-03-01', '2024-04-01'), ...before_('2019-01-01', '2020-01-10') },
      days('2019-01-01', '2019-02-01'),
      days('2090-01-01', '2090-02-01'),
      { ...days('2025-01-01', '2025-03-31'), country: ['Bolivia'], category: ['Toys'] },
      { ...days('2025-01-01', '2025-03-31'), product_id: ['no such product'] },
      { ...days('2025-01-01', '2025-03-31'), payment_method: ['cash'], compare: 'previous_year' as const },
    ]
    for (const filter of hostile) {
      for (const metric of whyMetrics) {
        const reply = await ask(why, open.context, { ...filter, metric })
        const what = `${metric} ${JSON.stringify(filter)}`
        if (reply.difference === null) {
          assert.ok(reply.reasons?.difference, what)
          assert.deepEqual([reply.decompositions, reply.dimensions], [[], []], what)
          continue
        }
        const scale = Math.max(1, Math.abs(reply.current!), Math.abs(reply.previous!))
        const exact = (amounts: number[]): void =>
          assert.ok(Math.abs(sum(amounts) - reply.difference!) < 1e-9 * scale, what)
        for (const { parts } of reply.decompositions) exact(parts.map(({ amount }) => amount))
        for (const { items, rest } of reply.dimensions)
          exact([...items.map(({ contribution }) => contribution), rest.contribution])
        const amounts = reply.decompositions.flatMap(({ parts }) => parts.map(({ amount }) => amount))
        assert.ok(amounts.every(Number.isFinite), what)
      }
    }
  })
})
