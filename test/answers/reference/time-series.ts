import { plusDays, plusMonths } from './days.ts'
import type { Days } from './days.ts'
import { measure, ratio } from './measures.ts'
import type { Selection } from './selection.ts'

export type Granularity = 'day' | 'week' | 'month'

export function startOf(day: string, granularity: Granularity): string {
  if (granularity === 'month') return `${day.slice(0, 7)}-01`
  if (granularity === 'day') return day
  const weekday = (new Date(day).getUTCDay() + 6) % 7
  return plusDays(day, -weekday)
}

function after(start: string, granularity: Granularity): string {
  if (granularity === 'month') return plusMonths(start, 1)
  return plusDays(start, granularity === 'week' ? 7 : 1)
}

function points(selection: Selection, granularity: Granularity, range: Days): Record<string, unknown>[] {
  const made: Record<string, unknown>[] = []
  if (range.start > range.end) return made
  const costs =
    selection.all.some((fact) => fact.cost !== null) ||
    selection.shop.products.some((product) => product.cost_price !== null)
  for (let date = startOf(range.start, granularity); date <= range.end; date = after(date, granularity)) {
    const last = plusDays(after(date, granularity), -1)
    const start = date < range.start ? range.start : date
    const end = last > range.end ? range.end : last
    const lines = selection.within({ start, end })
    const sums = measure(lines)
    made.push({
      date,
      revenue: sums.revenue,
      orders: sums.orders,
      average_order_value: ratio(sums.revenue, sums.orders),
      // nothing sold is no profit; something sold at unknown cost is an unknown one
      profit: costs && sums.profit === null && !lines.some((fact) => fact.revenue !== 0) ? 0 : sums.profit,
      units: sums.units,
      partial: date < range.start || last > range.end,
    })
  }
  return made
}

export function timeSeries(selection: Selection, granularity: Granularity): Record<string, unknown> {
  return {
    granularity,
    items: selection.as_of === null ? [] : points(selection, granularity, selection.range),
    previous: selection.previous && points(selection, granularity, selection.previous),
  }
}
