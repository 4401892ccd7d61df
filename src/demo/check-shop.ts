import type { Reader } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Sql } from '../warehouse/sql.ts'
import { shopPlans } from './open-shop.ts'
import type { ShopName, ShopPlan } from './shop-plan.ts'
import type { Truth } from './truth.ts'

/** One promise a demo shop makes, and what was found in the warehouse. */
export type ShopCheck = { what: string; expected: string; found: string; ok: boolean }

/**
 * Holds a loaded demo shop to its word: counts, days, shares, ids, and that nothing was sold that could not be. With
 * a truth whose counts were left free, those counts are what it is held to.
 */
export async function checkShop(
  db: Reader,
  name: ShopName,
  truth: Truth | null = null,
): Promise<ShopCheck[]> {
  const plan = shopPlans[name]
  const exact = truth?.exact_counts !== false
  const checks = [
    ...(await checkCounts(db, plan, exact ? null : truth)),
    ...(await checkPromises(db, plan, exact)),
    ...(await checkIntegrity(db)),
  ]
  return truth === null ? checks : [...checks, ...(await checkTruth(db, truth))]
}

function check(
  what: string,
  expected: string | number,
  found: string | number,
  ok = expected === found,
): ShopCheck {
  return { what, expected: String(expected), found: String(found), ok }
}

const one = async (db: Reader, query: Sql): Promise<number | string> =>
  (await db.row<{ found: number | string }>(sql`SELECT ${query} AS found`)).found

const count = (db: Reader, from: Sql): Promise<number | string> =>
  one(db, sql`(SELECT CAST(count(*) AS INTEGER) FROM ${from})`)

async function checkCounts(db: Reader, plan: ShopPlan, truth: Truth | null): Promise<ShopCheck[]> {
  const { size, exact } = plan
  const wanted = truth?.counts ?? {
    ...size,
    products: plan.name === 'global' ? 500 : plan.name === 'spa' ? 24 : 10,
  }
  const orders = exact.orders || truth !== null ? wanted.orders : null
  const found = await count(db, raw('facts.orders'))
  const nearly = Math.abs(Number(found) - size.orders) < 0.02 * size.orders
  return [
    check('customers', wanted.customers, await count(db, raw('facts.customers'))),
    check('products', wanted.products, await count(db, raw('facts.products'))),
    orders === null ? check('orders', `about ${size.orders}`, found, nearly) : check('orders', orders, found),
    check('lines', wanted.lines, await count(db, raw('facts.order_lines'))),
    check(
      'first day',
      plan.first_day,
      await one(db, raw('(SELECT CAST(min(day) AS VARCHAR) FROM facts.orders)')),
    ),
    check(
      'last day',
      plan.last_day,
      await one(db, raw('(SELECT CAST(max(day) AS VARCHAR) FROM facts.orders)')),
    ),
  ]
}

async function checkPromises(db: Reader, plan: ShopPlan, exact: boolean): Promise<ShopCheck[]> {
  if (plan.name === 'boutique') return exact ? checkBoutique(db, plan) : []
  if (plan.name === 'spa') return exact ? checkSpa(db, plan) : []
  return checkGlobal(db, plan, exact ? 0.01 : 0.03)
}

async function checkBoutique(db: Reader, { size }: ShopPlan): Promise<ShopCheck[]> {
  const states = await db.rows<{ status: string; orders: number }>(
    raw('SELECT status, CAST(count(*) AS INTEGER) AS orders FROM facts.orders GROUP BY status'),
  )
  const found = Object.fromEntries(states.map(({ status, orders }) => [status, orders]))
  const wanted = { delivered: 4242, processing: 40, confirmed: 14, shipped: 5 }
  return [
    ...Object.entries(wanted).map(([status, orders]) =>
      check(`${status} orders`, orders, found[status] ?? 0),
    ),
    check('customers with orders', size.buyers, await buyers(db)),
    check(
      'ids are whole numbers',
      0,
      await count(db, raw(`facts.customers WHERE NOT regexp_full_match(customer_id, '[0-9]+')`)),
    ),
  ]
}

async function checkSpa(db: Reader, { size, exact }: ShopPlan): Promise<ShopCheck[]> {
  const categories = await one(
    db,
    raw(
      `(SELECT string_agg(category, ', ' ORDER BY category) FROM (SELECT DISTINCT category FROM facts.products) AS c)`,
    ),
  )
  return [
    check('clients with a history', size.buyers, await buyers(db)),
    check(
      'revenue',
      exact.revenue ?? 0,
      await one(
        db,
        raw(`(SELECT CAST(sum(quantity * unit_price - discount) AS DOUBLE) FROM facts.order_lines)`),
      ),
    ),
    check('categories', 'Masajes, Spa, Wellness', categories),
  ]
}

async function checkGlobal(db: Reader, plan: ShopPlan, tolerance: number): Promise<ShopCheck[]> {
  const shares = await db.rows<{ country: string; lines: number; orders: number }>(
    raw(`
    SELECT o.country, CAST(count(*) AS DOUBLE) / sum(count(*)) OVER () AS lines,
      CAST(count(DISTINCT o.order_key) AS DOUBLE) / sum(count(DISTINCT o.order_key)) OVER () AS orders
    FROM facts.orders AS o JOIN facts.order_lines AS l ON l.order_key = o.order_key GROUP BY o.country`),
  )
  const share = (country: string, wanted: number): ShopCheck => {
    const { lines = 0, orders = 0 } = shares.find((row) => row.country === country) ?? {}
    const ok = Math.max(Math.abs(lines - wanted), Math.abs(orders - wanted)) <= tolerance
    return check(
      `share of ${country}`,
      `${wanted} ± ${tolerance}`,
      `${lines.toFixed(4)} of lines, ${orders.toFixed(4)} of orders`,
      ok,
    )
  }
  const ids = await db.row<{ first: string; last: string }>(
    raw('SELECT min(product_id) AS first, max(product_id) AS last FROM facts.products'),
  )
  const peak = await one(
    db,
    raw(
      `(SELECT CAST(count(*) FILTER (WHERE month(day) IN (11, 12)) AS DOUBLE) / count(*) FROM facts.orders)`,
    ),
  )
  return [
    share('USA', 0.35),
    share('UK', 0.12),
    check('countries', plan.countries.length, shares.length),
    check('categories', 8, await count(db, raw('(SELECT DISTINCT category FROM facts.products) AS c'))),
    check('product ids', 'P00001 to P00500', `${ids.first} to ${ids.last}`),
    check('November and December', 'over 0.2 of orders', Number(peak).toFixed(3), Number(peak) > 0.2),
  ]
}

const buyers = (db: Reader): Promise<number | string> =>
  count(db, raw('(SELECT DISTINCT customer_key FROM facts.orders WHERE customer_key > 0) AS c'))

async function checkIntegrity(db: Reader): Promise<ShopCheck[]> {
  const none = async (what: string, from: Sql): Promise<ShopCheck> => check(what, 0, await count(db, from))
  return [
    await none(
      'orders of unknown customers',
      raw(`facts.orders WHERE customer_key > 0
      AND customer_key NOT IN (SELECT customer_key FROM facts.customers)`),
    ),
    await none(
      'lines of unknown orders',
      raw(`facts.order_lines
      WHERE order_key NOT IN (SELECT order_key FROM facts.orders)`),
    ),
    await none(
      'orders without lines',
      raw(`facts.orders
      WHERE order_key NOT IN (SELECT order_key FROM facts.order_lines)`),
    ),
    await none(
      'lines of unknown products',
      raw(`facts.order_lines
      WHERE product_key NOT IN (SELECT product_key FROM facts.products)`),
    ),
    await none(
      'lines without price or quantity',
      raw(`facts.order_lines
      WHERE unit_price <= 0 OR quantity = 0 OR (kind = 'sale') <> (quantity > 0)`),
    ),
    await none(
      'addresses or phones that could be real',
      raw(`facts.customers
      WHERE email NOT LIKE '%@example.com' OR phone NOT LIKE '+% 000 %'`),
    ),
    await none(
      'customers who bought before they signed up',
      raw(`facts.customers AS c
      JOIN facts.orders AS o ON o.customer_key = c.customer_key WHERE o.day < c.registration_date`),
    ),
  ]
}

async function checkTruth(db: Reader, truth: Truth): Promise<ShopCheck[]> {
  const purchases = await db.rows<{ customer_key: number; last: number }>(
    raw(`
    SELECT customer_key, CAST(max(day) - DATE '1970-01-01' AS INTEGER) AS last
    FROM facts.orders WHERE customer_key > 0 AND state <> 'cancelled' GROUP BY customer_key`),
  )
  const late = purchases.filter(({ customer_key, last }) => {
    const left = truth.left_day[customer_key - 1]
    return left === -2 || (left >= 0 && last !== left)
  })
  let soldOut = 0
  for (const { product_id, from, to } of truth.stock_outs) {
    soldOut += Number(
      await count(
        db,
        sql`facts.order_lines AS l JOIN facts.orders AS o ON o.order_key = l.order_key
        JOIN facts.products AS p ON p.product_key = l.product_key
        WHERE p.product_id = ${product_id} AND l.kind = 'sale'
          AND o.day BETWEEN CAST(${from} AS DATE) AND CAST(${to} AS DATE)`,
      ),
    )
  }
  return [
    check('customers whose last order is not where they left', 0, late.length),
    check('lines sold while out of stock', 0, soldOut),
  ]
}
