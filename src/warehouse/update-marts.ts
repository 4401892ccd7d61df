import { buildMarts, martStatements } from './marts.ts'
import type { Writer } from './reader.ts'
import { raw } from './sql.ts'

/** The temporary table in which a transaction names the orders it has added, replaced or taken out. */
export const touchedOrders = 'touched_orders'

/** Beyond that share of all orders it is quicker to build everything anew. */
const mostShare = 0.1

function select(name: string): string {
  return martStatements.find((each) => each.name === name)?.select ?? ''
}

/**
 * Brings the marts up to date after a few orders have changed: what lies about these orders, and about the other orders
 * of their customers, is made anew; the rest stays. It comes to the same rows as building them all, in another order.
 */
export async function updateMarts(writer: Writer): Promise<void> {
  const run = async (statement: string): Promise<void> => writer.run(raw(statement))
  const { touched, all } = await writer.row<{ touched: number; all: number }>(
    raw(
      `SELECT (SELECT count(*) FROM ${touchedOrders}) AS touched, (SELECT count(*) FROM facts.orders) AS all`,
    ),
  )
  if (touched === 0) return
  if (touched > all * mostShare) return buildMarts(writer)
  const among = (column: string, table: string): string => `${column} IN (SELECT ${column} FROM ${table})`
  const ofTouched = among('order_key', touchedOrders)

  // of the customers that these orders had or have, every order is looked at: it knows those before and after it
  await run(`CREATE OR REPLACE TEMP TABLE mart_customers AS SELECT DISTINCT customer_key FROM (
    SELECT customer_key FROM marts.orders WHERE ${ofTouched} UNION ALL SELECT customer_key FROM facts.orders WHERE ${ofTouched})
    WHERE customer_key > 0`)
  await run(`CREATE OR REPLACE TEMP TABLE mart_orders AS SELECT order_key FROM ${touchedOrders}
    UNION SELECT order_key FROM facts.orders WHERE ${among('customer_key', 'mart_customers')}`)
  await run(`CREATE OR REPLACE TEMP TABLE mart_products AS SELECT DISTINCT product_key FROM (
    SELECT product_key FROM marts.sales WHERE ${ofTouched} UNION ALL SELECT product_key FROM facts.order_lines WHERE ${ofTouched})`)
  await addPlaces(run)
  await addChannels(run)

  const ofOrders = among('order_key', 'mart_orders')
  await run(
    `CREATE OR REPLACE TABLE marts.order_heads AS SELECT * FROM (${select('order_heads')}) AS h WHERE ${ofOrders}`,
  )
  await run(`DELETE FROM marts.sales WHERE ${ofTouched}`)
  await run(`INSERT INTO marts.sales SELECT * FROM (${select('sales')}) AS s WHERE ${ofTouched}`)
  await run(
    `CREATE OR REPLACE TABLE marts.order_sums AS SELECT * FROM (${select('order_sums')}) AS s WHERE ${ofOrders}`,
  )
  await run(`DELETE FROM marts.orders WHERE ${ofOrders}`)
  await run(`INSERT INTO marts.orders ${select('orders')}`)
  for (const [name, key] of [
    ['customers', 'customer_key'],
    ['products', 'product_key'],
  ]) {
    await run(`DELETE FROM marts.${name} WHERE ${among(key, `mart_${name}`)}`)
    await run(
      `INSERT INTO marts.${name} SELECT * FROM (${select(name)}) AS m WHERE ${among(key, `mart_${name}`)}`,
    )
  }
  const last = martStatements.findIndex(({ name }) => name === 'products')
  for (const { name, select: query } of martStatements.filter(
    ({ name: each }, at) => each === 'rfm' || at > last,
  ))
    await run(`CREATE OR REPLACE TABLE marts.${name} AS ${query}`)
  for (const name of [
    'marts.order_heads',
    'marts.order_sums',
    'mart_customers',
    'mart_orders',
    'mart_products',
  ])
    await run(`DROP TABLE ${name}`)
}

/** Places that no order had before, numbered after those there are. */
async function addPlaces(run: (statement: string) => Promise<void>): Promise<void> {
  await run(`INSERT INTO marts.places
    SELECT CAST((SELECT coalesce(max(place_key), 0) FROM marts.places) + row_number() OVER (ORDER BY n.country, n.region, n.city) AS INTEGER),
      coalesce(k.country_key, CAST((SELECT coalesce(max(country_key), 0) FROM marts.places)
        + dense_rank() OVER (PARTITION BY k.country_key IS NULL ORDER BY n.country NULLS LAST) AS INTEGER)), n.country, n.region, n.city
    FROM (SELECT DISTINCT country, region, city FROM facts.orders WHERE order_key IN (SELECT order_key FROM ${touchedOrders})
      EXCEPT SELECT country, region, city FROM marts.places) AS n
    LEFT JOIN (SELECT DISTINCT country_key, country FROM marts.places) AS k ON k.country IS NOT DISTINCT FROM n.country`)
}

async function addChannels(run: (statement: string) => Promise<void>): Promise<void> {
  const columns = 'payment_method, device_type, traffic_source'
  await run(`INSERT INTO marts.channels
    SELECT CAST((SELECT coalesce(max(channel_key), 0) FROM marts.channels) + row_number() OVER (ORDER BY ${columns}) AS INTEGER), ${columns}
    FROM (SELECT DISTINCT ${columns} FROM facts.orders WHERE order_key IN (SELECT order_key FROM ${touchedOrders})
      EXCEPT SELECT ${columns} FROM marts.channels) AS n`)
}
