import { normalName } from './column-names.ts'
import type { FilePlan } from './file-plan.ts'
import { has } from './typed-columns.ts'

/** Net amount of a row that only gives totals: what was paid less what is kept apart. */
export function totalSql(plan: FilePlan): string | null {
  if (has(plan, 'line_total')) return 'line_total'
  if (has(plan, 'order_total')) {
    const apart = (['shipping_cost', 'order_tax'] as const).filter((field) => has(plan, field))
    return ['order_total', ...apart.map((field) => `coalesce(${field}, 0)`)].join(' - ')
  }
  return has(plan, 'order_subtotal') ? 'order_subtotal' : null
}

/** Whether the file's quantities leave out the units that came back. */
export function unitsLessReturned({ rules, columns }: FilePlan): boolean {
  return rules.units_less_returned?.includes(normalName(columns.quantity ?? '')) ?? false
}

/** How many pieces, negative where they came back. */
export function quantitySql(plan: FilePlan): string {
  // an order without a count of items is one item; a line without a quantity is a fault of the file
  // nor is a line whose every unit came back
  const blank =
    plan.role === 'orders' || unitsLessReturned(plan)
      ? 'CASE WHEN coalesce(quantity, 0) = 0 THEN 1 ELSE quantity END'
      : 'quantity'
  const quantity = has(plan, 'quantity') ? blank : '1'
  if (pricedByUnit(plan) || totalSql(plan) === null) return quantity
  // what was paid back is written as a negative total beside a positive count
  return `${quantity} * CASE WHEN total < 0 AND ${quantity} > 0 THEN -1 ELSE 1 END`
}

function pricedByUnit(plan: FilePlan): boolean {
  return plan.role === 'lines' && has(plan, 'unit_price')
}

/** The line is given before and after its discount. */
function twoTotals(plan: FilePlan): boolean {
  return has(plan, 'line_subtotal') && has(plan, 'line_total')
}

const gross = 'CAST(q AS DOUBLE) * CAST(price AS DOUBLE)'

/** Unit price, so that quantity × price − discount is what the row says was paid. */
export function priceSql(plan: FilePlan): string {
  const byTotal = (text: string): string =>
    `TRY_CAST(round(CAST(${text} AS DOUBLE) / CAST(q AS DOUBLE), 4) AS DECIMAL(18,4))`
  if (pricedByUnit(plan))
    return has(plan, 'line_total') ? `coalesce(unit_price, ${byTotal('line_total')})` : 'unit_price'
  if (totalSql(plan) === null) return 'CAST(NULL AS DECIMAL(18,4))'
  if (twoTotals(plan)) return byTotal('line_subtotal')
  return byTotal(has(plan, 'discount') ? 'total + abs(coalesce(discount, 0)) * sign(total)' : 'total')
}

/** What was taken off the whole line. */
export function discountSql(plan: FilePlan): string {
  if (!pricedByUnit(plan)) {
    const paid = plan.rules.line_totals_taxed && has(plan, 'tax') ? '(total - coalesce(tax, 0))' : 'total'
    return `round(${gross} - CAST(${twoTotals(plan) ? paid : 'total'} AS DOUBLE), 4)`
  }
  if (has(plan, 'discount')) return 'abs(coalesce(discount, 0)) * sign(q)'
  if (has(plan, 'discount_percent')) {
    const share = plan.fractions ? 'discount_percent' : 'discount_percent / 100'
    return `round(${gross} * CAST(coalesce(abs(${share}), 0) AS DOUBLE), 4)`
  }
  if (!has(plan, 'line_total')) return '0'
  // a line's total below quantity × price says that a discount was given; above it, tax or rounding
  return `CASE WHEN CAST(line_total AS DOUBLE) BETWEEN 0 AND ${gross} THEN round(${gross} - CAST(line_total AS DOUBLE), 4) ELSE 0 END`
}
