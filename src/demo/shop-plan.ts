import type { Random } from '../base/random.ts'
import type { Country } from './words/places.ts'
import type { Harmonic } from './season-curve.ts'
import type { PurchaseProcess } from './purchase-process.ts'
import type { ProductPlan } from './catalogue.ts'
import type { AnomalyPlan } from './anomalies.ts'
import type { PromotionPlan } from './promotions.ts'

export const shopNames = ['boutique', 'global', 'spa'] as const
export type ShopName = (typeof shopNames)[number]

export type Weighted<T> = readonly (readonly [T, number])[]

/** What a demo shop is made from: every figure a model may later be asked to find again is written here or drawn from it. */
export type ShopPlan = {
  name: ShopName
  /** mixed into the seed; chosen so that at seed 42 and its own size chance does not hide the planted seasons */
  salt: number
  currency: string
  time_zone: string
  first_day: string
  last_day: string
  /** how many there are at the default size */
  size: { customers: number; buyers: number; orders: number; lines: number }
  /** which of these are met exactly at the default size */
  exact: { orders: boolean; revenue: number | null }
  /**
   * Where the seasons of the number of orders come from. 'arrivals': new customers and guests fill what returning ones
   * leave open, so that returning follows its process in calendar time. 'pace': nearly all orders are by returning
   * customers, who all buy a little faster in season.
   */
  season_by: 'arrivals' | 'pace'
  process: PurchaseProcess
  /** relative chance of a first order at a point of the window from 0 to 1; only with season_by 'pace' */
  arrival_density: (point: number) => number
  guest_share: number
  cancelled_share: number
  /** growth of orders over the whole window, as a fraction; only with season_by 'arrivals' */
  growth: number
  /** orders by weekday from Monday; 0 is closed */
  weekdays: readonly number[]
  /** days of the year on which the shop is closed, MM-DD */
  closed: readonly string[]
  orders_season: readonly Harmonic[]
  /** the yearly season of how much one order holds */
  basket_season: readonly Harmonic[]
  /** relative number of orders in each hour of the day */
  hours: readonly number[]
  basket: {
    /** mean number of draws for an order, before the empty ones are drawn again */
    draws: number
    /** the same product drawn twice becomes one line of quantity two */
    merge: boolean
    /** shape of the gamma that makes some customers' orders larger than others' */
    size_shape: number
    /** chance that a draw comes from the customer's favourite category */
    loyalty: number
    coupon_share: number
  }
  catalogue: (random: Random) => ProductPlan[]
  /** price changes: how many products have some, and how many each */
  price_changes: { products: number; each: number }
  stock_outs: { products: number; each: number; days: readonly [number, number] } | null
  companions: { pairs: number; chance: readonly [number, number] }
  promotions: readonly PromotionPlan[]
  anomalies: readonly AnomalyPlan[]
  countries: readonly Country[]
  /** the nearest price this shop would write on a label */
  label_price: (price: number) => number
  payment_methods: Weighted<string>
  devices: Weighted<string>
  sources: Weighted<string>
  /** orders a visit, by source and by device (multiplied) */
  conversion: { base: number; sources: Record<string, number>; devices: Record<string, number> }
  refund_share: (category: string) => number
  statuses: StatusPlan
  review_share: number
  women_share: number
  customer_ids: { prefix: string; digits: number }
  order_ids: { prefix: string; digits: number }
  transaction_ids: { prefix: string; digits: number }
}

/** Either the newest orders share out the open states by count, or each order's state follows from its age. */
export type StatusPlan =
  | { by: 'count'; settled: string; recent: Weighted<string>; among: number }
  | { by: 'age'; settled: Weighted<string> }
