import { raw } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'

/** Days ahead over which predictions.product_demand AS d holds sums; between them they are taken to rise evenly. */
export const demandDays = [7, 14, 30, 60, 90, 120, 150, 180] as const

export const demandMeasures = ['expected', 'q20', 'q50', 'q80', 'q95'] as const
export type DemandMeasure = (typeof demandMeasures)[number]
export type DemandRow = { [column in `${DemandMeasure}_${(typeof demandDays)[number]}`]: number }

/** The days for which sums are held around a number of days, and how far it lies between them. */
function around(days: number): { from: number; to: number; share: number } {
  const to = demandDays.find((each) => each >= days) ?? demandDays.at(-1)!
  const from = demandDays.findLast((each) => each <= days) ?? 0
  return { from, to, share: to === from ? 0 : (days - from) / (to - from) }
}

/** Units over so many days ahead, in SQL. */
export function unitsAhead(measure: DemandMeasure, days: number): Sql {
  const { from, to, share } = around(days)
  const at = (each: number): string => (each === 0 ? '0' : `d.${measure}_${each}`)
  return raw(share === 0 ? at(from) : `(${at(from)} + (${at(to)} - ${at(from)}) * ${share})`)
}

/** The same of a row that has been read. */
export function unitsAheadOf(row: DemandRow, measure: DemandMeasure, days: number): number {
  const { from, to, share } = around(Math.min(days, demandDays.at(-1)!))
  const at = (each: number): number =>
    each === 0 ? 0 : row[`${measure}_${each as (typeof demandDays)[number]}`]
  return share === 0 ? at(from) : at(from) + (at(to) - at(from)) * share
}

/**
 * The chance that so many days ask for more than a stock, in SQL: read between the quantiles in a straight line, above
 * the highest falling on as it fell before it. Null where the stock is.
 */
export function stockoutRisk(stock: Sql, days: number): Sql {
  const [q20, q50, q80, q95] = (['q20', 'q50', 'q80', 'q95'] as const).map(
    (each) => unitsAhead(each, days).text,
  )
  const s = stock.text
  return raw(`CASE WHEN ${s} IS NULL THEN NULL WHEN ${unitsAhead('expected', days).text} <= 0 THEN 0.0
    WHEN ${s} <= 0 THEN 1.0
    WHEN ${s} < ${q20} THEN 1 - 0.2 * ${s} / ${q20}
    WHEN ${s} < ${q50} THEN 0.8 - 0.3 * (${s} - ${q20}) / (${q50} - ${q20})
    WHEN ${s} < ${q80} THEN 0.5 - 0.3 * (${s} - ${q50}) / (${q80} - ${q50})
    WHEN ${s} < ${q95} THEN 0.2 - 0.15 * (${s} - ${q80}) / (${q95} - ${q80})
    WHEN ${q95} > ${q80} THEN 0.05 * pow(4.0, greatest(-100.0, -(${s} - ${q95}) / (${q95} - ${q80}))) ELSE 0.0 END`)
}

/** The days until expected demand has used up a stock, in SQL; null where it lasts longer, or is not known. */
export function daysOfStock(stock: Sql): Sql {
  const s = stock.text
  const steps = demandDays.map((to, i) => {
    const from = i === 0 ? 0 : demandDays[i - 1]
    const before = from === 0 ? '0' : `d.expected_${from}`
    return `WHEN d.expected_${to} > ${before} AND d.expected_${to} >= ${s}
      THEN ${from} + ${to - from} * (${s} - ${before}) / (d.expected_${to} - ${before})`
  })
  return raw(
    `CASE WHEN ${s} IS NULL THEN NULL WHEN ${s} <= 0 AND d.expected_180 > 0 THEN 1 ${steps.join(' ')} END`,
  )
}
