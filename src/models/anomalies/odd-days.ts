import type { AnomalyMetric } from '../../contracts/anomalies.ts'
import { quantileSorted } from '../../math/quantile.ts'
import { dayFactors, judgeDays } from './day-anomalies.ts'
import type { DayFactors, JudgedDays } from './day-anomalies.ts'
import { fitIsolationForest, isolationScores } from '../learning/isolation-forest.ts'
import type { IsolationForest } from '../learning/isolation-forest.ts'
import type { OddFeature } from './odd-orders.ts'
import { shareAsLarge } from './rarity.ts'

/** Days of a series on which something was sold, or should have been. */
export type SeriesDays = {
  days: Float64Array
  count: Float64Array
  revenue: Float64Array
  discount: Float64Array
}

export type JudgedSeries = JudgedDays & {
  /** share of the days judged that were at least as surprising */
  rank: Float64Array
  expected_revenue: Float64Array
}

/** The calendar of a whole shop without its discounts, which its parts can borrow. */
export function shopCalendar({ days, count }: SeriesDays): DayFactors | null {
  return dayFactors({ values: count, days, discount: new Float64Array(days.length) })
}

/** Each day of a series by what was to be expected of it, in orders or units and in revenue. */
export function judgeSeries(series: SeriesDays, calendar: DayFactors | null): JudgedSeries {
  const { days, count, revenue, discount } = series
  const judged = judgeDays({ values: count, days, discount, kind: 'count' }, calendar)
  const money = judgeDays({ values: revenue, days, discount, kind: 'amount' }, calendar)
  return { ...judged, rank: shareAsLarge(judged.surprise), expected_revenue: money.expected }
}

export type DayFeature = Exclude<
  AnomalyMetric,
  'order_amount' | 'order_units' | 'order_lines' | 'times_usual_quantity' | 'unit_price_ratio' | 'units'
>

/** Columns of the features of each day; orders and revenue are over what was expected. NaN where a day has none. */
export type DayFeatures = Record<DayFeature, Float64Array>

export type OddDays = {
  scores: Float64Array
  rank: Float64Array
  features: (day: number) => (OddFeature & { usual: number })[]
  forest: IsolationForest | null
}

/**
 * Days that are odd in what they are made of, whatever they came to: an isolation forest over the features, orders and
 * revenue relative to what was expected. O(n log n).
 */
export function findOddDays(features: DayFeatures, seed: number): OddDays {
  const names = Object.keys(features) as DayFeature[]
  const n = features[names[0]].length
  const sorted = names.map((name) => features[name].filter((value) => Number.isFinite(value)).sort())
  const kept = names.filter((_, f) => sorted[f].length > 0 && sorted[f][0] < sorted[f].at(-1)!)
  const whole: number[] = []
  for (let i = 0; i < n; i++) if (kept.every((name) => Number.isFinite(features[name][i]))) whole.push(i)
  const scores = new Float64Array(n).fill(Number.NaN)
  const dimensions = kept.length
  const values = new Float64Array(whole.length * dimensions)
  whole.forEach((day, i) => kept.forEach((name, f) => (values[i * dimensions + f] = features[name][day])))
  const forest =
    whole.length >= 56 && dimensions > 0 ? fitIsolationForest({ values, dimensions }, { seed }) : null
  if (forest?.kind === 'fit') {
    const found = isolationScores(forest, { values, dimensions })
    whole.forEach((day, i) => (scores[day] = found[i]))
  }
  const featuresOf = (day: number): ReturnType<OddDays['features']> =>
    names
      .map((feature, f) => ({
        feature,
        value: features[feature][day],
        usual: sorted[f].length > 0 ? quantileSorted(sorted[f], 0.5) : 0,
        usual_low: sorted[f].length > 0 ? quantileSorted(sorted[f], 0.025) : 0,
        usual_high: sorted[f].length > 0 ? quantileSorted(sorted[f], 0.975) : 0,
      }))
      .filter(
        ({ feature, value, usual_low, usual_high }) =>
          !relative.includes(feature) && (value < usual_low || value > usual_high),
      )
      .sort((a, b) => oddness(b) - oddness(a))
  return {
    scores,
    rank: shareAsLarge(scores),
    features: featuresOf,
    forest: forest?.kind === 'fit' ? forest : null,
  }
}

// what a day came to is judged by its band, and no amount of its own
const relative: readonly DayFeature[] = ['orders', 'revenue']

const oddness = ({ value, usual, usual_low, usual_high }: OddFeature & { usual: number }): number =>
  Math.abs(value - usual) / Math.max(1e-9, usual_high - usual_low)
