import type { Calendar } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import { isoDay } from '../warehouse/read-values.ts'

/** A promotion that comes back every year. */
export type PromotionPlan = {
  name: string
  /** MM-DD */
  from: string
  days: number
  /** null is the whole shop */
  category: string | null
  discount_rate: number
  /** how many times the usual demand the products in it see, on top of what more orders bring */
  units_lift: number
  /** how many times the usual number of orders the shop sees; 1 unless it is for the whole shop */
  orders_lift: number
}

export function promotion(name: string, terms: Omit<PromotionPlan, 'name'>): PromotionPlan {
  return { name, ...terms }
}

export type Promotion = PromotionPlan & { promotion_id: string; first_day: number; last_day: number }

export function placePromotions(plans: readonly PromotionPlan[], calendar: Calendar): Promotion[] {
  return calendar.month_day.flatMap((monthDay, day) =>
    plans
      .filter((plan) => plan.from === monthDay && day + plan.days <= calendar.days)
      .map((plan) => ({
        ...plan,
        promotion_id: `${isoDay(calendar.start + day).slice(0, 7)}-${plan.name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
        first_day: day,
        last_day: day + plan.days - 1,
      })),
  )
}

export function isPromoted(promotion: Promotion, catalogue: Catalogue, product: number): boolean {
  return promotion.category === null || catalogue.products[product].category === promotion.category
}

/** How much the orders of each day are lifted. */
export function ordersLift(promotions: readonly Promotion[], days: number): Float64Array {
  const lift = new Float64Array(days).fill(1)
  for (const { first_day, last_day, orders_lift } of promotions) {
    for (let day = first_day; day <= last_day; day++) lift[day] *= orders_lift
  }
  return lift
}
