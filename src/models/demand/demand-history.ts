import type { CalendarEvent } from '../forecasts/calendar-effect.ts'
import { dayNumber } from '../forecasts/calendar-effect.ts'
import { demandSeason } from './demand-season.ts'

/** A product's units by day, all products over the same days. NaN where nothing is known of a day. */
export type DemandProduct = {
  product_id: string
  category_id: string
  units: Float64Array
  /** 1 on days without stock: no sale then says nothing about demand. */
  stock_out?: Uint8Array
  /** Place of the first day on sale; the first sale when absent. */
  first_day?: number
}

export type DemandSpec = {
  /** Date of the first day, `YYYY-MM-DD`. */
  start: string
  products: readonly DemandProduct[]
  events?: readonly CalendarEvent[]
}

const seasonCategories = 60

/** The days from the product's start, NaN on those without stock. */
export function availableDays(product: DemandProduct, n: number): Float64Array {
  const first = n - availableLength(product, n)
  const days = new Float64Array(n - first)
  for (let i = first; i < n; i++) {
    const out = product.stock_out !== undefined && product.stock_out[i] === 1
    days[i - first] = out ? NaN : Math.max(0, product.units[i])
  }
  return days
}

/** Days from the product's start to the end of the history. */
export function availableLength(product: DemandProduct, n: number): number {
  let first = product.first_day
  if (first === undefined) {
    first = 0
    while (first < n && !(product.units[first] > 0)) first++
    if (first === n) first = 0
  }
  return n - Math.min(n, Math.max(0, first))
}

/** How much of a usual day each day is, history and `last` days to come, by category; small ones as the whole shop. */
export function seasonsByCategory(spec: DemandSpec, n: number, last: number): Map<string, Float64Array> {
  const start = dayNumber(spec.start)
  const days = Float64Array.from({ length: n + last }, (_, i) => start + i)
  const totals = categoryTotals(spec, n)
  const shop = new Float64Array(n)
  for (const total of totals.values()) for (let i = 0; i < n; i++) shop[i] += total[i]
  const whole = demandSeason(shop, days, spec.events ?? [])
  const ranked = [...totals].sort((a, b) => sumOf(b[1]) - sumOf(a[1]))
  return new Map(
    ranked.map(([category, total], rank) => {
      const own = rank < seasonCategories && sumOf(total) > 5 * n && totals.size > 1
      return [category, own ? demandSeason(total, days, spec.events ?? []) : whole]
    }),
  )
}

/** Units of each category by day; on days without stock what the product had been selling over about four weeks. */
export function categoryTotals(spec: DemandSpec, n: number): Map<string, Float64Array> {
  const totals = new Map<string, Float64Array>()
  for (const { category_id, units, stock_out } of spec.products) {
    let total = totals.get(category_id)
    if (total === undefined) totals.set(category_id, (total = new Float64Array(n)))
    let usual = 0
    for (let i = 0; i < n; i++) {
      const out = stock_out?.[i] === 1
      const value = out ? usual : Math.max(0, units[i] || 0)
      if (!out) usual += (value - usual) / 28
      total[i] += value
    }
  }
  return totals
}

const startDays = 90

/** Units a day of a category's products over their first ninety days on sale (all days where none began in sight). */
export function categoryStarts(spec: DemandSpec, dailies: readonly Float64Array[]): Map<string, number> {
  const known = new Map<string, { sum: number; days: number }>()
  spec.products.forEach(({ category_id }, p) => {
    const daily = dailies[p].subarray(0, startDays)
    const entry = known.get(category_id) ?? { sum: 0, days: 0 }
    for (let i = 0; i < daily.length; i++) {
      if (Number.isNaN(daily[i])) continue
      entry.sum += daily[i]
      entry.days++
    }
    known.set(category_id, entry)
  })
  return new Map([...known].map(([id, { sum, days }]) => [id, days > 0 ? sum / days : 0]))
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
