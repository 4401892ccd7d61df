import type { Random } from '../base/random.ts'
import type { Calendar } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import { integerBetween, sample } from './random-stream.ts'

/** Days on which a product could not be sold, counted from the window's day 0, both inclusive. */
export type StockOut = { product: number; first_day: number; last_day: number }

export type StockOutPlan = { products: number; each: number; days: readonly [number, number] }

const quietEnd = 20

/** Runs some products dry for a while, each in a stretch of the window of its own. */
export function planStockOuts(
  random: Random,
  catalogue: Catalogue,
  calendar: Calendar,
  plan: StockOutPlan | null,
): StockOut[] {
  if (plan === null) return []
  const sellers = [...catalogue.share.keys()]
    .filter((product) => catalogue.launch[product] <= 0)
    .sort((a, b) => catalogue.share[b] - catalogue.share[a])
    .slice(0, plan.products * 3)
  return sample(random, sellers.length, plan.products).flatMap((index) => {
    const slot = Math.floor((calendar.days - quietEnd) / plan.each)
    return Array.from({ length: plan.each }, (_, turn) => {
      const length = integerBetween(random, plan.days[0], plan.days[1])
      const first_day = slot * turn + integerBetween(random, 15, slot - length - 1)
      return { product: sellers[index], first_day, last_day: first_day + length - 1 }
    })
  })
}
