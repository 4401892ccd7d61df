import { countUp } from '../../math/gather.ts'
import { normalCdf, normalQuantile } from '../../math/normal-distribution.ts'
import { notEnoughData } from '../not-enough-data.ts'
import type { NotEnoughData } from '../not-enough-data.ts'
import { endOfRange } from './order-history.ts'
import type { OrderHistory } from './order-history.ts'

/** How gaps between orders vary, on the log scale: mean, variance among customers and within one customer. */
export type OrderGapFit = {
  kind: 'fit'
  log_mean: number
  between_variance: number
  within_variance: number
  gaps: number
  customers: number
}

const fewestGaps = 5

/**
 * Learns the usual gap between two orders, in days: log-normal for each customer, the customers' own means normal
 * around the shop's (variances by moments). Orders after the day `asOf` are not seen. Answers `not_enough_data`
 * under five gaps. O(orders).
 */
export function fitOrderGaps(history: OrderHistory, asOf: number): OrderGapFit | NotEnoughData {
  let [gaps, customers, sum, within, squaredSizes, weightedSquares] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < history.customers; i++) {
    const own = ownGaps(history, i, asOf)
    if (own.count === 0) continue
    gaps += own.count
    customers += 1
    sum += own.count * own.mean
    within += own.squares
    squaredSizes += own.count ** 2
    weightedSquares += own.count * own.mean ** 2
  }
  if (gaps < fewestGaps) return notEnoughData('gaps between two orders of a customer', fewestGaps, gaps)
  const mean = sum / gaps
  const noise = gaps > customers ? Math.max(1e-4, within / (gaps - customers)) : 0.5
  const apart = weightedSquares - gaps * mean * mean
  const balance = gaps - squaredSizes / gaps
  const between = balance > 0 ? Math.max(1e-6, (apart - (customers - 1) * noise) / balance) : 0.5
  return {
    kind: 'fit',
    log_mean: mean,
    between_variance: between,
    within_variance: noise,
    gaps,
    customers,
  }
}

/** Gaps of one customer on the log scale: how many, their mean, their squares around it. */
function ownGaps(
  history: OrderHistory,
  customer: number,
  asOf: number,
): { count: number; mean: number; squares: number } {
  const end = endOfRange(history, customer, asOf)
  let [count, mean, squares] = [0, 0, 0]
  for (let j = history.offsets[customer] + 1; j < end; j++) {
    const gap = Math.log(history.day[j] - history.day[j - 1])
    count += 1
    const away = gap - mean
    mean += away / count
    squares += away * (gap - mean)
  }
  return { count, mean, squares }
}

/** One entry for each customer with an order by the day; days are numbers on the calendar of the history. */
export type NextOrders = {
  customer: Int32Array
  lastDay: Int32Array
  /** Gaps the customer has shown; with none, the usual gap is the shop's. */
  gaps: Int32Array
  /** The usual gap in days: the own median drawn towards the shop's, the more the fewer gaps there are. */
  usualGap: Float64Array
  /** Last order plus the usual gap: when the customer is, or was, due. */
  dueDay: Int32Array
  /** Days since the due day, 0 where it lies ahead. */
  overdueDays: Int32Array
  /** Median and interval of the next order's day, given that it has not come by `asOf`; always after it. */
  expectedDay: Int32Array
  lowDay: Int32Array
  highDay: Int32Array
}

/**
 * When each customer is expected next, supposing the customer comes back at all (weigh it by the probability of
 * being active). O(orders).
 */
export function predictNextOrders(
  fit: OrderGapFit,
  history: OrderHistory,
  asOf: number,
  level = 0.8,
): NextOrders {
  const customer = countUp(history.customers).filter((i) => endOfRange(history, i, asOf) > history.offsets[i])
  const days = (): Int32Array => new Int32Array(customer.length)
  const result: NextOrders = {
    customer,
    lastDay: days(),
    gaps: days(),
    usualGap: new Float64Array(customer.length),
    dueDay: days(),
    overdueDays: days(),
    expectedDay: days(),
    lowDay: days(),
    highDay: days(),
  }
  const known = new Map<number, GapEnds>()
  for (let k = 0; k < customer.length; k++) {
    const own = ownGaps(history, customer[k], asOf)
    const posterior = 1 / (1 / fit.between_variance + own.count / fit.within_variance)
    const centre =
      posterior * (fit.log_mean / fit.between_variance + (own.count * own.mean) / fit.within_variance)
    const last = history.day[endOfRange(history, customer[k], asOf) - 1]
    // who has shown no gap differs by the days waited alone
    const ends =
      (own.count === 0 ? known.get(asOf - last) : undefined) ??
      gapEnds({ centre, deviation: Math.sqrt(posterior + fit.within_variance), elapsed: asOf - last, level })
    if (own.count === 0) known.set(asOf - last, ends)
    result.lastDay[k] = last
    result.gaps[k] = own.count
    result.usualGap[k] = Math.exp(centre)
    result.dueDay[k] = last + Math.max(1, Math.round(result.usualGap[k]))
    result.overdueDays[k] = Math.max(0, asOf - result.dueDay[k])
    result.expectedDay[k] = Math.max(asOf + 1, last + Math.round(ends.middle))
    result.lowDay[k] = Math.max(asOf + 1, last + Math.floor(ends.low))
    result.highDay[k] = Math.max(asOf + 1, last + Math.ceil(ends.high))
  }
  return result
}

type GapEnds = { low: number; middle: number; high: number }
type Waiting = { centre: number; deviation: number; elapsed: number; level: number }

/** Median and ends in days of a log-normal gap that is known to be longer than `elapsed`; at most a hundred years. */
function gapEnds({ centre, deviation, elapsed, level }: Waiting): GapEnds {
  const longer = elapsed > 0 ? normalCdf((centre - Math.log(elapsed)) / deviation) : 1
  const at = (p: number): number =>
    Math.min(36_525, Math.exp(centre - deviation * normalQuantile(Math.max(1e-300, longer * (1 - p)))))
  return { low: at((1 - level) / 2), middle: at(0.5), high: at((1 + level) / 2) }
}
