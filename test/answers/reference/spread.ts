import { groupBy, toFour } from './measures.ts'
import type { Fact, Selection } from './selection.ts'

const total = (lines: Fact[]): number => toFour(lines.reduce((sum, fact) => sum + fact.revenue, 0))

/** The values whose distribution is asked for. */
export function valuesOf(selection: Selection, measure: string): number[] {
  const lines = selection.within(selection.range)
  const sold = (group: Fact[]): boolean => group.some((fact) => fact.is_sale)
  const groups = (key: (fact: Fact) => string, from = lines): Fact[][] => [...groupBy(from, key).values()]
  switch (measure) {
    case 'order_value':
      return groups((fact) => String(fact.order.order_key))
        .filter(sold)
        .map(total)
    case 'customer_revenue':
      return groups(
        (fact) => String(fact.order.customer_key),
        lines.filter((fact) => fact.customer),
      )
        .filter(sold)
        .map(total)
    case 'daily_revenue':
      return groups((fact) => fact.day).map(total)
    default:
      return lines.filter((fact) => fact.is_sale).map((fact) => fact.unit_price)
  }
}

/** Linear between the two nearest of the sorted values. */
export function percentile(values: number[], level: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * level
  const low = Math.floor(at)
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low)
}

export function concentrated(
  selection: Selection,
  dimension: 'customer' | 'product' | 'country',
): { id: string; revenue: number }[] {
  const idOf = (fact: Fact): string | null =>
    dimension === 'customer'
      ? (fact.customer?.customer_id ?? null)
      : dimension === 'product'
        ? (fact.product?.product_id ?? null)
        : (fact.order.country ?? 'no country')
  const lines = selection.within(selection.range).filter((fact) => idOf(fact) !== null)
  return [...groupBy(lines, (fact) => idOf(fact)!)]
    .map(([id, of]) => ({ id, revenue: total(of) }))
    .filter((row) => row.revenue > 0.00005)
    .sort((a, b) => b.revenue - a.revenue)
}

/** The mean absolute difference between all pairs over twice the mean: the Gini coefficient as it is defined. */
export function giniOf(values: number[]): number {
  const n = values.length
  let differences = 0
  for (const a of values) for (const b of values) differences += Math.abs(a - b)
  return differences / (2 * n * values.reduce((sum, value) => sum + value, 0))
}
