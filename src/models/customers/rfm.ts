import { filter4Segments, rfm11Segments, rules7Segments } from '../../contracts/segments.ts'
import type { Filter4Segment, Rfm11Segment, Rules7Segment } from '../../contracts/segments.ts'
import { quantileSorted } from '../../math/quantile.ts'

/** One entry a customer: days since the last order, number of orders, money spent in all. */
export type RfmColumns = {
  recencyDays: ArrayLike<number>
  frequency: ArrayLike<number>
  monetary: ArrayLike<number>
}

export type RfmScores = { recency: Uint8Array; frequency: Uint8Array; monetary: Uint8Array }

/**
 * Quintile scores 1 to 5, 5 best, by the middle rank of equal values: equal values always have equal scores, and the
 * result does not depend on the order of the rows. Where all are equal, all score 3. O(n log n).
 *
 * @example
 * quintileScores([10, 20, 30, 40, 50]) // Uint8Array [1, 2, 3, 4, 5]
 */
export function quintileScores(values: ArrayLike<number>, best: 'high' | 'low' = 'high'): Uint8Array {
  const n = values.length
  const sorted = Float64Array.from(values).sort()
  // scores follow values, so that the value from which each score begins says all
  const begins: number[] = []
  const scores: number[] = []
  for (let start = 0; start < n;) {
    let end = start + 1
    while (end < n && sorted[end] === sorted[start]) end += 1
    const middle = (start + end) / 2 / n
    const score = best === 'high' ? fifth(middle) : fifth(1 - middle)
    if (score !== scores.at(-1)) {
      begins.push(sorted[start])
      scores.push(score)
    }
    start = end
  }
  return Uint8Array.from(values, (value) => {
    let place = scores.length - 1
    while (place > 0 && value < begins[place]) place -= 1
    return scores[place]
  })
}

/** The score of a value that so many of n values are below and so many (itself too) equal: that of `quintileScores`. */
export function quintileOf(below: number, equal: number, n: number): number {
  return fifth((below + equal / 2) / n)
}

function fifth(share: number): number {
  return Math.min(5, Math.max(1, Math.ceil(share * 5 - 1e-9)))
}

/**
 * Recency, frequency and monetary scores of customers who have ordered. A single order always has frequency score 1,
 * however many customers share it, so that nobody is called loyal for one order. O(n log n).
 */
export function rfmScores(columns: RfmColumns): RfmScores {
  const frequency = quintileScores(columns.frequency)
  for (let i = 0; i < frequency.length; i++) if (columns.frequency[i] <= 1) frequency[i] = 1
  return {
    recency: quintileScores(columns.recencyDays, 'low'),
    frequency,
    monetary: quintileScores(columns.monetary),
  }
}

/**
 * The group of one customer in the scheme of eleven, from R and (F + M) / 2. Shopify publishes the eleven groups with
 * descriptions in words; the borders are ours: below 3 is a weak history, from 4 a strong one, from 4.5 a very strong one.
 */
export function rfm11Segment(r: number, f: number, m: number): Rfm11Segment {
  const strength = (f + m) / 2
  if (r === 0) return 'Prospects'
  if (r <= 2) return strength >= 4.5 ? 'Previously Loyal' : strength >= 3 ? 'At Risk' : 'Dormant'
  if (strength >= 4) return r === 5 ? 'Champions' : 'Loyal'
  if (strength >= 3) return r === 3 ? 'Need Attention' : 'Active'
  return r === 5 ? 'New' : r === 4 ? 'Promising' : 'Almost Lost'
}

/** Index into `rfm11Segments` for each customer; a frequency of 0 is a prospect. O(n log n). */
export function rfm11(columns: RfmColumns): { scores: RfmScores; segments: Uint8Array } {
  const scores = rfmScores(columns)
  const segments = Uint8Array.from(scores.recency, (r, i) =>
    rfm11Segments.indexOf(
      rfm11Segment(columns.frequency[i] > 0 ? r : 0, scores.frequency[i], scores.monetary[i]),
    ),
  )
  return { scores, segments }
}

/** Borders of the scores 3 and 2: recency at most, frequency and monetary at least. */
export type Rules7CutOffs = {
  recency_days: readonly [number, number]
  frequency: readonly [number, number]
  monetary: readonly [number, number]
}

/** The cut-offs of the spa: 90 and 180 days, 10 and 5 services, 1,000,000 and 500,000. */
export const spaCutOffs: Rules7CutOffs = { recency_days: [90, 180], frequency: [10, 5], monetary: [1e6, 5e5] }

/**
 * Cut-offs for a shop that has set none: thirds of recency and monetary; for frequency the thirds among those who
 * came back, at least 2 and 3 orders. Without customers the spa's. O(n log n).
 */
export function quantileCutOffs(columns: RfmColumns): Rules7CutOffs {
  const repeated = Float64Array.from(columns.frequency).filter((count) => count > 1)
  return cutOffsOfQuantiles({
    recency: thirdsOf(columns.recencyDays),
    monetary: thirdsOf(columns.monetary),
    repeated: thirdsOf(repeated),
  })
}

/** The values a third and two thirds up, null without values. */
export type Thirds = readonly number[] | null

function thirdsOf(values: ArrayLike<number>): Thirds {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  return [quantileSorted(sorted, 1 / 3), quantileSorted(sorted, 2 / 3)]
}

/** The same from the thirds of recency, monetary, and the orders of those who came back. */
export function cutOffsOfQuantiles(
  thirds: Record<'recency' | 'monetary' | 'repeated', Thirds>,
): Rules7CutOffs {
  const { recency, monetary, repeated } = thirds
  if (recency === null || monetary === null) return spaCutOffs
  const middle = repeated ? Math.max(2, Math.floor(repeated[0])) : 2
  const high = repeated ? Math.ceil(repeated[1]) : 3
  return {
    recency_days: [recency[0], recency[1]],
    frequency: [Math.max(high, middle + 1), middle],
    monetary: [monetary[1], monetary[0]],
  }
}

/** Scores 1 to 3 by fixed cut-offs. O(n). */
export function cutOffScores(columns: RfmColumns, cutOffs: Rules7CutOffs): RfmScores {
  const atMost = (value: number, [best, fair]: readonly [number, number]): number =>
    value <= best ? 3 : value <= fair ? 2 : 1
  const atLeast = (value: number, [best, fair]: readonly [number, number]): number =>
    value >= best ? 3 : value >= fair ? 2 : 1
  return {
    recency: Uint8Array.from(columns.recencyDays, (value) => atMost(value, cutOffs.recency_days)),
    frequency: Uint8Array.from(columns.frequency, (value) => atLeast(value, cutOffs.frequency)),
    monetary: Uint8Array.from(columns.monetary, (value) => atLeast(value, cutOffs.monetary)),
  }
}

/** The group of one customer in the scheme of seven rules, tried in order; R2 F1, which no rule takes, needs attention. */
export function rules7Segment(r: number, f: number, m: number): Rules7Segment {
  if (r === 3 && f === 3 && m === 3) return 'VIP'
  if (r >= 2 && f >= 2) return m >= 2 ? 'Champions' : 'Loyal'
  if (r === 3) return 'Promising'
  if (r === 2) return 'Need Attention'
  if (f >= 2) return 'At Risk'
  return m >= 2 ? 'Hibernating' : 'Lost'
}

/** Index into `rules7Segments` for each customer. O(n). */
export function rules7(
  columns: RfmColumns,
  cutOffs: Rules7CutOffs,
): { scores: RfmScores; segments: Uint8Array } {
  const scores = cutOffScores(columns, cutOffs)
  const segments = Uint8Array.from(scores.recency, (r, i) =>
    rules7Segments.indexOf(rules7Segment(r, scores.frequency[i], scores.monetary[i])),
  )
  return { scores, segments }
}

export type Filter4Columns = {
  recencyDays: ArrayLike<number>
  firstOrderDays: ArrayLike<number>
  yearRevenue: ArrayLike<number>
}

/**
 * Index into `filter4Segments` for each customer: At-Risk without an order for 180 days, otherwise New with a first
 * order under 90 days ago, otherwise VIP in the top tenth by revenue of the last 12 months among those who had any
 * (ties included), otherwise Regular. O(n log n).
 */
export function filter4(columns: Filter4Columns): Uint8Array {
  const earners = Float64Array.from(columns.yearRevenue)
    .filter((revenue) => revenue > 0)
    .sort()
  const border =
    earners.length > 0 ? earners[earners.length - Math.ceil(earners.length / 10)] : Number.POSITIVE_INFINITY
  const segmentOf = (i: number): Filter4Segment => {
    if (columns.recencyDays[i] >= 180) return 'At-Risk'
    if (columns.firstOrderDays[i] < 90) return 'New'
    return columns.yearRevenue[i] >= border ? 'VIP' : 'Regular'
  }
  return Uint8Array.from(columns.recencyDays, (_, i) => filter4Segments.indexOf(segmentOf(i)))
}

/** Who moved where: entry [from * count + to] counts the customers of both dates; lists are in one customer order. O(n). */
export function segmentMigration(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  count: number,
): Int32Array {
  const moves = new Int32Array(count * count)
  for (let i = 0; i < before.length; i++) moves[before[i] * count + after[i]] += 1
  return moves
}
