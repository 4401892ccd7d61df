import assert from 'node:assert/strict'
import { test } from 'node:test'
import { customerHistory, segmentsOf } from '../../../src/answers/customers/customer-history.ts'
import { segmentsOfCustomer } from '../../../src/answers/customers/segments-of-customer.ts'
import { fixedClock } from '../../../src/base/clock.ts'
import { raw } from '../../../src/warehouse/sql.ts'
import { livelyShop, openTrainingFor } from '../../training/open-training.ts'

const schemes = ['rfm-11', 'rules-7', 'filter-4'] as const

test('one customer has the segments that an answer about everybody gives, on the latest day and before', async (t) => {
  const shop = await openTrainingFor(t, livelyShop(150))
  const workspace = { workspace_id: 'shop', name: 'Shop', currency: 'EUR', time_zone: 'UTC' }
  const context = { db: shop.warehouse.reader, workspace, clock: fixedClock('2025-12-31T12:00:00Z') }
  for (const as_of of ['2025-12-30', '2025-06-30']) {
    const all = await customerHistory(context, as_of)
    for (let i = 0; i < all.customer_key.length; i += 7) {
      const found = await segmentsOfCustomer(context, all.customer_key[i], {
        as_of,
        segments_day: '2025-12-30',
      })
      for (const scheme of schemes) {
        const { names, segment } = segmentsOf(scheme, all, undefined)
        assert.equal(found[scheme], names[segment[i]], `${scheme} of ${all.customer_key[i]} on ${as_of}`)
      }
    }
  }
  const nobody = await segmentsOfCustomer(context, 9999, { as_of: '2025-12-30', segments_day: '2025-12-30' })
  assert.deepEqual(Object.values(nobody), [null, null, null, null])
})

test('segments of all customers on the latest day are those counted one by one', async (t) => {
  const shop = await openTrainingFor(t, livelyShop(150))
  type Segments = { customers: number; items: Sized[]; matrix: { customers: number; revenue: number }[] }
  type Sized = { segment: string; customers: number; revenue: number }
  const kept = (await shop.ask('customer-segments')) as Segments
  // all customers are in this country: the same, but asked for by a filter
  await shop.warehouse.write(['sales'], async (writer) => {
    await writer.run(raw("UPDATE facts.orders SET country = 'ES'"))
  })
  const counted = (await shop.ask('customer-segments', { country: ['ES'] })) as Segments
  const rounded = ({ customers, items, matrix }: Segments) => ({
    customers,
    items: items.map(({ segment, customers: count, revenue }) => [segment, count, Math.round(revenue * 100)]),
    matrix: matrix.map(({ customers: count, revenue }) => [count, Math.round(revenue * 100)]),
  })
  assert.deepEqual(rounded(kept), rounded(counted))
  assert.equal(kept.customers, 150)
})
