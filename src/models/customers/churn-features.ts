import { countUp } from '../../math/gather.ts'
import type { ChurnReason } from '../../contracts/churn.ts'
import { probabilityOfNone } from './bg-nbd-prediction.ts'
import type { BgNbdParameters } from './bg-nbd.ts'
import { endOfRange } from './order-history.ts'
import type { OrderHistory } from './order-history.ts'

/**
 * What is known of a customer on a day, in the order of the columns, what it says when it speaks for leaving, and whether a
 * high or a low value can say so.
 */
export const churnFeatures = [
  { name: 'recency_days', reason: 'long_silence', speaks: 'high' },
  { name: 'silence_ratio', reason: 'overdue', speaks: 'high' },
  { name: 'orders', reason: 'few_orders', speaks: 'low' },
  { name: 'tenure_days', reason: 'short_acquaintance', speaks: 'low' },
  { name: 'mean_gap_days', reason: 'few_orders', speaks: 'high' },
  { name: 'gap_variation', reason: 'irregular', speaks: 'high' },
  { name: 'last_gap_ratio', reason: 'ordering_less', speaks: 'high' },
  { name: 'orders_90', reason: 'ordering_less', speaks: 'low' },
  { name: 'orders_365', reason: 'few_orders', speaks: 'low' },
  { name: 'order_trend', reason: 'ordering_less', speaks: 'low' },
  { name: 'spend', reason: 'low_spend', speaks: 'low' },
  { name: 'mean_order', reason: 'low_spend', speaks: 'low' },
  { name: 'last_order_ratio', reason: 'spending_less', speaks: 'low' },
  { name: 'spend_trend', reason: 'spending_less', speaks: 'low' },
  { name: 'no_order_probability', reason: 'overdue', speaks: 'high' },
] as const satisfies readonly { name: string; reason: ChurnReason; speaks: 'high' | 'low' }[]

export type ChurnRows = {
  /** The customers described, and the day each row speaks of. */
  customer: Int32Array
  day: number
  columns: Float64Array[]
}

export type ChurnFeatureOptions = {
  /** Only customers with an order in so many days before the day; the others are gone already. */
  activeDays: number
  /** Days ahead for the probability of no order. */
  horizon: number
  /** A BG/NBD fit, in days, to what was known on the day. */
  repeat: BgNbdParameters | undefined
  /** Only these customers, all without it. */
  among?: Int32Array
}

/**
 * Describes customers as they were on a day, from orders up to and with it only: nothing later can leak in. A feature
 * that has no value yet (a gap with one order) is NaN, which the boosted trees and the regression take. O(orders).
 */
export function churnRows(history: OrderHistory, day: number, options: ChurnFeatureOptions): ChurnRows {
  const everyone = options.among ?? countUp(history.customers)
  const customer = everyone.filter((i) => {
    const end = endOfRange(history, i, day)
    return end > history.offsets[i] && day - history.day[end - 1] < options.activeDays
  })
  const columns = churnFeatures.map(() => new Float64Array(customer.length))
  const row = new Float64Array(churnFeatures.length)
  for (let k = 0; k < customer.length; k++) {
    describe(history, customer[k], day, row, options)
    for (let j = 0; j < row.length; j++) columns[j][k] = row[j]
  }
  return { customer, day, columns }
}

type Recent = {
  orders90: number
  orders180: number
  orders365: number
  spend90: number
  spend180: number
  spend: number
}

function describe(
  history: OrderHistory,
  customer: number,
  day: number,
  row: Float64Array,
  { horizon, repeat }: ChurnFeatureOptions,
): void {
  const start = history.offsets[customer]
  const end = endOfRange(history, customer, day)
  const orders = end - start
  const tenure = day - history.day[start]
  const recency = day - history.day[end - 1]
  const span = tenure - recency
  const gap = orders > 1 ? span / (orders - 1) : Number.NaN
  const recent = sumRecent(history, start, end, day)
  const meanOrder = recent.spend / orders
  const purchases = { frequency: orders - 1, recency: span, age: tenure }
  row[0] = recency
  row[1] = recency / gap
  row[2] = orders
  row[3] = tenure
  row[4] = gap
  row[5] = gapVariation(history, start, end, gap)
  row[6] = orders > 2 ? (history.day[end - 1] - history.day[end - 2]) / gap : Number.NaN
  row[7] = recent.orders90
  row[8] = recent.orders365
  row[9] = tenure >= 180 ? (recent.orders90 + 0.5) / (recent.orders180 - recent.orders90 + 0.5) : Number.NaN
  row[10] = Math.log1p(Math.max(0, recent.spend))
  row[11] = Math.log1p(Math.max(0, meanOrder))
  row[12] = orders > 1 && meanOrder > 0 ? history.amount[end - 1] / meanOrder : Number.NaN
  row[13] = recent.spend180 > 0 && tenure >= 180 ? recent.spend90 / recent.spend180 : Number.NaN
  row[14] = repeat ? probabilityOfNone(repeat, purchases, horizon) : Number.NaN
}

function sumRecent(history: OrderHistory, start: number, end: number, day: number): Recent {
  const recent = { orders90: 0, orders180: 0, orders365: 0, spend90: 0, spend180: 0, spend: 0 }
  for (let j = start; j < end; j++) {
    const ago = day - history.day[j]
    const amount = history.amount[j]
    recent.spend += amount
    if (ago < 365) recent.orders365 += 1
    if (ago < 180) {
      recent.orders180 += 1
      recent.spend180 += amount
    }
    if (ago < 90) {
      recent.orders90 += 1
      recent.spend90 += amount
    }
  }
  return recent
}

/** Standard deviation of the gaps over their mean; unknown under two gaps. */
function gapVariation(history: OrderHistory, start: number, end: number, mean: number): number {
  if (end - start < 3) return Number.NaN
  let squares = 0
  for (let j = start + 1; j < end; j++) squares += (history.day[j] - history.day[j - 1] - mean) ** 2
  return Math.sqrt(squares / (end - start - 2)) / mean
}

/** 1 for customers of the rows without an order in the `horizon` days after the rows' day, else 0. O(orders). */
export function churnLabels(
  history: OrderHistory,
  { customer, day }: ChurnRows,
  horizon: number,
): Uint8Array {
  return Uint8Array.from(customer, (i) => {
    const next = endOfRange(history, i, day)
    return next < history.offsets[i + 1] && history.day[next] <= day + horizon ? 0 : 1
  })
}

/** Puts rows of several days under each other. */
export function stackColumns(parts: readonly ChurnRows[]): Float64Array[] {
  const length = parts.reduce((total, part) => total + part.customer.length, 0)
  return churnFeatures.map((_, j) => {
    const column = new Float64Array(length)
    let at = 0
    for (const part of parts) {
      column.set(part.columns[j], at)
      at += part.customer.length
    }
    return column
  })
}
