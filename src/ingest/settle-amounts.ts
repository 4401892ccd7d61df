import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FilePlan } from './file-plan.ts'
import type { LayoutRules } from './layouts/layout.ts'
import { stagePaidBack } from './paid-back.ts'
import { spreadTerms } from './spread-terms.ts'
import { setAsideOrders } from './stage-orders.ts'

/** What is said of amounts that no column says: told in the verdict. */
export type AmountNotes = { taxes_included: number; paid_back: number }

/** SQL for whether an order comes from a file whose layout has a rule, by its staged file number. */
export type FileRule = (holds: (rules: LayoutRules, plan: FilePlan) => boolean) => string

function fileRule(plans: readonly FilePlan[]): FileRule {
  return (holds) => {
    const files = plans.flatMap((plan, index) => (holds(plan.rules, plan) ? [index] : []))
    return files.length === 0 ? 'false' : `s.file_no IN (${files.join(', ')})`
  }
}

const orderAmounts: readonly ImportField[] = [
  'order_discount',
  'order_tax',
  'refunded_amount',
  'line_refund',
  'refunded_quantity',
]

/**
 * Brings what an order gives as a whole down to its lines: discounts and taxes in `spread`, what was paid back in
 * `paid_back`. Where prices hold the tax it is taken out of them, so that revenue is without tax either way.
 */
export async function settleAmounts(
  stage: Writer,
  kept: readonly ImportField[],
  plans: readonly FilePlan[],
): Promise<AmountNotes> {
  const needed =
    orderAmounts.some((field) => kept.includes(field)) || plans.some(({ rules }) => rules.subtotal)
  if (!needed) {
    await createEmpty(stage)
    return { taxes_included: 0, paid_back: 0 }
  }
  const rule = fileRule(plans)
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE order_sums AS
      SELECT order_id, min(file_no) AS file_no, count(*) AS n, max(rowid) AS last_row,
        sum(CAST(quantity AS DECIMAL(19,3)) * unit_price) AS gross, sum(discount) AS taken,
        coalesce(sum(CAST(quantity AS DECIMAL(19,3)) * unit_price - discount) FILTER (WHERE kind = 'sale'), 0) AS goods
      FROM lines WHERE issue IS NULL GROUP BY order_id`),
  )
  await setAsideCutOff(stage, kept, rule)
  const taxes_included = await spreadTerms(stage, kept, rule)
  const paid_back = await stagePaidBack(stage, kept, rule)
  return { taxes_included, paid_back }
}

async function createEmpty(stage: Writer): Promise<void> {
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE spread AS
      SELECT CAST(0 AS BIGINT) AS row_no, CAST(0 AS DECIMAL(18,4)) AS discount, CAST(NULL AS DECIMAL(18,4)) AS tax WHERE false`),
  )
  await stagePaidBack(stage, [], () => 'false')
}

/** Sets aside the last order of a file whose lines fall short of its subtotal: the file ends before the order does. */
async function setAsideCutOff(stage: Writer, kept: readonly ImportField[], rule: FileRule): Promise<void> {
  if (!kept.includes('order_subtotal')) return
  const after = rule(({ subtotal }) => subtotal === 'after_discount')
  await setAsideOrders(
    stage,
    `order_id IN (SELECT s.order_id FROM order_sums AS s JOIN orders_found AS f ON f.order_id = s.order_id
      WHERE ${after} AND s.last_row IN (SELECT max(rowid) FROM lines GROUP BY file_no)
        AND s.gross - s.taken + 0.01 * s.n < f.order_subtotal)`,
    'incomplete_order',
  )
}
