import type { AnomalyMetric, Severity } from '../contracts/anomalies.ts'
import type { OddFeature } from '../models/anomalies/odd-orders.ts'
import type { SeriesEntity } from './day-series.ts'

/** An odd day, or an odd order, before it is explained. */
export type Candidate = {
  day: number
  entity: SeriesEntity | 'order'
  id: string | null
  order_key: number
  method: 'forecast_band' | 'isolation_forest'
  metric: AnomalyMetric
  score: number
  rank: number
  severity: Severity
  expected: number
  low: number
  high: number
  actual: number
  /** revenue expected of the day; NaN where it is not known */
  expected_revenue: number
  features: OddFeature[]
  /** days of the same weekday before it, to tell what it is usually made of */
  like: number[]
  /** of an order: what it came to and holds, beside the median order */
  order?: { amount: number; units: number; usual_amount: number; usual_units: number }
}

/** Slight oddities are kept while they are among the tenth that is oddest. */
export const slightRank = 0.1

const weeksLike = 8

/** The same weekday of the eight weeks before, as far as the shop was open. */
export function daysLike(open: readonly number[], i: number, start: number): number[] {
  const known = new Set(open.slice(Math.max(0, i - 7 * weeksLike), i))
  return Array.from({ length: weeksLike }, (_, week) => open[i] - 7 * (week + 1))
    .filter((at) => known.has(at))
    .map((at) => start + at)
}
