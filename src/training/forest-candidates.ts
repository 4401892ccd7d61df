import { median } from '../math/quantile.ts'
import type { findOddDays, JudgedSeries, OddDays } from '../models/anomalies/odd-days.ts'
import type { findOddOrders, OrderFigures } from '../models/anomalies/odd-orders.ts'
import { severityOf } from '../models/anomalies/rarity.ts'
import type { DayMakeUp } from './day-make-up.ts'
import type { DaySeries } from './day-series.ts'
import { daysLike, slightRank } from './odd-candidate.ts'
import type { Candidate } from './odd-candidate.ts'

/** What the forest looks at of each day. */
export function dayFeatures(
  makeUp: DayMakeUp,
  shop: DaySeries,
  open: readonly number[],
  judged: JudgedSeries,
): Parameters<typeof findOddDays>[0] {
  const each = (value: (at: number, i: number) => number): Float64Array =>
    Float64Array.from(open, (at, i) => value(at, i))
  const over = (above: number, below: number): number => (below > 0 ? above / below : 0)
  return {
    orders: each((at, i) => Math.log((shop.orders[at] + 0.5) / (judged.expected[i] + 0.5))),
    revenue: each((at, i) =>
      Math.log(Math.max(0.01, over(Math.max(0, shop.revenue[at]), judged.expected_revenue[i] || Number.NaN))),
    ),
    customers: each((at) => makeUp.customers[at]),
    average_order_value: each((at) => over(shop.revenue[at], shop.orders[at])),
    units_per_order: each((at) => over(shop.units[at], shop.orders[at])),
    new_customer_share: each((at) => over(makeUp.fresh[at], makeUp.customers[at])),
    discount_share: each((at) => shop.discount[at]),
    refund_share: each((at) =>
      Math.min(1, Math.max(0, over(makeUp.refunded[at], shop.revenue[at] + makeUp.refunded[at]))),
    ),
  }
}

const forestScore = 0.58

/** Gives the shop's odd days what the forest knows of them, and adds those that only the forest finds odd. */
export function withForest(
  { start, unfinished }: { start: number; unfinished: boolean },
  candidates: Candidate[],
  odd: OddDays,
  { shop, open, judged }: { shop: DaySeries; open: readonly number[]; judged: JudgedSeries },
): Candidate[] {
  const shopDays = new Map(
    candidates.filter(({ entity }) => entity === 'shop').map((each) => [each.day, each]),
  )
  const found = [...candidates]
  open.forEach((at, i) => {
    const features = odd.features(i)
    const known = shopDays.get(start + at)
    if (known) known.features = features.map(({ usual: _, ...feature }) => feature)
    if (known || features.length === 0 || !(odd.scores[i] >= forestScore) || odd.rank[i] > slightRank) return
    if (shop.orders[at] === 0 || (unfinished && i === open.length - 1)) return
    const [{ feature, value, usual, usual_low, usual_high }] = features
    found.push({
      day: start + at,
      entity: 'shop',
      id: null,
      order_key: 0,
      method: 'isolation_forest',
      metric: feature,
      score: odd.scores[i],
      rank: odd.rank[i],
      severity: odd.scores[i] >= 0.68 ? 'medium' : 'low',
      expected: usual,
      low: usual_low,
      high: usual_high,
      actual: value,
      expected_revenue: judged.expected_revenue[i],
      features: features.map(({ usual: __, ...each }) => each),
      like: daysLike(open, i, start),
    })
  })
  return found
}

/** The orders that the forest finds odd. */
export function orderCandidates(
  orders: OrderFigures & { order_key: Int32Array },
  { orders: odd }: ReturnType<typeof findOddOrders>,
): Candidate[] {
  const usual_amount = median(orders.order_amount)
  const usual_units = median(orders.order_units)
  return odd.map(({ order, score, rank, rarity, features }) => {
    const [{ feature, value, usual, usual_low, usual_high }] = features
    return {
      day: orders.day[order],
      entity: 'order',
      id: null,
      order_key: orders.order_key[order],
      method: 'isolation_forest',
      metric: feature,
      score,
      rank,
      severity: severityOf(rarity),
      expected: usual,
      low: usual_low,
      high: usual_high,
      actual: value,
      expected_revenue: Number.NaN,
      features: features.map(({ usual: _, ...each }) => each),
      like: [],
      order: {
        amount: orders.order_amount[order],
        units: orders.order_units[order],
        usual_amount,
        usual_units,
      },
    }
  })
}
