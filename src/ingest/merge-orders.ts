import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import { literal } from './literal.ts'
import { plainAttributes, utcSql } from './ready-orders.ts'

export type OrderChanges = { added: number; replaced: number; unchanged: number }

const orderAttributes = [
  'customer_key',
  'ordered_at',
  'day',
  'status',
  'state',
  'currency',
  'exchange_rate',
  ...plainAttributes,
]

/** What a file that knows only part of an order leaves as the warehouse has it. */
const completed = new Set<string>(['status', 'state', 'exchange_rate', ...plainAttributes])

/** Orders in the shape of the facts, with the key they have or will have. */
function ordersSql({ completes }: OrderSource, importId: string, where: string): string {
  const columns = orderAttributes.map((name) => {
    const own = name === 'customer_key' ? 'coalesce(c.customer_key, 0)' : `r.${name}`
    return completes && completed.has(name)
      ? `CASE WHEN r.completes THEN coalesce(o.${name}, ${own}) ELSE ${own} END AS ${name}`
      : `${own} AS ${name}`
  })
  return `SELECT m.order_key, r.order_id, ${columns.join(', ')}, ${literal(importId)} AS import_id
    FROM order_map AS m JOIN orders_ready AS r ON r.ordinal = m.ordinal
    LEFT JOIN facts.customers AS c ON c.customer_id = r.customer_id
    ${completes ? 'LEFT JOIN orders_before AS o ON o.order_id = r.order_id' : ''}
    WHERE ${where}`
}

/** Lines in the shape of the facts; the number of a line is its position in its order. */
function linesSql({ kept, zone, adds }: OrderSource, importId: string, where: string): string {
  const optional = (field: ImportField, type: string): string =>
    `CAST(${kept.includes(field) ? `l.${field}` : 'NULL'} AS ${type}) AS ${field}`
  const otherDay = 'CAST(l.local_at AS DATE) <> r.day'
  const position = 'coalesce(s.line_no, CAST(l.rowid - r.first_row + 1 AS INTEGER))'
  return `SELECT m.order_key, ${adds ? `coalesce(k.line_no, 0) + ${position}` : position} AS line_no,
      ${optional('transaction_id', 'VARCHAR')}, CASE WHEN l.is_service THEN 0 ELSE coalesce(p.product_key, 0) END AS product_key,
      CAST(l.kind AS VARCHAR) AS kind, l.quantity, l.unit_price,
      CAST(l.discount + coalesce(x.discount, 0) AS DECIMAL(18,4)) AS discount,
      CAST(CASE WHEN x.tax IS NULL THEN l.tax ELSE coalesce(l.tax, 0) + x.tax END AS DECIMAL(18,4)) AS tax,
      ${optional('cost_price', 'DECIMAL(18,4)')},
      CASE WHEN ${otherDay} THEN ${utcSql('l.local_at', zone)} END AS line_at,
      CASE WHEN ${otherDay} THEN CAST(l.local_at AS DATE) END AS line_day, ${literal(importId)} AS import_id
    FROM lines AS l JOIN orders_ready AS r ON r.order_id = l.order_id
    JOIN order_map AS m ON m.ordinal = r.ordinal
    LEFT JOIN facts.products AS p ON p.product_id = l.product_id
    LEFT JOIN scattered AS s ON s.row_no = l.rowid
    LEFT JOIN spread AS x ON x.row_no = l.rowid
    ${adds ? 'LEFT JOIN last_kept AS k ON k.order_key = m.order_key' : ''}
    WHERE l.issue IS NULL AND ${where}`
}

/**
 * Numbers the lines of orders whose rows do not stand together, or, where a database says how its lines follow each
 * other, not in that order: it gives rows as it finds them. Tells whether there were none such, and every number above
 * the one before it.
 */
export async function numberScattered(
  stage: Writer,
  numbers: 'none' | 'texts' | 'integers',
): Promise<boolean> {
  const byLine = numbers !== 'none'
  const number = 'TRY_CAST(transaction_id AS BIGINT)'
  const apart = 'SELECT order_id FROM orders_ready WHERE last_row - first_row + 1 <> lines'
  const falls =
    numbers === 'integers'
      ? 'lag(number) OVER () >= number'
      : 'coalesce(lag(number) OVER () > number, lag(transaction_id) OVER () > transaction_id)'
  const unsorted = `SELECT order_id FROM (SELECT order_id, lag(order_id) OVER () AS order_before, ${falls} AS falls
      FROM (SELECT order_id, transaction_id, ${number} AS number FROM lines))
    WHERE falls AND order_id = order_before`
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE scattered AS
      SELECT rowid AS row_no, CAST(row_number() OVER (PARTITION BY order_id
        ORDER BY ${byLine ? `${number} NULLS LAST, transaction_id, ` : ''}rowid) AS INTEGER) AS line_no
      FROM lines WHERE issue IS NULL AND order_id IN (${byLine ? `${apart} UNION ${unsorted}` : apart})`),
  )
  if (numbers !== 'integers') return false
  const { scattered } = await stage.row<{ scattered: number }>(
    raw('SELECT count(*) AS scattered FROM scattered'),
  )
  return scattered === 0
}

const orderHash = `hash(${orderAttributes.join(', ')})`
const lineHash = `hash(line_no, transaction_id, product_key, kind, quantity, unit_price, discount, tax, cost_price, line_at, line_day)`

/** The highest key that was ever given and can come back by undoing. */
export function nextKey(table: string, key: string): string {
  return `(SELECT coalesce(max(${key}), 0) FROM (SELECT max(${key}) AS ${key} FROM facts.${table}
    UNION ALL SELECT max(${key}) FROM facts.replaced_${table}))`
}

const fewKnown = 100_000

/** Marks each order of the file as new, the same as before, or to be replaced. */
async function mapOrders(writer: Writer, source: OrderSource): Promise<void> {
  const { headsOnly, completes, adds } = source
  if (completes) {
    // kept apart: what is replaced is deleted before its successor is written
    await writer.run(
      raw(`CREATE OR REPLACE TEMP TABLE orders_before AS SELECT o.* FROM facts.orders AS o
        WHERE o.order_id IN (SELECT order_id FROM orders_ready WHERE completes)`),
    )
  }
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE order_map AS
      SELECT r.ordinal, o.order_key AS old_key,
        coalesce(o.order_key, CAST(${nextKey('orders', 'order_key')} +
          row_number() OVER (PARTITION BY o.order_key IS NULL ORDER BY r.ordinal) AS INTEGER)) AS order_key,
        CAST(CASE WHEN o.order_key IS NULL THEN 'new' ELSE 'replace' END AS ENUM('new', 'replace', 'same')) AS action,
        ${headsOnly ? 'o.order_key IN (SELECT order_key FROM facts.order_lines WHERE product_key > 0)' : 'false'} AS keeps_lines,
        ${adds ? 'r.order_id IN (SELECT order_id FROM added_orders)' : 'false'} AS adds
      FROM orders_ready AS r LEFT JOIN facts.orders AS o ON o.order_id = r.order_id`),
  )
  if (adds) await numberAdded(writer)
  const { known } = await writer.row<{ known: number }>(raw('SELECT count(old_key) AS known FROM order_map'))
  if (known === 0) return
  const isKnown = 'm.old_key IS NOT NULL'
  const keys = '(SELECT old_key FROM order_map WHERE old_key IS NOT NULL)'
  const signature = (orders: string, lines: string): string =>
    `SELECT o.order_key, o.signature, l.signature AS lines, l.n FROM (SELECT order_key, ${orderHash} AS signature FROM (${orders})) AS o
     LEFT JOIN (SELECT order_key, bit_xor(${lineHash}) AS signature, count(*) AS n FROM (${lines}) GROUP BY order_key) AS l ON l.order_key = o.order_key`
  // a few are looked for once among millions, and kept
  const kept = known <= fewKnown ? 'TABLE' : 'VIEW'
  for (const table of ['orders', 'order_lines'])
    await writer.run(
      raw(
        `CREATE OR REPLACE TEMP ${kept} known_${table} AS SELECT * FROM facts.${table} WHERE order_key IN ${keys}`,
      ),
    )
  const before = signature(
    'SELECT * FROM known_orders',
    `SELECT * FROM known_order_lines AS l ${adds ? `WHERE ${replacedLine}` : ''}`,
  )
  const after = signature(ordersSql(source, '', isKnown), allLinesSql(source, '', isKnown))
  await writer.run(
    raw(`UPDATE order_map SET action = 'same' WHERE old_key IN (
      SELECT b.order_key FROM (${before}) AS b JOIN (${after}) AS a ON a.order_key = b.order_key
      JOIN order_map AS m ON m.old_key = a.order_key
      WHERE a.signature = b.signature
        AND (m.keeps_lines OR (a.lines IS NOT DISTINCT FROM b.lines AND a.n IS NOT DISTINCT FROM b.n)))`),
  )
}

/** Of an order that refunds are added to, only those are replaced that the files bring again. */
const replacedLine = `(l.order_key NOT IN (SELECT order_key FROM order_map WHERE adds) OR coalesce((l.order_key, l.transaction_id) IN (SELECT order_key, transaction_id FROM lines_added), false))`

/** Builds `lines_added`, the refunds that are added to orders, and `last_kept`, the number after which they follow. */
async function numberAdded(writer: Writer): Promise<void> {
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE lines_added AS
      SELECT DISTINCT m.order_key, l.transaction_id FROM lines AS l JOIN orders_ready AS r ON r.order_id = l.order_id
      JOIN order_map AS m ON m.ordinal = r.ordinal WHERE m.adds AND l.issue IS NULL`),
  )
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE last_kept AS SELECT l.order_key, max(l.line_no) AS line_no FROM facts.order_lines AS l
      WHERE l.order_key IN (SELECT order_key FROM order_map WHERE adds) AND NOT ${replacedLine} GROUP BY l.order_key`),
  )
}

/** With one of these, lines of what was paid back are made. */
const paidBackFields: readonly ImportField[] = ['refunded_amount', 'line_refund', 'refunded_quantity']

/** The file's own lines, and those made for what was paid back on an order as a whole. */
function allLinesSql(source: OrderSource, importId: string, where: string): string {
  const { kept } = source
  const lines = linesSql(source, importId, where)
  if (!paidBackFields.some((field) => kept.includes(field))) return lines
  return `${lines} UNION ALL
    SELECT m.order_key, r.lines + b.place, NULL, coalesce(p.product_key, 0), 'refund', b.quantity, b.unit_price, b.discount, b.tax,
      NULL, NULL, NULL, ${literal(importId)}
    FROM paid_back AS b JOIN orders_ready AS r ON r.order_id = b.order_id JOIN order_map AS m ON m.ordinal = r.ordinal
    LEFT JOIN facts.products AS p ON p.product_id = b.product_id
    WHERE ${where}`
}

async function replaceKnown(writer: Writer, { adds }: OrderSource, importId: string): Promise<void> {
  const replaced: [string, string][] = [
    ['orders', ''],
    ['order_lines', 'AND NOT keeps_lines'],
  ]
  const some = (table: string): string => (adds && table === 'order_lines' ? `AND ${replacedLine}` : '')
  for (const [table, condition] of replaced) {
    const keys = raw(`(SELECT old_key FROM order_map WHERE action = 'replace' ${condition})`)
    await writer.run(
      sql`INSERT INTO facts.${raw(`replaced_${table}`)} BY NAME
        SELECT *, ${importId}::VARCHAR AS replaced_by FROM ${raw(`known_${table}`)} AS l WHERE order_key IN ${keys} ${raw(some(table))}`,
    )
    await writer.run(sql`DELETE FROM facts.${raw(table)} AS l WHERE order_key IN ${keys} ${raw(some(table))}`)
  }
}

/** What the staged orders were read from. */
export type OrderSource = {
  kept: readonly ImportField[]
  zone: string
  /** no file brought lines: an order whose lines are known keeps them, only what is said of it changes */
  headsOnly: boolean
  /** some orders take what no file says of them from the warehouse */
  completes: boolean
  /** some orders only get refunds added */
  adds: boolean
}

/**
 * Merges the orders into the facts, each one whole: new ones are added, changed ones replaced, and those that say what
 * is known already are left alone.
 */
export async function mergeOrders(
  writer: Writer,
  source: OrderSource,
  importId: string,
): Promise<OrderChanges> {
  await mapOrders(writer, source)
  const counts = await writer.row<OrderChanges>(
    raw(`SELECT count(*) FILTER (WHERE action = 'new') AS added, count(*) FILTER (WHERE action = 'replace') AS replaced,
      count(*) FILTER (WHERE action = 'same') AS unchanged FROM order_map`),
  )
  if (counts.replaced > 0) await replaceKnown(writer, source, importId)
  if (counts.added + counts.replaced > 0) {
    const due = `m.action <> 'same'`
    await writer.run(raw(`INSERT INTO facts.orders BY NAME ${ordersSql(source, importId, due)}`))
    const lines = allLinesSql(source, importId, `${due} AND NOT m.keeps_lines`)
    await writer.run(raw(`INSERT INTO facts.order_lines BY NAME ${lines}`))
  }
  return counts
}
