import { buildMarts, martNames, martSelect } from './marts.ts'
import type { Writer } from './reader.ts'
import { raw } from './sql.ts'

/** The temporary table in which a transaction names the orders it has added, replaced or taken out, each once. */
export const touchedOrders = 'touched_orders'

/** Beyond that share of all orders it is quicker to build everything anew. */
const mostShare = 0.1

type Run = (statement: string) => Promise<void>

const among = (column: string, table: string): string => `${column} IN (SELECT ${column} FROM ${table})`
const ofTouched = among('order_key', touchedOrders)
const ofNear = among('order_key', 'mart_orders')

/**
 * Brings the marts up to date after a few orders have changed: what lies about these orders, and about the other orders
 * of their customers, is made anew; the rest stays. It comes to the same rows as building them all, in another order.
 * Nothing is grouped but these orders' own rows: a search through millions for a thousand keys is cheap, a sum is not.
 */
export async function updateMarts(writer: Writer): Promise<void> {
  const run: Run = async (statement) => writer.run(raw(statement))
  const { touched, all } = await writer.row<{ touched: number; all: number }>(
    raw(
      `SELECT (SELECT count(*) FROM ${touchedOrders}) AS touched, (SELECT count(*) FROM facts.orders) AS all`,
    ),
  )
  if (touched === 0) return
  if (touched > all * mostShare) return buildMarts(writer)
  await findNear(run)
  await addPlaces(run)
  await addChannels(run)
  await run(
    `CREATE OR REPLACE TABLE marts.order_heads AS ${martSelect('order_heads', { orders: 'near_orders' })}`,
  )
  await updateSales(run)
  await updateOrders(run)
  await updateCustomers(run)
  await updateProducts(writer, run)
  // few rows, or one look at each
  for (const name of ['rfm', ...martNames.slice(martNames.indexOf('products') + 1)])
    await run(`CREATE OR REPLACE TABLE marts.${name} AS ${martSelect(name)}`)
  for (const name of ['marts.order_heads', 'marts.order_sums', ...temporary]) await run(`DROP TABLE ${name}`)
}

const temporary = [
  'mart_customers',
  'mart_orders',
  'near_orders',
  'touched_lines',
  'sales_before',
  'sales_after',
  'product_changes',
]

/** What is asked of rows: a column that nobody asks for would be unpacked around each of a thousand rows. */
const orderColumns =
  'order_key, customer_key, ordered_at, day, state, exchange_rate, country, region, city, payment_method, device_type, traffic_source'
const lineColumns =
  'order_key, line_no, product_key, kind, quantity, unit_price, discount, cost_price, line_day'
const saleColumns = 'order_key, day, product_key, revenue, units, is_sale'

/**
 * Finds the customers that these orders had or have, and every order of theirs: it knows those before and after it.
 * What is read of millions of rows is read once, and kept.
 */
async function findNear(run: Run): Promise<void> {
  await run(`CREATE OR REPLACE TEMP TABLE mart_customers AS SELECT DISTINCT customer_key FROM (
    SELECT customer_key FROM marts.orders WHERE ${ofTouched} UNION ALL SELECT customer_key FROM facts.orders WHERE ${ofTouched})
    WHERE customer_key > 0`)
  await run(`CREATE OR REPLACE TEMP TABLE near_orders AS SELECT ${orderColumns}, ${ofTouched} AS is_touched FROM facts.orders
    WHERE ${ofTouched} OR ${among('customer_key', 'mart_customers')}`)
  await run(
    `CREATE OR REPLACE TEMP TABLE mart_orders AS SELECT order_key FROM near_orders UNION SELECT order_key FROM ${touchedOrders}`,
  )
  await run(
    `CREATE OR REPLACE TEMP TABLE touched_lines AS SELECT ${lineColumns} FROM facts.order_lines WHERE ${ofTouched}`,
  )
}

/** Places that no order had before, numbered after those there are. */
async function addPlaces(run: Run): Promise<void> {
  await run(`INSERT INTO marts.places
    SELECT CAST((SELECT coalesce(max(place_key), 0) FROM marts.places) + row_number() OVER (ORDER BY n.country, n.region, n.city) AS INTEGER),
      coalesce(k.country_key, CAST((SELECT coalesce(max(country_key), 0) FROM marts.places)
        + dense_rank() OVER (PARTITION BY k.country_key IS NULL ORDER BY n.country NULLS LAST) AS INTEGER)), n.country, n.region, n.city
    FROM (SELECT DISTINCT country, region, city FROM near_orders WHERE is_touched
      EXCEPT SELECT country, region, city FROM marts.places) AS n
    LEFT JOIN (SELECT DISTINCT country_key, country FROM marts.places) AS k ON k.country IS NOT DISTINCT FROM n.country`)
}

async function addChannels(run: Run): Promise<void> {
  const columns = 'payment_method, device_type, traffic_source'
  await run(`INSERT INTO marts.channels
    SELECT CAST((SELECT coalesce(max(channel_key), 0) FROM marts.channels) + row_number() OVER (ORDER BY ${columns}) AS INTEGER), ${columns}
    FROM (SELECT DISTINCT ${columns} FROM near_orders WHERE is_touched
      EXCEPT SELECT ${columns} FROM marts.channels) AS n`)
}

/** Replaces the rows of the touched orders; what they were and what they are now stays at hand for the products. */
async function updateSales(run: Run): Promise<void> {
  await run(
    `CREATE OR REPLACE TEMP TABLE sales_before AS SELECT ${saleColumns} FROM marts.sales WHERE ${ofTouched}`,
  )
  await run(`CREATE OR REPLACE TEMP TABLE sales_after AS ${martSelect('sales', { lines: 'touched_lines' })}`)
  await run(`DELETE FROM marts.sales WHERE ${ofTouched}`)
  await run('INSERT INTO marts.sales SELECT * FROM sales_after')
}

/** The orders beside the touched ones have the sums that they had. */
async function updateOrders(run: Run): Promise<void> {
  await run(`CREATE OR REPLACE TABLE marts.order_sums AS ${martSelect('order_sums', { sales: 'sales_after' })}
    UNION ALL SELECT order_key, day, is_order, revenue, units, lines FROM marts.orders WHERE ${ofNear} AND NOT ${ofTouched}`)
  await run(`DELETE FROM marts.orders WHERE ${ofNear}`)
  const lines = `(SELECT * FROM facts.order_lines WHERE ${ofNear})`
  await run(`INSERT INTO marts.orders ${martSelect('orders', { lines })}`)
}

async function updateCustomers(run: Run): Promise<void> {
  const ofCustomers = among('customer_key', 'mart_customers')
  const order_days = `(SELECT * FROM marts.orders WHERE ${ofCustomers})`
  await run(`DELETE FROM marts.customers WHERE ${ofCustomers}`)
  await run(`INSERT INTO marts.customers ${martSelect('customers', { order_days })}`)
}

/**
 * Takes off what the touched orders were for each product and adds what they are now. Only where they held its first or
 * last day and no longer do, or nothing sold is left of it, is a product looked up again.
 */
async function updateProducts(writer: Writer, run: Run): Promise<void> {
  const moved = (name: string, type: string): string =>
    `CAST(coalesce(m.${name}, 0) - coalesce(b.${name}, 0) + coalesce(a.${name}, 0) AS ${type})`
  const orders = moved('orders', 'INTEGER')
  await run(`CREATE OR REPLACE TEMP TABLE product_changes AS
    SELECT k.product_key, least(m.first_day, a.first_day) AS first_day, greatest(m.last_day, a.last_day) AS last_day,
      ${orders} AS orders, ${moved('revenue', 'DECIMAL(18,4)')} AS revenue, ${moved('units', 'DECIMAL(18,3)')} AS units,
      ${orders} = 0 OR coalesce(b.first_day = m.first_day AND (a.first_day IS NULL OR a.first_day > m.first_day), false)
        OR coalesce(b.last_day = m.last_day AND (a.last_day IS NULL OR a.last_day < m.last_day), false) AS is_stale
    FROM (SELECT product_key FROM sales_before WHERE product_key > 0 UNION SELECT product_key FROM sales_after WHERE product_key > 0) AS k
    LEFT JOIN (${martSelect('products', { sales: 'sales_before' })}) AS b ON b.product_key = k.product_key
    LEFT JOIN (${martSelect('products', { sales: 'sales_after' })}) AS a ON a.product_key = k.product_key
    LEFT JOIN marts.products AS m ON m.product_key = k.product_key`)
  await run(`DELETE FROM marts.products WHERE ${among('product_key', 'product_changes')}`)
  await run('INSERT INTO marts.products SELECT * EXCLUDE (is_stale) FROM product_changes WHERE NOT is_stale')
  const { stale } = await writer.row<{ stale: number }>(
    raw('SELECT count(*) AS stale FROM product_changes WHERE is_stale'),
  )
  if (stale === 0) return
  const sales =
    '(SELECT * FROM marts.sales WHERE product_key IN (SELECT product_key FROM product_changes WHERE is_stale))'
  await run(`INSERT INTO marts.products ${martSelect('products', { sales })}`)
}
