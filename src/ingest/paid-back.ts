import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import { unitsLessReturned } from './line-amounts.ts'
import type { FileRule } from './settle-amounts.ts'

const shape = `order_id VARCHAR, place INTEGER, product_id VARCHAR, quantity DECIMAL(18,3), unit_price DECIMAL(18,4),
  discount DECIMAL(18,4), tax DECIMAL(18,4)`

/**
 * Builds `paid_back`: the refund lines of orders that only say how much was paid back. What a line says of itself comes
 * first; of the rest, goods are taken to be paid back with their tax before shipping is. An order paid back whole takes
 * back every line; otherwise the amount stands on a line of its own, with the product where the order has but one.
 * Tells how many orders it is for.
 */
export async function stagePaidBack(
  stage: Writer,
  kept: readonly ImportField[],
  rule: FileRule,
): Promise<number> {
  await stage.run(raw(`CREATE OR REPLACE TEMP TABLE paid_back (${shape})`))
  const byLine = kept.includes('line_refund') || kept.includes('refunded_quantity')
  if (!byLine && !kept.includes('refunded_amount')) return 0
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE sold AS
      SELECT l.rowid AS row_no, l.order_id, l.product_id, l.quantity, l.unit_price,
        CAST(l.discount + coalesce(x.discount, 0) AS DECIMAL(18,4)) AS discount,
        CAST(CASE WHEN x.tax IS NULL THEN l.tax ELSE coalesce(l.tax, 0) + x.tax END AS DECIMAL(18,4)) AS tax,
        ${kept.includes('line_refund') ? 'coalesce(abs(l.line_refund), 0)' : 'CAST(0 AS DECIMAL(18,4))'} AS line_refund,
        ${kept.includes('refunded_quantity') ? 'coalesce(abs(l.refunded_quantity), 0)' : 'CAST(0 AS DECIMAL(18,4))'} AS units_back
      FROM lines AS l LEFT JOIN spread AS x ON x.row_no = l.rowid
      WHERE l.issue IS NULL AND l.kind = 'sale' ${byLine ? '' : 'AND l.order_id IN (SELECT order_id FROM orders_found WHERE refunded_amount > 0)'}`),
  )
  if (byLine) await takeBackLines(stage)
  if (kept.includes('refunded_amount')) await takeBackRest(stage, kept, rule)
  const { n } = await stage.row<{ n: number }>(raw('SELECT count(DISTINCT order_id) AS n FROM paid_back'))
  return n
}

const net = '(CAST(quantity AS DECIMAL(19,3)) * unit_price - discount)'

/** What each line says was paid back of it: units, an amount, or both. */
async function takeBackLines(stage: Writer): Promise<void> {
  const units = 'CASE WHEN units_back > 0 THEN units_back ELSE 1 END'
  const amount = `CASE WHEN line_refund > 0 THEN CAST(line_refund AS DOUBLE) ELSE CAST(${net} AS DOUBLE) * units_back / quantity END`
  await stage.run(
    raw(`INSERT INTO paid_back
      SELECT order_id, row_number() OVER (PARTITION BY order_id ORDER BY row_no), product_id, -(${units}),
        round((${amount}) / (${units}), 4), 0, -round(tax * (${amount}) / nullif(CAST(${net} AS DOUBLE), 0), 4)
      FROM sold WHERE (line_refund > 0 OR units_back > 0) AND quantity > 0`),
  )
}

async function takeBackRest(stage: Writer, kept: readonly ImportField[], rule: FileRule): Promise<void> {
  const total = kept.includes('order_total') ? 'f.order_total' : 'CAST(NULL AS DECIMAL(18,4))'
  const discount = kept.includes('order_discount') ? 'coalesce(abs(f.order_discount), 0)' : '0'
  // where units that came back are counted out already, the subtotal tells what was sold at first
  const less = kept.includes('order_subtotal') ? rule((_, plan) => unitsLessReturned(plan)) : 'false'
  const first =
    less === 'false'
      ? 'g.net'
      : `CASE WHEN ${less} THEN greatest(g.net, coalesce(f.order_subtotal - ${discount}, g.net)) ELSE g.net END`
  // of what lines do not say, where some do, shipping is paid back first: it can stand on none of them
  const goods = `CASE WHEN whole THEN first - said
    WHEN said > 0 THEN greatest(0, back - said - said_tax - shipping) * first / (first + tax)
    ELSE least(first, back * first / (first + tax)) END`
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE rest_back AS
      SELECT order_id, whole AND first = net AND said = 0 AS mirrored, rows, product_id, quantity, net,
        CAST(round(${goods} - (first - net), 4) AS DECIMAL(18,4)) AS amount
      FROM (SELECT *, greatest(0, coalesce(total, 0) - first - tax) AS shipping FROM (
        SELECT f.order_id, g.rows, g.product_id, g.quantity, CAST(g.net AS DOUBLE) AS net, CAST(g.tax AS DOUBLE) AS tax,
          CAST(f.refunded_amount AS DOUBLE) AS back, CAST(${first} AS DOUBLE) AS first, CAST(${total} AS DOUBLE) AS total,
          coalesce(CAST(p.said AS DOUBLE), 0) AS said, coalesce(CAST(p.tax AS DOUBLE), 0) AS said_tax,
          coalesce(${total} > 0 AND f.refunded_amount >= ${total} - 0.005, false) AS whole
        FROM orders_found AS f JOIN order_sums AS s ON s.order_id = f.order_id
        JOIN (SELECT order_id, count(*) AS rows, any_value(product_id) AS product_id, sum(quantity) AS quantity,
            sum(${net}) AS net, coalesce(sum(tax), 0) AS tax FROM sold GROUP BY order_id) AS g ON g.order_id = f.order_id
        LEFT JOIN (SELECT order_id, sum(-quantity * unit_price) AS said, sum(-tax) AS tax FROM paid_back GROUP BY order_id) AS p
          ON p.order_id = f.order_id
        WHERE f.refunded_amount > 0 AND g.net > 0))`),
  )
  await stage.run(
    raw(`INSERT INTO paid_back
      SELECT o.order_id, row_number() OVER (PARTITION BY o.order_id ORDER BY o.row_no), o.product_id, -o.quantity, o.unit_price, -o.discount, -o.tax
      FROM sold AS o JOIN rest_back AS b ON b.order_id = o.order_id WHERE b.mirrored`),
  )
  // of a single line it can be told how many came back, where the amount is that of whole units
  const units = `CASE WHEN rows = 1 AND abs(round(amount * quantity / net) - amount * quantity / net) < 0.001 AND amount * quantity / net > 0.5
    THEN CAST(round(amount * quantity / net) AS DECIMAL(18,3)) ELSE 1 END`
  await stage.run(
    raw(`INSERT INTO paid_back
      SELECT order_id, 1 + (SELECT count(*) FROM paid_back AS p WHERE p.order_id = b.order_id), CASE WHEN rows = 1 THEN product_id END,
        -(${units}), round(CAST(amount AS DOUBLE) / (${units}), 4), 0, NULL
      FROM rest_back AS b WHERE NOT mirrored AND amount >= 0.005`),
  )
}
