import type { Random } from '../base/random.ts'
import type { Calendar } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import { integerBetween, sample } from './random-stream.ts'

/** A new list price from a day on; `day` is counted from the window's day 0. */
export type PriceChange = { product: number; day: number; from: number; to: number }

export type PricePlan = {
  products: number
  each: number
  label_price: (price: number) => number
  /** products whose price stays */
  fixed: ReadonlySet<number>
}

const moves = [0.75, 0.8, 0.85, 0.9, 1.1, 1.15, 1.2, 1.3]

/**
 * Moves some products' list prices a few times, each time to a multiple of their first price. Better sellers are
 * chosen first, so that there is something to measure.
 */
export function planPriceChanges(
  random: Random,
  catalogue: Catalogue,
  calendar: Calendar,
  plan: PricePlan,
): PriceChange[] {
  const candidates = [...catalogue.share.keys()]
    .filter((product) => !plan.fixed.has(product) && catalogue.launch[product] <= 0)
    .sort((a, b) => catalogue.share[b] - catalogue.share[a])
    .slice(0, plan.products)
  return candidates.flatMap((product) => {
    const first = catalogue.products[product].price
    const slot = Math.floor(calendar.days / (plan.each + 1))
    let from = first
    return sample(random, moves.length, plan.each).map((move, index) => {
      const to = plan.label_price(first * moves[move])
      const day = slot * (index + 1) - integerBetween(random, 0, Math.floor(slot * 0.6))
      const change = { product, day, from, to }
      from = to
      return change
    })
  })
}

/** The list price of each product on each day: day × product, row by row. */
export function listPrices(
  catalogue: Catalogue,
  calendar: Calendar,
  changes: readonly PriceChange[],
): Float64Array {
  const count = catalogue.products.length
  const prices = new Float64Array(calendar.days * count)
  const current = Float64Array.from(catalogue.products, ({ price }) => price)
  const due = [...changes].sort((a, b) => a.day - b.day)
  let next = 0
  for (let day = 0; day < calendar.days; day++) {
    for (; next < due.length && due[next].day === day; next++) current[due[next].product] = due[next].to
    prices.set(current, day * count)
  }
  return prices
}
