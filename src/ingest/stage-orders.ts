import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FilePlan } from './file-plan.ts'
import { literal } from './literal.ts'

/** The order's own columns, as far as the files have them. */
const orderFields: readonly ImportField[] = [
  'status',
  'payment_status',
  'cancelled_at',
  'exchange_rate',
  'country',
  'region',
  'city',
  'payment_method',
  'device_type',
  'traffic_source',
  'shipping_cost',
  'delivery_time',
  'order_discount',
  'order_tax',
  'refunded_amount',
  'order_total',
  'order_subtotal',
  'customer_name',
  'first_name',
  'last_name',
  'email',
  'phone',
  'customer_country',
  'customer_region',
  'customer_city',
  'age',
  'gender',
  'registration_date',
]

/** The columns that every order has, whatever its files. */
const ownColumns = ['local_at', 'customer_id', 'currency'] as const

export function orderColumns(kept: readonly ImportField[]): string[] {
  return [...ownColumns, ...orderFields.filter((field) => kept.includes(field))]
}

/**
 * Numbers rows that have no order id: rows of one customer on one day, in the order of the file, are orders of their
 * own, so that the same file gives the same ids again.
 */
export async function nameOrders(stage: Writer): Promise<void> {
  const { n } = await stage.row<{ n: number }>(
    raw('SELECT count(*) AS n FROM lines WHERE order_id IS NULL AND issue IS NULL'),
  )
  if (n === 0) return
  await stage.run(
    raw(`CREATE TEMP TABLE named AS SELECT rowid AS row_no,
      coalesce(customer_id, 'guest') || '-' || strftime(local_at, '%Y%m%d') || '-' ||
        row_number() OVER (PARTITION BY customer_id, CAST(local_at AS DATE) ORDER BY rowid) AS order_id
      FROM lines WHERE order_id IS NULL AND issue IS NULL AND local_at IS NOT NULL`),
  )
  await stage.run(
    raw('UPDATE lines SET order_id = named.order_id FROM named WHERE named.row_no = lines.rowid'),
  )
  await stage.run(raw('DROP TABLE named'))
}

/**
 * Builds `orders_found`: one row an order, known by the first of its rows (`ordinal`), its attributes from the first of its rows that
 * has them.
 */
export async function stageOrders(stage: Writer, kept: readonly ImportField[]): Promise<void> {
  const columns = orderColumns(kept)
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE order_rows AS
      SELECT order_id, min(rowid) AS first_row, max(rowid) AS last_row, CAST(count(*) AS INTEGER) AS lines
      FROM lines WHERE issue IS NULL GROUP BY order_id`),
  )
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE orders_found AS
      SELECT r.first_row AS ordinal, r.order_id, r.first_row, r.last_row, r.lines,
        ${columns.map((column) => (column === 'currency' ? 'CAST(l.currency AS VARCHAR) AS currency' : `l.${column}`)).join(', ')}
      FROM order_rows AS r JOIN lines AS l ON l.rowid = r.first_row`),
  )
  await stage.run(raw('DROP TABLE order_rows'))
  const missing = await stage.row<Record<string, boolean | null>>(
    raw(
      `SELECT ${columns.map((column) => `bool_or(${column} IS NULL) AS ${column}`).join(', ')} FROM orders_found WHERE lines > 1`,
    ),
  )
  for (const column of columns) if (missing[column]) await fillFromLaterRows(stage, column)
}

async function fillFromLaterRows(stage: Writer, column: string): Promise<void> {
  const [any] = await stage.rows(
    raw(`SELECT 1 AS one FROM lines WHERE ${column} IS NOT NULL AND issue IS NULL LIMIT 1`),
  )
  if (any === undefined) return
  await stage.run(
    raw(`UPDATE orders_found SET ${column} = later.value FROM (
        SELECT l.order_id, arg_min(l.${column}, l.rowid) AS value FROM lines AS l
        WHERE l.${column} IS NOT NULL AND l.issue IS NULL
          AND l.order_id IN (SELECT order_id FROM orders_found WHERE ${column} IS NULL AND lines > 1)
        GROUP BY l.order_id) AS later
      WHERE later.order_id = orders_found.order_id AND orders_found.${column} IS NULL`),
  )
}

/** Gives orders what a file of their own says: `heads`, staged like lines. */
export async function completeByHeads(stage: Writer, kept: readonly ImportField[]): Promise<void> {
  const columns = orderColumns(kept)
  const set = columns.map((column) => `${column} = coalesce(h.${column}, orders_found.${column})`)
  await stage.run(
    raw(`UPDATE orders_found SET ${set.join(', ')} FROM (
      SELECT order_id, ${columns.map((column) => `arg_min(${column}, rowid) AS ${column}`).join(', ')}
      FROM heads WHERE order_id IS NOT NULL AND issue IS DISTINCT FROM 'impossible_date' GROUP BY order_id) AS h WHERE h.order_id = orders_found.order_id`),
  )
}

/**
 * Lines whose date no file gives take their order's from the warehouse, with whatever else is known of it; what is
 * then still without a date is set aside.
 */
export async function completeByWarehouse(stage: Writer, zone: string): Promise<void> {
  await stage.run(raw('ALTER TABLE orders_found ADD COLUMN completes BOOLEAN DEFAULT false'))
  const { undated } = await stage.row<{ undated: number }>(
    raw('SELECT count(*) AS undated FROM orders_found WHERE local_at IS NULL'),
  )
  if (undated === 0) return
  const customer = 'coalesce(orders_found.customer_id, c.customer_id)'
  await takeFromWarehouse(stage, 'orders_found.local_at IS NULL', customer, zone)
  await setAsideOrders(stage, 'local_at IS NULL', 'missing_date')
}

async function takeFromWarehouse(
  stage: Writer,
  condition: string,
  customer: string,
  zone: string,
): Promise<void> {
  await stage.run(
    raw(`UPDATE orders_found SET completes = true, currency = o.currency,
        local_at = timezone(${literal(zone)}, o.ordered_at AT TIME ZONE 'UTC'), customer_id = ${customer}
      FROM facts.orders AS o LEFT JOIN facts.customers AS c ON c.customer_key = o.customer_key
      WHERE o.order_id = orders_found.order_id AND ${condition}`),
  )
}

/**
 * Builds `added_orders`: orders of which the files bring refunds alone, and which the warehouse knows. They keep their
 * lines, and all that is said of them; the refunds are added, on their own days.
 */
export async function findAdded(stage: Writer, plans: readonly FilePlan[], zone: string): Promise<boolean> {
  const files = plans.flatMap(({ rules }, index) => (rules.refunds_alone ? [index] : []))
  if (files.length === 0) return false
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE added_orders AS
      SELECT order_id FROM lines WHERE issue IS NULL AND order_id IN (SELECT order_id FROM facts.orders)
      GROUP BY order_id HAVING bool_and(kind = 'refund' AND transaction_id IS NOT NULL AND file_no IN (${files.join(', ')}))`),
  )
  const { n } = await stage.row<{ n: number }>(raw('SELECT count(*) AS n FROM added_orders'))
  if (n === 0) return false
  await takeFromWarehouse(
    stage,
    'orders_found.order_id IN (SELECT order_id FROM added_orders)',
    'c.customer_id',
    zone,
  )
  return true
}

/** Sets aside every line of the orders that a condition holds for. */
export async function setAsideOrders(stage: Writer, condition: string, reason: string): Promise<void> {
  const { n } = await stage.row<{ n: number }>(
    raw(`SELECT count(*) AS n FROM orders_found WHERE ${condition}`),
  )
  if (n === 0) return
  await stage.run(
    raw(`UPDATE lines SET issue = ${literal(reason)} WHERE issue IS NULL
      AND order_id IN (SELECT order_id FROM orders_found WHERE ${condition})`),
  )
  await stage.run(raw(`DELETE FROM orders_found WHERE ${condition}`))
}
