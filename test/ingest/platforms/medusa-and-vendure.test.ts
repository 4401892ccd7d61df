import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inWorkspace } from '../workspace.ts'
import { csv, figuresOf, linesOf, ordersOf } from './platform-shop.ts'

const items = (count: number): string =>
  Array.from({ length: count }, (_, index) =>
    [
      'Id',
      'Title',
      'Product Title',
      'Variant Sku',
      'Variant Title',
      'Is Tax Inclusive',
      'Unit Price',
      'Quantity',
      'Subtotal',
      'Tax Total',
      'Discount Total',
      'Total',
    ]
      .map((name) => `Item ${index + 1} ${name}`)
      .join(','),
  ).join(',')
const orderHeader = `Order Id,Order Display Id,Order Status,Order Created At,Order Updated At,Order Currency Code,Order Region Id,Order Email,Order Subtotal,Order Tax Total,Order Shipping Total,Order Discount Total,Order Gift Card Total,Order Total,Customer Id,Customer Email,Customer First Name,Customer Last Name,Shipping Address City,Shipping Address Country Code,Sales Channel Name,${items(2)},Payment Collection 1 Status,Payment Collection 1 Amount,Payment Collection 1 Refunded Amount`

const orders: Record<string, string | number>[] = [
  // 2 × 10 less 2 and 1 × 5, without the tax of 10% on top: 18 + 5 = 23
  {
    'Order Id': 'order_1',
    'Order Display Id': 1,
    'Order Status': 'archived',
    'Order Created At': '2024-03-01T10:00:00.000Z',
    'Order Currency Code': 'usd',
    'Order Email': 'Ana@Example.com',
    'Order Shipping Total': 5,
    'Order Total': 30.3,
    'Customer Id': 'cus_1',
    'Customer First Name': 'Ana',
    'Shipping Address Country Code': 'bo',
    'Sales Channel Name': 'Web',
    'Item 1 Product Title': 'Tee',
    'Item 1 Variant Sku': 'TEE-S',
    'Item 1 Unit Price': 10,
    'Item 1 Quantity': 2,
    'Item 1 Subtotal': 20,
    'Item 1 Tax Total': 1.8,
    'Item 1 Discount Total': 2,
    'Item 1 Total': 19.8,
    'Item 2 Product Title': 'Cap',
    'Item 2 Variant Sku': 'CAP',
    'Item 2 Unit Price': 5,
    'Item 2 Quantity': 1,
    'Item 2 Subtotal': 5,
    'Item 2 Tax Total': 0.5,
    'Item 2 Total': 5.5,
    'Payment Collection 1 Status': 'completed',
    'Payment Collection 1 Refunded Amount': 0,
  },
  // the price of 11 holds a tax of 1; the gift card that paid for it changes nothing. Paid back whole
  {
    'Order Id': 'order_2',
    'Order Display Id': 2,
    'Order Status': 'completed',
    'Order Created At': '2024-03-02T10:00:00.000Z',
    'Order Currency Code': 'usd',
    'Order Email': 'bob@example.com',
    'Order Gift Card Total': 11,
    'Order Total': 11,
    'Item 1 Product Title': 'Tee',
    'Item 1 Variant Sku': 'TEE-M',
    'Item 1 Is Tax Inclusive': 'true',
    'Item 1 Unit Price': 11,
    'Item 1 Quantity': 1,
    'Item 1 Subtotal': 10,
    'Item 1 Tax Total': 1,
    'Item 1 Total': 11,
    'Payment Collection 1 Status': 'completed',
    'Payment Collection 1 Refunded Amount': 11,
  },
  {
    'Order Id': 'order_3',
    'Order Display Id': 3,
    'Order Status': 'canceled',
    'Order Created At': '2024-03-03T10:00:00.000Z',
    'Order Currency Code': 'usd',
    'Order Total': 10,
    'Item 1 Product Title': 'Tee',
    'Item 1 Variant Sku': 'TEE-S',
    'Item 1 Unit Price': 10,
    'Item 1 Quantity': 1,
    'Item 1 Subtotal': 10,
    'Item 1 Total': 10,
  },
]

const products = `Product Id,Product Handle,Product Title,Product Status,Product Type Id,Variant Id,Variant Title,Variant SKU,Variant Price EUR,Variant Price USD,Variant Price BOB
p1,tee,Tee,published,shirts,v1,S,TEE-S,9,10,70
p1,tee,,,,v2,M,TEE-M,9,10,70
p2,cap,Cap,published,hats,v3,Default,CAP,4,5,35
`

describe("Medusa's exports", () => {
  test(
    'of orders and products are loaded together: a row an item, what an order is by its payment',
    inWorkspace(async (shop) => {
      const verdict = await shop.import([
        await shop.write('orders.csv', csv(orderHeader, orders)),
        await shop.write('products.csv', products),
      ])
      assert.deepEqual(
        verdict.files.map(({ layout, rows }) => [layout, rows]),
        [
          ['medusa-orders', 4],
          ['medusa-products', 3],
        ],
      )
      assert.equal(verdict.rows_set_aside, 0)
      // 23 + 10 − 10 of two orders
      assert.deepEqual(await figuresOf(shop), {
        total_revenue: 23,
        total_orders: 2,
        average_order_value: 11.5,
        total_customers: 2,
      })
      assert.deepEqual(await linesOf(shop, 'order_1'), [
        ['sale', 2, 10, 2, 1.8, 'TEE-S', null],
        ['sale', 1, 5, 0, 0.5, 'CAP', null],
      ])
      assert.deepEqual(await linesOf(shop, 'order_2'), [
        ['sale', 1, 10, 0, 1, 'TEE-M', null],
        ['refund', -1, 10, 0, -1, 'TEE-M', null],
      ])
      assert.deepEqual(
        (await ordersOf(shop)).map(({ state }) => state),
        ['counted', 'counted', 'cancelled'],
      )
      assert.deepEqual(
        await shop.rows('SELECT product_name, base_price FROM facts.products ORDER BY product_id'),
        [
          { product_name: 'Cap', base_price: 5 },
          { product_name: 'Tee - M', base_price: 10 },
          { product_name: 'Tee - S', base_price: 10 },
        ],
      )
    }),
  )

  test(
    'of products are priced in the currency of the shop',
    inWorkspace(
      async (shop) => {
        await shop.importText(products)
        assert.deepEqual(await shop.rows(`SELECT base_price FROM facts.products WHERE product_id = 'CAP'`), [
          { base_price: 35 },
        ])
      },
      { currency: 'BOB', timeZone: 'America/La_Paz' },
    ),
  )

  test(
    'of its first version give amounts in cents and times of Greenwich',
    inWorkspace(
      async (shop) => {
        const header =
          'Order_ID;Display_ID;Order status;Date;Customer First name;Customer Last name;Customer Email;Customer ID;Shipping Address 1;Shipping Address 2;Shipping Country Code;Shipping City;Shipping Postal Code;Shipping Region ID;Fulfillment Status;Payment Status;Subtotal;Shipping Total;Discount Total;Gift Card Total;Refunded Total;Tax Total;Total;Currency Code\n'
        const verdict = await shop.importText(
          `${header}order_1;1;completed;Sat, 02 Mar 2024 02:30:00 GMT;Ana;Díaz;ana@example.com;cus_1;;;bo;La Paz;;reg;fulfilled;captured;3000;500;300;0;0;270;3470;usd
order_2;2;archived;Sun, 03 Mar 2024 12:00:00 GMT;Bob;;bob@example.com;cus_2;;;us;;;reg;fulfilled;refunded;1000;0;0;1000;1000;0;0;usd
`,
        )
        assert.equal(verdict.files[0].layout, 'medusa-1-orders')
        // 30 − 3 = 27 and 10 − 10 = 0
        assert.equal((await figuresOf(shop)).total_revenue, 27)
        assert.deepEqual(await linesOf(shop, 'order_1'), [['sale', 1, 30, 3, 2.7, null, null]])
        assert.deepEqual(
          (await ordersOf(shop)).map(({ day, shipping_cost }) => [day, shipping_cost]),
          [
            ['2024-03-01', 5],
            ['2024-03-03', 0],
          ],
        )
      },
      { currency: 'USD', timeZone: 'America/La_Paz' },
    ),
  )
})

describe("Vendure's products", () => {
  test(
    'come with their variants, prices and facets, and again with nothing to change',
    inWorkspace(async (shop) => {
      const text = `name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets
Laptop,laptop,Fast,l.jpg|m.jpg,category:Electronics|brand:Apple,screen size|RAM,13 inch|16GB,L13,2299.00,standard,10,false,,
,,,,,,15 inch|16GB,L15,2499.00,standard,7,false,,
`
      const verdict = await shop.importText(text, 'products.csv')
      assert.equal(verdict.files[0].layout, 'vendure-products')
      assert.deepEqual(
        await shop.rows(
          'SELECT product_id, product_name, category, brand, base_price, stock_quantity FROM facts.products ORDER BY product_key',
        ),
        [
          {
            product_id: 'L13',
            product_name: 'Laptop - 13 inch / 16GB',
            category: 'Electronics',
            brand: 'Apple',
            base_price: 2299,
            stock_quantity: 10,
          },
          {
            product_id: 'L15',
            product_name: 'Laptop - 15 inch / 16GB',
            category: 'Electronics',
            brand: 'Apple',
            base_price: 2499,
            stock_quantity: 7,
          },
        ],
      )
      assert.equal((await shop.importText(text, 'products.csv')).outcome, 'unchanged')
    }),
  )
})

describe("Vendure's orders", () => {
  const line = (sku: string, quantity: number, price: number, paid: number) => ({
    quantity,
    linePrice: price,
    proratedLinePrice: paid,
    productVariant: { sku, name: sku },
  })
  const shared = { currencyCode: 'USD', shippingAddress: { countryCode: 'US' } }
  const orders = [
    {
      ...shared,
      code: 'T1',
      state: 'Delivered',
      orderPlacedAt: '2024-03-01T12:00:00.000Z',
      shipping: 499,
      customer: { id: '7', emailAddress: 'Noa@example.com' },
      lines: [line('TEA', 2, 2000, 1800), line('CUP', 1, 500, 450)],
    },
    {
      ...shared,
      code: 'T2',
      state: 'Cancelled',
      orderPlacedAt: '2024-03-02T12:00:00.000Z',
      shipping: 0,
      customer: { id: '8', emailAddress: 'leo@example.com' },
      lines: [line('TEA', 1, 1000, 1000)],
    },
  ]

  test(
    'as its Admin API gives them are read by line, in cents, less discounts of lines and orders',
    inWorkspace(async (shop) => {
      const verdict = await shop.import([await shop.write('orders.json', JSON.stringify(orders))])
      assert.equal(verdict.files[0].layout, 'vendure-orders')
      assert.deepEqual(await figuresOf(shop), {
        total_revenue: 22.5,
        total_orders: 1,
        average_order_value: 22.5,
        total_customers: 1,
      })
      assert.deepEqual(await linesOf(shop, 'T1'), [
        ['sale', 2, 10, 2, null, 'TEA', null],
        ['sale', 1, 5, 0.5, null, 'CUP', null],
      ])
      assert.deepEqual(
        (await ordersOf(shop)).map(({ state, shipping_cost, customer_id }) => [
          state,
          shipping_cost,
          customer_id,
        ]),
        [
          ['counted', 4.99, 'noa@example.com'],
          ['cancelled', 0, 'leo@example.com'],
        ],
      )
    }),
  )

  test(
    'as the export plug-in totals them are one line an order, by days as a browser writes them',
    inWorkspace(async (shop) => {
      const text =
        'order,date,total,totalWithTax\nA1,Fri Mar 01 2024,20.00,24.20\nA2,Sat Mar 02 2024,10.50,12.71\n'
      const verdict = await shop.importText(text)
      assert.equal(verdict.files[0].layout, 'vendure-order-totals')
      assert.equal((await figuresOf(shop)).total_revenue, 30.5)
      assert.deepEqual(
        (await ordersOf(shop)).map(({ day }) => day),
        ['2024-03-01', '2024-03-02'],
      )
    }),
  )
})
