import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'

/**
 * Spreads what an order gives as a whole (a discount, a tax) over its sale lines by their amounts, to the last fraction:
 * what rounding leaves over goes to the first line. Discounts that the lines carry already are not counted twice.
 */
export async function spreadAmounts(stage: Writer, kept: readonly ImportField[]): Promise<void> {
  const empty =
    'SELECT CAST(0 AS BIGINT) AS row_no, CAST(0 AS DECIMAL(18,4)) AS discount, CAST(NULL AS DECIMAL(18,4)) AS tax WHERE false'
  const discount = kept.includes('order_discount')
  const tax = kept.includes('order_tax')
  if (!discount && !tax) {
    await stage.run(raw(`CREATE OR REPLACE TEMP TABLE spread AS ${empty}`))
    return
  }
  const ofOrder = (there: boolean, field: string): string => (there ? `coalesce(abs(f.${field}), 0)` : '0')
  const share = (name: string): string =>
    `CAST(round(CAST(${name} AS DOUBLE) * CAST(amount AS DOUBLE) / CAST(whole AS DOUBLE), 4) AS DECIMAL(18,4))`
  const rest = (name: string): string =>
    `${share(name)} + CASE WHEN place = 1 THEN ${name} - sum(${share(name)}) OVER (PARTITION BY order_id) ELSE 0 END`
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE spread AS
      SELECT row_no, CAST(${rest('total_discount')} AS DECIMAL(18,4)) AS discount,
        CAST(${tax ? `CASE WHEN total_tax IS NOT NULL THEN ${rest('total_tax')} END` : 'NULL'} AS DECIMAL(18,4)) AS tax
      FROM (
        SELECT l.rowid AS row_no, l.order_id, CAST(l.quantity AS DECIMAL(19,3)) * l.unit_price - l.discount AS amount,
          sum(CAST(l.quantity AS DECIMAL(19,3)) * l.unit_price - l.discount) OVER (PARTITION BY l.order_id) AS whole,
          row_number() OVER (PARTITION BY l.order_id ORDER BY l.rowid) AS place,
          CAST(greatest(0, ${ofOrder(discount, 'order_discount')} - sum(l.discount) OVER (PARTITION BY l.order_id)) AS DECIMAL(18,4)) AS total_discount,
          CAST(${tax ? 'f.order_tax' : 'NULL'} AS DECIMAL(18,4)) AS total_tax
        FROM lines AS l JOIN orders_found AS f ON f.order_id = l.order_id
        WHERE l.issue IS NULL AND l.kind = 'sale' AND (${ofOrder(discount, 'order_discount')} > 0 OR ${tax ? 'f.order_tax IS NOT NULL' : 'false'})
      ) WHERE whole > 0`),
  )
}
