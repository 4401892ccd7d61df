import { plusDays } from './days.ts'
import type { Days } from './days.ts'
import { changed, measure, ratio } from './measures.ts'
import type { Fact, Selection } from './selection.ts'

const buyersOf = (lines: Fact[]): Set<number> =>
  new Set(lines.filter((fact) => fact.is_sale && fact.customer).map((fact) => fact.order.customer_key))

export function kpiFigures(selection: Selection, range: Days): Record<string, number | null> {
  const sums = measure(selection.within(range))
  const buyers = buyersOf(selection.within(range))
  const fresh = [...buyers].filter((key) => {
    const days = selection.all
      .filter((fact) => fact.is_sale && fact.order.customer_key === key)
      .map((fact) => fact.day)
    const first = days.sort()[0]
    return first >= range.start && first <= range.end
  })
  const ever = selection.within({ start: '0000-01-01', end: range.end })
  const named = ever.filter((fact) => fact.customer)
  const before = buyersOf(
    selection.within({ start: plusDays(range.end, -359), end: plusDays(range.end, -180) }),
  )
  const after = buyersOf(selection.within({ start: plusDays(range.end, -179), end: range.end }))
  const gone = [...before].filter((key) => !after.has(key))
  return {
    total_revenue: sums.revenue,
    total_orders: sums.orders,
    average_order_value: ratio(sums.revenue, sums.orders),
    gross_profit: sums.profit,
    profit_margin: ratio(sums.profit, sums.costed_revenue),
    total_customers: sums.customers,
    new_customers: fresh.length,
    conversion_rate: ratio(sums.orders, selection.visits(range).value),
    customer_ltv: ratio(measure(named).revenue, buyersOf(ever).size),
    churn_rate: ratio(gone.length, before.size),
  }
}

export function kpis(selection: Selection): Record<string, unknown> {
  const now = kpiFigures(selection, selection.range)
  const earlier = selection.previous && kpiFigures(selection, selection.previous)
  return {
    as_of: selection.as_of,
    currency: selection.shop.currency,
    ...now,
    period: { start_date: selection.range.start, end_date: selection.range.end },
    previous: earlier && {
      ...earlier,
      period: { start_date: selection.previous!.start, end_date: selection.previous!.end },
    },
    change:
      earlier &&
      Object.fromEntries(Object.keys(now).map((name) => [name, changed(now[name], earlier[name])])),
  }
}

export function dashboardMetrics(selection: Selection): Record<string, unknown> {
  const sums = measure(selection.within(selection.range))
  return {
    total_sales: sums.revenue,
    active_customers: sums.customers,
    products_sold: sums.units,
    average_ticket: ratio(sums.revenue, sums.orders),
  }
}
