import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FileRule } from './settle-amounts.ts'

/** What was taken off the order beyond what its lines say. */
function discountSql(kept: readonly ImportField[], rule: FileRule): string {
  const given = kept.includes('order_discount') ? 'coalesce(abs(f.order_discount), 0)' : '0'
  const plain = `${given} - s.taken`
  if (!kept.includes('order_subtotal')) return `greatest(0, ${plain})`
  const after = rule(({ subtotal }) => subtotal === 'after_discount')
  const before = rule(({ subtotal }) => subtotal === 'before_discount')
  return `greatest(0, CASE WHEN ${after} AND f.order_subtotal IS NOT NULL THEN s.gross - s.taken - f.order_subtotal
    WHEN ${before} THEN coalesce(s.gross - s.taken - (f.order_subtotal - ${given}), 0) ELSE ${plain} END)`
}

/** Whether the order's total has no room for its tax beside its goods and its shipping, shipping that may be free. */
function includedSql(kept: readonly ImportField[], rule: FileRule): string {
  const byTotal = rule(({ taxes }) => taxes === 'by_total')
  if (
    byTotal === 'false' ||
    !['order_total', 'order_subtotal', 'order_tax'].every((name) => kept.includes(name as ImportField))
  )
    return 'false'
  const shipping = kept.includes('shipping_cost') ? 'coalesce(f.shipping_cost, 0)' : '0'
  const miss = (tax: string): string =>
    `least(abs(f.order_total - f.order_subtotal - ${shipping}${tax}), abs(f.order_total - f.order_subtotal${tax}))`
  return `${byTotal} AND f.order_tax > 0 AND coalesce(${miss('')} < ${miss(' - f.order_tax')}, false)`
}

/**
 * Builds `order_terms` and `spread`: an order's discount and tax over its sale lines by their amounts, to the last
 * fraction; what rounding leaves over goes to the first line. Tells how many orders have the tax in their prices.
 */
export async function spreadTerms(
  stage: Writer,
  kept: readonly ImportField[],
  rule: FileRule,
): Promise<number> {
  const tax = kept.includes('order_tax') ? 'f.order_tax' : 'CAST(NULL AS DECIMAL(18,4))'
  const shipping = kept.includes('shipping_cost') ? 'coalesce(f.shipping_cost, 0)' : '0'
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE order_terms AS
      SELECT order_id, discount, tax, included, goods,
        CAST(CASE WHEN included THEN tax * CAST(goods - discount AS DOUBLE) / nullif(CAST(goods - discount + shipping AS DOUBLE), 0) ELSE tax END AS DECIMAL(18,4)) AS goods_tax
      FROM (
        SELECT s.order_id, s.goods, CAST(least(${discountSql(kept, rule)}, greatest(s.goods, 0)) AS DECIMAL(18,4)) AS discount, ${tax} AS tax,
          ${includedSql(kept, rule)} AS included, ${shipping} AS shipping
        FROM order_sums AS s JOIN orders_found AS f ON f.order_id = s.order_id WHERE s.goods > 0)
      WHERE discount > 0 OR tax IS NOT NULL`),
  )
  await spreadOver(stage)
  const { n } = await stage.row<{ n: number }>(raw('SELECT count(*) AS n FROM order_terms WHERE included'))
  if (n > 0) await takeTaxOut(stage, kept)
  return n
}

async function spreadOver(stage: Writer): Promise<void> {
  const share = (name: string): string =>
    `CAST(round(CAST(${name} AS DOUBLE) * CAST(amount AS DOUBLE) / CAST(goods AS DOUBLE), 4) AS DECIMAL(18,4))`
  const rest = (name: string): string =>
    `${share(name)} + CASE WHEN place = 1 THEN ${name} - sum(${share(name)}) OVER (PARTITION BY order_id) ELSE 0 END`
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE spread AS
      SELECT row_no, CAST(${rest('whole_discount')} AS DECIMAL(18,4)) AS discount,
        CAST(CASE WHEN whole_tax IS NOT NULL THEN ${rest('whole_tax')} END AS DECIMAL(18,4)) AS tax
      FROM (
        SELECT l.rowid AS row_no, l.order_id, t.goods, t.discount AS whole_discount, t.goods_tax AS whole_tax,
          CAST(l.quantity AS DECIMAL(19,3)) * l.unit_price - l.discount AS amount,
          row_number() OVER (PARTITION BY l.order_id ORDER BY l.rowid) AS place
        FROM lines AS l JOIN order_terms AS t ON t.order_id = l.order_id
        WHERE l.issue IS NULL AND l.kind = 'sale')`),
  )
}

/** Takes the tax out of prices, discounts and shipping that hold it. */
async function takeTaxOut(stage: Writer, kept: readonly ImportField[]): Promise<void> {
  const net = '(1 - CAST(t.goods_tax AS DOUBLE) / CAST(t.goods - t.discount AS DOUBLE))'
  const included = 'FROM order_terms AS t WHERE t.included AND t.goods > t.discount'
  await stage.run(
    raw(`UPDATE spread SET discount = round(discount * n.net, 4) FROM (
      SELECT l.rowid AS row_no, ${net} AS net FROM lines AS l JOIN (SELECT * ${included}) AS t ON t.order_id = l.order_id) AS n
      WHERE n.row_no = spread.row_no`),
  )
  await stage.run(
    raw(`UPDATE lines SET unit_price = round(lines.unit_price * ${net}, 4), discount = round(lines.discount * ${net}, 4)
      ${included} AND t.order_id = lines.order_id AND lines.kind = 'sale' AND lines.issue IS NULL`),
  )
  if (kept.includes('shipping_cost'))
    await stage.run(
      raw(`UPDATE orders_found SET shipping_cost = greatest(0, orders_found.shipping_cost - (t.tax - t.goods_tax))
        ${included} AND t.order_id = orders_found.order_id AND orders_found.shipping_cost > 0`),
    )
}
