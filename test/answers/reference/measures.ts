import type { Fact } from './selection.ts'

export const toFour = (value: number): number => Math.round(value * 1e4) / 1e4

export type Sums = {
  revenue: number
  units: number
  profit: number | null
  costed_revenue: number
  orders: number
  customers: number
}

/** What some counted lines come to, by the definitions: each measure on its own, line by line. */
export function measure(lines: Fact[]): Sums {
  const earning = lines.filter((fact) => fact.line.kind === 'sale' || fact.line.kind === 'refund')
  const costed = earning.filter((fact) => fact.cost !== null)
  const sum = (values: number[]): number => toFour(values.reduce((total, value) => total + value, 0))
  const sales = lines.filter((fact) => fact.is_sale)
  const costed_revenue = sum(costed.map((fact) => fact.revenue))
  return {
    revenue: sum(earning.map((fact) => fact.revenue)),
    units: sum(earning.map((fact) => fact.units)),
    profit: costed.length === 0 ? null : costed_revenue - sum(costed.map((fact) => fact.cost!)),
    costed_revenue,
    orders: new Set(sales.map((fact) => fact.order.order_key)).size,
    customers: new Set(sales.filter((fact) => fact.customer).map((fact) => fact.order.customer_key)).size,
  }
}

export function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const known = groups.get(key(item))
    if (known) known.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

export const ratio = (above: number | null, below: number | null): number | null =>
  above === null || below === null || below <= 0 ? null : above / below

export const changed = (now: number | null, before: number | null): number | null =>
  now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before)
