import type { AnomalyMetric } from '../../contracts/anomalies.ts'
import { quantileSorted } from '../../math/quantile.ts'
import { fitIsolationForest, isolationScores } from '../learning/isolation-forest.ts'
import type { IsolationForest } from '../learning/isolation-forest.ts'
import { rarityOf, shareAsLarge } from './rarity.ts'
import { upperTailSurprise } from './upper-tail.ts'

export type OrderFeature = Extract<
  AnomalyMetric,
  'order_amount' | 'order_units' | 'order_lines' | 'times_usual_quantity' | 'unit_price_ratio'
>
export const orderFeatures: readonly OrderFeature[] = [
  'times_usual_quantity',
  'order_amount',
  'order_units',
  'order_lines',
  'unit_price_ratio',
]

/** Of each order: what it came to, what is in it, and how far quantities and prices are from the usual of its products. */
export type OrderFigures = { day: Int32Array } & Record<OrderFeature, Float64Array>

export type OddFeature = { feature: AnomalyMetric; value: number; usual_low: number; usual_high: number }

export type OddOrder = {
  /** place in the figures */
  order: number
  score: number
  rank: number
  rarity: number
  /** oddest first */
  features: (OddFeature & { feature: OrderFeature; usual: number })[]
}

/** What is odd once in a year of orders or seldomer, and what the forest cuts off soonest. */
const keptRarity = -1

/**
 * Odd orders: an isolation forest over the logarithms of their features gives the score and, with it, the rank; how
 * severe it is follows from how rare the largest of its features is among a year's orders. O(n log n).
 */
export function findOddOrders(
  figures: OrderFigures,
  seed: number,
): { orders: OddOrder[]; scores: Float64Array; forest: IsolationForest | null } {
  const n = figures.day.length
  const nothing = { orders: [], scores: new Float64Array(n), forest: null }
  if (n < 100) return nothing
  const dimensions = orderFeatures.length
  const values = new Float64Array(n * dimensions)
  orderFeatures.forEach((feature, f) => {
    for (let i = 0; i < n; i++) values[i * dimensions + f] = Math.log(Math.max(1e-3, figures[feature][i]))
  })
  const forest = fitIsolationForest({ values, dimensions }, { seed })
  if (forest.kind === 'not_enough_data') return nothing
  const scores = isolationScores(forest, { values, dimensions })
  const ranks = shareAsLarge(scores)
  const years = Math.max(1, (figures.day[n - 1] - figures.day[0] + 1) / 365)
  const looks = (n / years) * dimensions
  const surprises = orderFeatures.map((feature) =>
    upperTailSurprise(figures[feature].map((value) => Math.max(1e-3, value))),
  )
  const usual = orderFeatures.map((feature) => Float64Array.from(figures[feature]).sort())
  const orders: OddOrder[] = []
  for (let i = 0; i < n; i++) {
    const byFeature = surprises.map((surprise) => rarityOf(surprise[i], looks))
    const rarity = Math.max(...byFeature)
    if (rarity < keptRarity) continue
    const features = orderFeatures
      .map((feature, f) => ({
        feature,
        value: figures[feature][i],
        usual: quantileSorted(usual[f], 0.5),
        usual_low: quantileSorted(usual[f], 0.025),
        usual_high: quantileSorted(usual[f], 0.975),
        rarity: byFeature[f],
      }))
      .filter(({ value, usual_low, usual_high }) => value < usual_low || value > usual_high)
      .sort((a, b) => b.rarity - a.rarity)
      .map(({ rarity: _, ...feature }) => feature)
    if (features.length > 0) orders.push({ order: i, score: scores[i], rank: ranks[i], rarity, features })
  }
  return { orders, scores, forest }
}
