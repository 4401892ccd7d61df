import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { customer } from '../../src/answers/customers/customer.ts'
import { customers } from '../../src/answers/customers/customers.ts'
import { product } from '../../src/answers/products/product.ts'
import { products } from '../../src/answers/products/products.ts'
import { customerSorts } from '../../src/contracts/customers.ts'
import { productSorts } from '../../src/contracts/products.ts'
import { rfm11Segments } from '../../src/contracts/segments.ts'
import { rfm11 } from '../../src/models/customers/rfm.ts'
import { openShop } from '../shops/open-shop.ts'
import type { OpenShop } from '../shops/open-shop.ts'
import { randomShop } from '../shops/random-shop.ts'
import { ask } from './checked-run.ts'
import { assertNear, assertSameRows, assertSorted } from './near.ts'
import { customerTotals, productTotals } from './reference/lists.ts'
import { measure } from './reference/measures.ts'
import { facts, select } from './reference/selection.ts'

const shop = randomShop(21)
const all = facts(shop)
let open: OpenShop
before(async () => {
  open = await openShop(shop)
})
after(async () => open.close())

const runs = { numRuns: 25, seed: 3 }
const direction = fc.constantFrom('', '-')

test('the customer list holds what each has brought, however it is narrowed, sorted and paged', async () => {
  const wanted = fc.record(
    {
      country: fc.constantFrom('GB', 'Bolivia', ['usa', 'ESP'], 'nowhere'),
      min_ltv: fc.integer({ min: -100, max: 20_000 }),
      include_archived: fc.boolean(),
      sort: fc.tuple(direction, fc.constantFrom(...customerSorts)).map(([sign, name]) => sign + name),
      limit: fc.integer({ min: 3, max: 50 }),
    },
    { requiredKeys: ['limit'] },
  )
  const codes: Record<string, string[]> = { GB: ['United Kingdom'], Bolivia: ['Bolivia'], nowhere: [] }
  await fc.assert(
    fc.asyncProperty(wanted, async (input) => {
      const countries =
        input.country === undefined
          ? null
          : Array.isArray(input.country)
            ? ['USA', 'España']
            : codes[input.country]
      const right = shop.customers
        .map(
          (row) =>
            ({ ...row, ...customerTotals(all, row.customer_key) }) as typeof row & { lifetime_value: number },
        )
        .filter((row) => input.include_archived || row.archived_at === null)
        .filter((row) => countries === null || countries.includes(row.country ?? ''))
        .filter((row) => input.min_ltv === undefined || row.lifetime_value >= input.min_ltv)
        .map(({ customer_key: _, archived_at: __, ...row }) => row)
      const shown: object[] = []
      for (let offset = 0; ; offset += input.limit) {
        const reply = await ask(customers, open.context, { ...input, offset })
        assert.equal(reply.total, right.length)
        shown.push(...reply.items)
        if (reply.items.length < input.limit) break
      }
      assertSameRows(shown, right, ['customer_id'], 'customers')
      const sort = input.sort ?? '-lifetime_value'
      if (!/name|country|segment/.test(sort)) {
        assertSorted(shown, sort.replace('-', ''), sort.startsWith('-') ? 'down' : 'up')
      }
    }),
    runs,
  )
})

test('a customer is found by part of the name whatever its accents, by email, id and the digits of the phone', async () => {
  const who = shop.customers.find((row) => row.phone && row.name && row.email && row.archived_at === null)!
  const texts = [
    who.name!.slice(2),
    who.name!.toUpperCase(),
    who.email!,
    who.customer_id,
    who.phone!.replaceAll(' ', '-'),
  ]
  for (const search of texts) {
    const { items } = await ask(customers, open.context, { search, limit: 1000 })
    assert.ok(
      items.some((row) => row.customer_id === who.customer_id),
      search,
    )
  }
  for (const search of ["'; DROP TABLE facts.customers; --", '%', '_', '~']) {
    const { items } = await ask(customers, open.context, { search, limit: 1000 })
    const right = shop.customers.filter(
      (row) =>
        row.archived_at === null &&
        [row.name, row.email, row.customer_id].some((text) =>
          text?.toLowerCase().includes(search.toLowerCase()),
        ),
    )
    assert.equal(items.length, right.length, search)
  }
})

test('the RFM scores and segments of the list are those of the model on the same shop', async () => {
  const { items } = await ask(customers, open.context, { include_archived: true, limit: 1000 })
  const bought = items.filter((row) => row.total_orders > 0)
  const last = bought.map((row) => Date.parse(row.last_purchase_date!) / 86_400_000)
  const latest = Math.max(...last)
  const model = rfm11({
    recencyDays: last.map((day) => latest - day),
    frequency: bought.map((row) => row.total_orders),
    monetary: bought.map((row) => Math.round(row.lifetime_value * 1e4) / 1e4),
  })
  bought.forEach((row, index) => {
    assert.deepEqual(
      [row.recency_score, row.frequency_score, row.monetary_score, row.rfm_segment],
      [
        model.scores.recency[index],
        model.scores.frequency[index],
        model.scores.monetary[index],
        rfm11Segments[model.segments[index]],
      ],
      row.customer_id,
    )
  })
  const never = items.filter((row) => row.total_orders === 0)
  assert.ok(
    never.length > 0 && never.every((row) => row.rfm_segment === 'Prospects' && row.recency_score === null),
  )
  for (const rfm_segment of new Set(items.map((row) => row.rfm_segment!))) {
    const { total } = await ask(customers, open.context, { rfm_segment, include_archived: true })
    assert.equal(total, items.filter((row) => row.rfm_segment === rfm_segment).length)
  }
})

test('the product list holds what each has sold, however it is narrowed, sorted and paged', async () => {
  const wanted = fc.record(
    {
      category: fc.constantFrom('Home', 'Books, comics', ['Toys', 'Home'], 'nothing'),
      include_archived: fc.boolean(),
      sort: fc.tuple(direction, fc.constantFrom(...productSorts)).map(([sign, name]) => sign + name),
      limit: fc.integer({ min: 3, max: 30 }),
    },
    { requiredKeys: ['limit'] },
  )
  await fc.assert(
    fc.asyncProperty(wanted, async (input) => {
      const right = shop.products
        .filter((row) => input.include_archived || row.archived_at === null)
        .filter((row) => input.category === undefined || [input.category].flat().includes(row.category ?? ''))
        .map(({ product_key, archived_at: _, rating: __, ...row }) => ({
          ...row,
          ...productTotals(all, product_key),
        }))
      const shown: object[] = []
      for (let offset = 0; ; offset += input.limit) {
        const reply = await ask(products, open.context, { ...input, offset })
        assert.equal(reply.total, right.length)
        shown.push(...reply.items)
        if (reply.items.length < input.limit) break
      }
      assertSameRows(shown, right, ['product_id'], 'products')
      const sort = input.sort ?? '-revenue'
      if (!/name|category|brand/.test(sort)) {
        assertSorted(shown, sort.replace('-', ''), sort.startsWith('-') ? 'down' : 'up')
      }
    }),
    runs,
  )
})

test('one customer and one product show their figures of the period', async () => {
  const periods = ['all_time', 'last_90_days', 'last_year'] as const
  for (const period of periods) {
    for (const { customer_id } of shop.customers.slice(0, 12)) {
      const reply = await ask(customer, open.context, { customer_id, period })
      const selection = select(shop, { customer_id: [customer_id], period })
      const sums = measure(selection.within(selection.range))
      assertNear(reply.figures, {
        revenue: sums.revenue,
        orders: sums.orders,
        units: sums.units,
        average_order_value: sums.orders > 0 ? sums.revenue / sums.orders : null,
        profit: sums.profit,
      })
    }
    for (const { product_id } of shop.products) {
      const reply = await ask(product, open.context, { product_id, period })
      const selection = select(shop, { product_id: [product_id], period })
      const sums = measure(selection.within(selection.range))
      assertNear(reply.figures, {
        revenue: sums.revenue,
        orders: sums.orders,
        units: sums.units,
        profit: sums.profit,
        customers: sums.customers,
      })
    }
  }
})

test('an unknown customer or product says so', async () => {
  await assert.rejects(ask(customer, open.context, { customer_id: 'nobody' }), { code: 'customer_not_found' })
  await assert.rejects(ask(product, open.context, { product_id: 'nothing' }), { code: 'product_not_found' })
})
