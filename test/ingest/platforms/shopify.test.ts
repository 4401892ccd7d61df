import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { raw } from '../../../src/warehouse/sql.ts'
import { inWorkspace } from '../workspace.ts'
import type { Workspace } from '../workspace.ts'
import { csv, figuresOf, linesOf, ordersOf } from './platform-shop.ts'

export const orderHeader =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing City,Billing Country,Shipping Name,Shipping City,Shipping Province,Shipping Country,Notes,Cancelled at,Payment Method,Refunded Amount,Vendor,Id,Tags,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Phone'

type Cells = Record<string, string | number>

/** An order as Shopify writes it: its own columns on the first row, one row a line item, dates on each. */
function order(own: Cells, ...items: Cells[]): Cells[] {
  const repeated = { Name: own.Name, Email: own.Email ?? '', 'Created at': own['Created at'] }
  return items.map((item, index) => ({ ...(index === 0 ? own : repeated), ...item }))
}
const item = (name: string, sku: string, quantity: number, price: string, discount = '0.00'): Cells => ({
  'Lineitem name': name,
  'Lineitem sku': sku,
  'Lineitem quantity': quantity,
  'Lineitem price': price,
  'Lineitem discount': discount,
  Vendor: 'Acme',
})
const paid = (name: string, day: string, more: Cells): Cells => ({
  Name: name,
  Email: 'ana@example.com',
  'Financial Status': 'paid',
  'Fulfillment Status': 'fulfilled',
  Currency: 'USD',
  Shipping: '0.00',
  Taxes: '0.00',
  'Discount Amount': '0.00',
  'Refunded Amount': '0.00',
  'Created at': `${day} 10:00:00 -0500`,
  'Shipping Country': 'US',
  'Payment Method': 'Shopify Payments',
  ...more,
})

const orders: Cells[] = [
  // 2 × 10 + 1 × 10 − 1 on the plate − 10% of the rest = 26.10; tax comes on top: 26.10 + 5.00 + 2.61 = 33.71
  ...order(
    paid('#1001', '2024-03-01', {
      Subtotal: '26.10',
      Shipping: '5.00',
      Taxes: '2.61',
      Total: '33.71',
      'Discount Code': 'TEN',
      'Discount Amount': '2.90',
    }),
    item('Mug', 'MUG', 2, '10.00'),
    item('Plate', 'PLATE', 1, '10.00', '1.00'),
  ),
  // prices hold the tax of 20%: of 12.00 it is 2.00, of the shipping's 6.00 it is 1.00, and 12 + 6 = 18
  ...order(
    paid('#1002', '2024-03-02', {
      Email: 'Bob@Example.com',
      Subtotal: '12.00',
      Shipping: '6.00',
      Taxes: '3.00',
      Total: '18.00',
      'Shipping Country': 'GB',
    }),
    item('Scarf - Red', 'SCARF-R', 1, '12.00'),
  ),
  // 11.00 paid back is one mug of 10.00 and its tax of 1.00: 30 − 10 = 20 remain
  ...order(
    paid('#1003', '2024-03-03', {
      'Financial Status': 'partially_refunded',
      Subtotal: '30.00',
      Taxes: '3.00',
      Total: '33.00',
      'Refunded Amount': '11.00',
    }),
    item('Mug', 'MUG', 3, '10.00'),
  ),
  // paid back whole, with shipping and tax: nothing remains, and both pieces came back
  ...order(
    paid('#1004', '2024-03-04', {
      'Financial Status': 'refunded',
      Subtotal: '18.00',
      Shipping: '5.00',
      Taxes: '1.80',
      Total: '24.80',
      'Discount Amount': '2.00',
      'Refunded Amount': '24.80',
    }),
    item('Mug', 'MUG', 1, '10.00'),
    item('Plate', 'PLATE', 1, '10.00'),
  ),
  // a gift card is sold: a promise, no revenue and no order
  ...order(paid('#1005', '2024-03-05', { Subtotal: '50.00', Total: '50.00' }), {
    ...item('Gift Card - $50.00', '', 1, '50.00'),
    'Lineitem requires shipping': 'false',
  }),
  // and spent: an order like any other
  ...order(
    paid('#1006', '2024-03-06', { Subtotal: '10.00', Total: '10.00', 'Payment Method': 'Gift Card' }),
    item('Mug', 'MUG', 1, '10.00'),
  ),
  // tried out with the gateway for tests: both rows are no sale
  ...order(
    paid('#1007', '2024-03-07', { Subtotal: '20.00', Total: '20.00', 'Payment Method': 'bogus' }),
    item('Mug', 'MUG', 1, '10.00'),
    item('Plate', 'PLATE', 1, '10.00'),
  ),
  // 10 EUR at 1.10 are 11 USD
  ...order(
    paid('#1008', '2024-03-08', { Currency: 'EUR', Subtotal: '20.00', Total: '20.00' }),
    item('Mug', 'MUG', 1, '10.00'),
    item('Plate', 'PLATE', 1, '10.00', '10.00'),
  ).map((row) => (row.Subtotal === undefined ? row : { ...row, Subtotal: '10.00', Total: '10.00' })),
  ...order(
    paid('#1009', '2024-03-09', {
      'Financial Status': 'voided',
      Subtotal: '10.00',
      Total: '10.00',
      'Cancelled at': '2024-03-09 11:00:00 -0500',
    }),
    item('Mug', 'MUG', 1, '10.00'),
  ),
]

const customers = csv(
  'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags',
  [
    {
      'Customer ID': "'7001",
      'First Name': 'Ana',
      'Last Name': 'Díaz',
      Email: 'ana@example.com',
      'Accepts Email Marketing': 'yes',
      'Default Address City': 'La Paz',
      'Default Address Country Code': 'BO',
    },
    {
      'Customer ID': "'7002",
      'First Name': 'Bob',
      Email: 'bob@example.com',
      'Accepts Email Marketing': 'no',
    },
    { 'Customer ID': "'7003", 'First Name': 'Only phone', Phone: '+59170000001' },
  ],
)

const products = csv(
  'Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Requires Shipping,Image Src,Gift Card,Cost per item,Status',
  [
    {
      Handle: 'mug',
      Title: 'Mug',
      Vendor: 'Acme',
      Type: 'Kitchen',
      'Option1 Name': 'Title',
      'Option1 Value': 'Default Title',
      'Variant SKU': 'MUG',
      'Variant Price': '10.00',
      'Variant Inventory Qty': 9,
      'Gift Card': 'false',
      'Cost per item': '4.00',
    },
    {
      Handle: 'scarf',
      Title: 'Scarf',
      Vendor: 'Acme',
      Type: 'Clothes',
      'Option1 Name': 'Colour',
      'Option1 Value': 'Red',
      'Variant SKU': 'SCARF-R',
      'Variant Price': '12.00',
    },
    {
      Handle: 'scarf',
      'Option1 Value': 'Blue',
      'Variant SKU': 'SCARF-B',
      'Variant Price': '12.00',
      'Image Src': 'https://x/b.jpg',
    },
    { Handle: 'scarf', 'Image Src': 'https://x/c.jpg' },
  ],
)

async function withRate(shop: Workspace): Promise<void> {
  await shop.warehouse.write(['sales'], (writer) =>
    writer.run(raw(`INSERT INTO facts.exchange_rates VALUES ('EUR', '2024-01-01', 1.10)`)),
  )
}

describe("Shopify's exports", () => {
  test(
    'of orders, customers and products, dropped together, give right figures with nothing to map',
    inWorkspace(async (shop) => {
      await withRate(shop)
      const verdict = await shop.import([
        await shop.write('orders_export_1.csv', csv(orderHeader, orders)),
        await shop.write('customers_export.csv', customers),
        await shop.write('products_export_1.csv', products),
      ])
      assert.deepEqual(
        verdict.files.map(({ layout, rows }) => [layout, rows]),
        [
          ['shopify-orders', 13],
          ['shopify-customers', 3],
          ['shopify-products', 4],
        ],
      )
      assert.deepEqual(
        verdict.set_aside.map(({ reason, rows }) => [reason, rows]),
        [['test_order', 2]],
      )
      assert.equal(verdict.adds_up, true)
      assert.deepEqual(
        verdict.assumed.map(({ code }) => code),
        ['taxes_included', 'refunds_on_order_day'],
      )
      // 26.10 + 10 + 20 + 0 + 10 + 11 = 77.10 of six orders; the gift card and the voided order are none
      assert.deepEqual(await figuresOf(shop), {
        total_revenue: 77.1,
        total_orders: 6,
        average_order_value: 12.85,
        total_customers: 2,
      })
      assert.deepEqual(await linesOf(shop, '#1001'), [
        ['sale', 2, 10, 2, 1.8, 'MUG', null],
        ['sale', 1, 10, 1.9, 0.81, 'PLATE', null],
      ])
      assert.deepEqual(await linesOf(shop, '#1002'), [['sale', 1, 10, 0, 2, 'SCARF-R', null]])
      assert.deepEqual(await linesOf(shop, '#1003'), [
        ['sale', 3, 10, 0, 3, 'MUG', null],
        ['refund', -1, 10, 0, null, 'MUG', null],
      ])
      assert.deepEqual(await linesOf(shop, '#1004'), [
        ['sale', 1, 10, 1, 0.9, 'MUG', null],
        ['sale', 1, 10, 1, 0.9, 'PLATE', null],
        ['refund', -1, 10, -1, -0.9, 'MUG', null],
        ['refund', -1, 10, -1, -0.9, 'PLATE', null],
      ])
      assert.deepEqual(await linesOf(shop, '#1005'), [['adjustment', 1, 50, 0, null, null, null]])
      const found = new Map((await ordersOf(shop)).map((row) => [row.order_id, row]))
      assert.equal(found.get('#1002')?.shipping_cost, 5)
      assert.equal(found.get('#1002')?.customer_id, 'bob@example.com')
      assert.deepEqual([found.get('#1008')?.currency, found.get('#1008')?.exchange_rate], ['EUR', 1.1])
      assert.equal(found.get('#1009')?.state, 'cancelled')
      assert.equal(found.has('#1007'), false)
      assert.deepEqual(
        await shop.rows('SELECT customer_id, name, country, city FROM facts.customers ORDER BY customer_id'),
        [
          { customer_id: '+59170000001', name: 'Only phone', country: null, city: null },
          { customer_id: 'ana@example.com', name: 'Ana Díaz', country: 'BO', city: 'La Paz' },
          { customer_id: 'bob@example.com', name: 'Bob', country: 'GB', city: null },
        ],
      )
      assert.deepEqual(
        await shop.rows(
          'SELECT product_id, product_name, category, cost_price FROM facts.products ORDER BY product_id',
        ),
        [
          { product_id: 'MUG', product_name: 'Mug', category: 'Kitchen', cost_price: 4 },
          { product_id: 'PLATE', product_name: 'Plate', category: null, cost_price: null },
          { product_id: 'SCARF-B', product_name: 'Scarf - Blue', category: 'Clothes', cost_price: null },
          { product_id: 'SCARF-R', product_name: 'Scarf - Red', category: 'Clothes', cost_price: null },
        ],
      )
    }),
  )

  test(
    'that overlap an older one update its orders, refunds that came since among them, and double nothing',
    inWorkspace(async (shop) => {
      await withRate(shop)
      const before = orders.map((row) =>
        row.Name === '#1003' ? { ...row, 'Financial Status': 'paid', 'Refunded Amount': '0.00' } : row,
      )
      await shop.importText(csv(orderHeader, before), 'january.csv')
      assert.equal((await figuresOf(shop)).total_revenue, 87.1)
      const later = await shop.importText(
        csv(orderHeader, [
          ...orders.slice(3),
          ...order(
            paid('#1010', '2024-03-10', { Subtotal: '10.00', Total: '10.00' }),
            item('Mug', 'MUG', 1, '10.00'),
          ),
        ]),
        'february.csv',
      )
      assert.deepEqual([later.changes.orders_new, later.changes.orders_replaced], [1, 1])
      assert.deepEqual(
        [(await figuresOf(shop)).total_revenue, (await figuresOf(shop)).total_orders],
        [87.1, 7],
      )
      assert.equal((await shop.importText(csv(orderHeader, orders), 'all.csv')).outcome, 'unchanged')
    }),
  )

  test(
    'know a gift card by the catalogue that comes with them, whatever it is called',
    inWorkspace(async (shop) => {
      await shop.import([
        await shop.write(
          'orders.csv',
          csv(
            orderHeader,
            order(
              paid('#1', '2024-03-01', { Subtotal: '60.00', Total: '60.00' }),
              item('Regalo 100% libre - 50', '', 1, '50.00'),
              item('Mug', 'MUG', 1, '10.00'),
            ),
          ),
        ),
        await shop.write(
          'products.csv',
          'Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty,Option1 Value,Gift Card\nregalo,Regalo 100% libre,,50.00,0,50,TRUE\nmug,Mug,MUG,10.00,5,Default Title,FALSE\n',
        ),
      ])
      assert.deepEqual(
        (await linesOf(shop, '#1')).map(([kind]) => kind),
        ['adjustment', 'sale'],
      )
      assert.equal((await figuresOf(shop)).total_revenue, 10)
    }),
  )

  test(
    'come to what Shopify says of each order, whatever is taken off, taxed and paid back',
    inWorkspace(async (shop) => {
      const random = seededRandom(11)
      const pick = (most: number): number => Math.floor(random() * (most + 1))
      const money = (value: number): string => value.toFixed(2)
      const rows: Cells[] = []
      const expected: number[] = []
      for (let number = 1; number <= 300; number++) {
        const sold = Array.from({ length: 1 + pick(3) }, (_, at) => ({
          units: 1 + pick(3),
          price: 1 + pick(5000) / 100,
          off: pick(2) === 0 ? 0.5 : 0,
          sku: `P${at}`,
        }))
        const before = sold.reduce((sum, { units, price, off }) => sum + units * price - off, 0)
        const goods = Math.round((before - (pick(1) === 0 ? 0 : before * 0.1)) * 100) / 100
        const shipping = pick(1) * 5
        const included = pick(1) === 0
        const share = 0.2
        const tax =
          Math.round((included ? (goods + shipping) * (share / (1 + share)) : goods * share) * 100) / 100
        const total = goods + shipping + (included ? 0 : tax)
        const net = included ? goods - (tax * goods) / (goods + shipping) : goods
        const part = pick(3)
        // whole, half of the goods with their tax, or nothing
        const back =
          part === 0 ? total : part === 1 ? Math.round((included ? goods : goods + tax) * 50) / 100 : 0
        const backNet = part === 0 ? net : part === 1 ? (back * net) / (included ? goods : goods + tax) : 0
        expected.push(net - backNet)
        rows.push(
          ...order(
            paid(`#${number}`, '2024-03-01', {
              Subtotal: money(goods),
              Shipping: money(shipping),
              Taxes: money(tax),
              Total: money(total),
              'Refunded Amount': money(back),
            }),
            ...sold.map(({ units, price, off, sku }) => item(sku, sku, units, money(price), money(off))),
          ),
        )
      }
      await shop.importText(csv(orderHeader, rows))
      const found = await shop.rows<{ net: number }>(
        `SELECT CAST(sum(l.quantity * l.unit_price - l.discount) AS DOUBLE) AS net
          FROM facts.order_lines AS l JOIN facts.orders AS o USING (order_key)
          GROUP BY o.order_id ORDER BY CAST(substr(o.order_id, 2) AS INTEGER)`,
      )
      const apart = found.flatMap(({ net }, index) =>
        Math.abs(net - expected[index]) < 0.01 ? [] : [{ order: index + 1, net, expected: expected[index] }],
      )
      assert.deepEqual([found.length, apart], [300, []])
    }),
  )

  test(
    'are read alike by the mapping that was shown of them and comes back',
    inWorkspace(async (shop) => {
      await withRate(shop)
      const files = [await shop.write('orders.csv', csv(orderHeader, orders))]
      const inspected = await shop.inspect(files)
      const mapping = { files: Object.fromEntries(inspected.map((file) => [file.name, file.mapping])) }
      await shop.import(files, { mapping })
      assert.equal((await figuresOf(shop)).total_revenue, 77.1)
    }),
  )

  test(
    'of products are read in their new names too',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(
        'Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Price,Compare-at price,Cost per item,Charge tax,Inventory tracker,Inventory quantity,Continue selling when out of stock,Weight value (grams),Product image URL,Gift card\nTee,tee,Soft,Acme,,Shirts,,TRUE,Active,TEE-S,,Size,S,19.90,,8.00,TRUE,shopify,5,deny,200,https://x/1.jpg,FALSE\n,tee,,,,,,,,TEE-M,,,M,20.90,,8.50,TRUE,shopify,3,deny,210,,\n',
      )
      assert.equal(verdict.files[0].layout, 'shopify-products')
      assert.deepEqual(
        await shop.rows(
          'SELECT product_id, product_name, category, base_price, stock_quantity FROM facts.products ORDER BY product_key',
        ),
        [
          {
            product_id: 'TEE-S',
            product_name: 'Tee - S',
            category: 'Shirts',
            base_price: 19.9,
            stock_quantity: 5,
          },
          {
            product_id: 'TEE-M',
            product_name: 'Tee - M',
            category: 'Shirts',
            base_price: 20.9,
            stock_quantity: 3,
          },
        ],
      )
    }),
  )
})
