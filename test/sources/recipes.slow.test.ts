import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '../../src/warehouse/sql.ts'
import { startPostgres } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'
import { everything, openShopSource } from './shop-source.ts'
import type { ShopSource } from './shop-source.ts'
import { medusa, medusa1, serviceHistory, vendure, woocommerce } from './schemas/platforms.ts'

let server: PostgresServer
const open: ShopSource[] = []

before(async () => {
  server = await startPostgres()
})
after(async () => {
  for (const each of open) await each.close()
  await server?.stop()
})

async function loaded(
  database: string,
  schema: string,
  currency: string,
  rates: Record<string, number> = {},
): Promise<ShopSource> {
  const url = await server.create(database, schema)
  const source = await openShopSource(url, { settings: { currency, timeZone: 'UTC' } })
  open.push(source)
  await source.workspace.warehouse.write([], async (writer) => {
    for (const [code, rate] of Object.entries(rates))
      await writer.run(
        sql`INSERT INTO facts.exchange_rates (currency, day, rate) VALUES (${code}, DATE '2020-01-01', ${rate})`,
      )
  })
  await source.refresh()
  return source
}

const byDay = `SELECT s.day, s.kind, CAST(sum(amount) AS DOUBLE) AS amount, CAST(sum(s.revenue) AS DOUBLE) AS revenue FROM marts.sales AS s GROUP BY ALL ORDER BY ALL`

test('a history of services is read as one order a service, with its clients', async () => {
  const source = await loaded('spa', serviceHistory, 'CLP')
  assert.equal(source.recipe, 'service-history')
  const rows = await source.workspace.rows(
    `SELECT o.order_id, o.day, c.name, p.product_name, p.category, CAST(l.unit_price AS DOUBLE) AS price FROM facts.orders AS o JOIN facts.order_lines AS l ON l.order_key = o.order_key
      JOIN facts.customers AS c ON c.customer_key = o.customer_key JOIN facts.products AS p ON p.product_key = l.product_key ORDER BY 1`,
  )
  assert.deepEqual(rows[0], {
    order_id: 'service-1',
    day: '2024-01-05',
    name: 'Rosa',
    product_name: 'Masaje de relajación',
    category: 'Masajes',
    price: 45000,
  })
  assert.equal(rows.length, 3)
  assert.deepEqual(await source.workspace.rows('SELECT count(*) AS n FROM facts.customers'), [{ n: 3 }])
  await server.run(
    'spa',
    `UPDATE crm_service_history SET price_paid = 50000 WHERE id = 1; DELETE FROM crm_service_history WHERE id = 2;
    INSERT INTO crm_service_history (cliente_id, service_type, service_name, service_date, price_paid) VALUES (2, 'Spa', 'Sauna', '2024-07-01', 31000)`,
  )
  await source.refresh('compare')
  assert.deepEqual(
    await source.workspace.rows('SELECT order_id FROM facts.orders ORDER BY 1'),
    ['1', '3', '4'].map((id) => ({ order_id: `service-${id}` })),
  )
  assert.deepEqual(
    await server.rows('spa', `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`),
    [{ tablename: 'crm_service_history' }, { tablename: 'ventas_cliente' }],
    'nothing is made or migrated there',
  )
})

test('a history without a key of its own is read whole and stays the same', async () => {
  const source = await loaded(
    'spa2',
    serviceHistory.replace('id serial PRIMARY KEY, cliente_id', 'cliente_id'),
    'CLP',
  )
  const before_ = await everything(source.workspace)
  assert.equal((await source.refresh('whole')).verdict?.outcome, 'unchanged')
  assert.deepEqual(await everything(source.workspace), before_)
})

test('the order tables of WooCommerce give lines after coupons, refunds on their day, fees apart', async () => {
  const source = await loaded('woo', woocommerce, 'EUR')
  assert.equal(source.recipe, 'woocommerce')
  assert.deepEqual(await source.workspace.rows(byDay), [
    { day: '2026-01-10', kind: 'fee', amount: 3, revenue: 0 },
    { day: '2026-01-10', kind: 'sale', amount: 90, revenue: 90 },
    { day: '2026-01-11', kind: 'sale', amount: 20, revenue: 20 },
    { day: '2026-01-12', kind: 'sale', amount: 20, revenue: 0 },
    { day: '2026-01-17', kind: 'refund', amount: -45, revenue: -45 },
  ])
  const orders = await source.workspace
    .rows(`SELECT o.order_id, c.customer_id, o.status, o.city, o.payment_method, CAST(o.shipping_cost AS DOUBLE) AS shipping_cost
    FROM facts.orders AS o LEFT JOIN facts.customers AS c ON c.customer_key = o.customer_key ORDER BY 1`)
  assert.deepEqual(orders[0], {
    order_id: '10',
    customer_id: '7',
    status: 'completed',
    city: 'Sevilla',
    payment_method: 'Tarjeta',
    shipping_cost: 5,
  })
  assert.deepEqual(
    orders.map((row) => [row.order_id, row.customer_id]),
    [
      ['10', '7'],
      ['11', 'guest@x.example'],
      ['12', '7'],
    ],
  )
  assert.deepEqual(
    await source.workspace.rows(
      `SELECT product_id, product_name, category, CAST(base_price AS DOUBLE) AS price FROM facts.products ORDER BY 1`,
    ),
    [
      { product_id: '100', product_name: 'Camisa', category: 'Ropa', price: 50 },
      { product_id: '101', product_name: 'Gorra', category: null, price: 20 },
    ],
  )
  await server.run(
    'woo',
    `INSERT INTO wp_wc_orders VALUES (21, 'wc-completed', 'EUR', 'shop_order_refund', 0, -8, 0, '', '2026-01-20', '2026-01-20', 11, '', '')`,
  )
  const { verdict } = await source.refresh()
  assert.equal(verdict?.changes.orders_replaced, 1)
  assert.deepEqual((await source.workspace.rows(byDay)).at(-1), {
    day: '2026-01-20',
    kind: 'refund',
    amount: -8,
    revenue: -8,
  })
})

test('the tables of Medusa give the newest version of an order, less adjustments and what was paid back', async () => {
  const source = await loaded('medusa', medusa, 'EUR')
  assert.equal(source.recipe, 'medusa')
  assert.deepEqual(await source.workspace.rows(byDay), [
    { day: '2026-02-01', kind: 'sale', amount: 54, revenue: 54 },
    { day: '2026-02-03', kind: 'sale', amount: 9, revenue: 0 },
    { day: '2026-02-09', kind: 'refund', amount: -10, revenue: -10 },
  ])
  assert.deepEqual(await source.workspace.rows('SELECT customer_id, name, email FROM facts.customers'), [
    { customer_id: 'c1', name: 'Sol Paz', email: 'sol@x.example' },
  ])
  assert.deepEqual(
    await source.workspace.rows(`SELECT country, city FROM facts.orders WHERE order_id = 'o1'`),
    [{ country: 'ES', city: 'Motril' }],
  )
})

test('the tables of Medusa 1 give amounts of cents without tax, refunds on their day, gift cards apart', async () => {
  const source = await loaded('medusa_1', medusa1, 'EUR', { JPY: 0.006 })
  assert.equal(source.recipe, 'medusa-1')
  assert.deepEqual(await source.workspace.rows(byDay), [
    { day: '2026-02-01', kind: 'adjustment', amount: 50, revenue: 0 },
    { day: '2026-02-01', kind: 'sale', amount: 18, revenue: 18 },
    { day: '2026-02-02', kind: 'sale', amount: 3, revenue: 3 },
    { day: '2026-02-03', kind: 'sale', amount: 10, revenue: 0 },
    { day: '2026-02-08', kind: 'refund', amount: -10, revenue: -10 },
    { day: '2026-02-09', kind: 'refund', amount: -8, revenue: -8 },
  ])
  assert.deepEqual(
    await source.workspace.rows(
      `SELECT order_id, state, country, city, CAST(shipping_cost AS DOUBLE) AS shipping FROM facts.orders ORDER BY 1`,
    ),
    [
      { order_id: 'o1', state: 'counted', country: 'ES', city: 'Bilbao', shipping: 4.99 },
      { order_id: 'o2', state: 'counted', country: null, city: null, shipping: null },
      { order_id: 'o3', state: 'cancelled', country: null, city: null, shipping: null },
    ],
  )
  assert.deepEqual(
    await source.workspace.rows(
      `SELECT product_id, product_name, category, CAST(stock_quantity AS INTEGER) AS stock FROM facts.products WHERE product_id = 'POL-M'`,
    ),
    [{ product_id: 'POL-M', product_name: 'Polera - M', category: 'Ropa', stock: 7 }],
  )
  await server.run('medusa_1', `UPDATE line_item SET quantity = 3, updated_at = now() WHERE id = 'l3'`)
  const { verdict, mode } = await source.refresh()
  assert.deepEqual([verdict?.changes.orders_replaced, mode], [1, 'changes'])
})

test('the tables of Vendure give prices without tax, from cents, less promotions and refunds', async () => {
  const source = await loaded('vendure', vendure, 'EUR')
  assert.equal(source.recipe, 'vendure')
  assert.deepEqual(await source.workspace.rows(byDay), [
    { day: '2026-03-01', kind: 'sale', amount: 18, revenue: 18 },
    { day: '2026-03-05', kind: 'refund', amount: -5, revenue: -5 },
  ])
  assert.deepEqual(await source.workspace.rows('SELECT order_id, status, country, city FROM facts.orders'), [
    { order_id: 'T1', status: 'delivered', country: 'ES', city: 'Bilbao' },
  ])
})
