import { daysFrom, plusDays } from './days.ts'
import type { Fact } from './selection.ts'

/** The four segments at the end of a day, customer by customer; nobody who had not ordered by then. */
export function segmentsAt(all: Fact[], day: string): Map<number, string> {
  const known = new Map<number, { first: string; last: string; year: number }>()
  const past = all.filter((fact) => fact.counts && fact.customer !== null && fact.day <= day)
  for (const fact of past.filter((one) => one.is_sale)) {
    const key = fact.order.customer_key
    const entry = known.get(key) ?? { first: fact.day, last: fact.day, year: 0 }
    if (fact.day < entry.first) entry.first = fact.day
    if (fact.day > entry.last) entry.last = fact.day
    known.set(key, entry)
  }
  for (const fact of past) {
    const entry = known.get(fact.order.customer_key)
    if (entry && fact.day > plusDays(day, -365)) entry.year += fact.revenue
  }
  const earners = [...known.values()].map((entry) => Math.round(entry.year * 1e4)).filter((year) => year > 0)
  earners.sort((a, b) => b - a)
  const border = earners[Math.ceil(earners.length / 10) - 1] ?? Number.POSITIVE_INFINITY
  return new Map(
    [...known].map(([key, { first, last, year }]) => {
      if (daysFrom(last, day) >= 180) return [key, 'At-Risk']
      if (daysFrom(first, day) < 90) return [key, 'New']
      return [key, Math.round(year * 1e4) >= border ? 'VIP' : 'Regular']
    }),
  )
}
