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
})
