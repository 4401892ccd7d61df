import type { Severity } from '../contracts/anomalies.ts'
import { findOddDays, judgeSeries, shopCalendar } from '../models/anomalies/odd-days.ts'
import type { JudgedSeries, SeriesDays } from '../models/anomalies/odd-days.ts'
import { findOddOrders } from '../models/anomalies/odd-orders.ts'
import type { OrderFigures } from '../models/anomalies/odd-orders.ts'
import { notEnoughData } from '../models/not-enough-data.ts'
import type { NotEnoughData } from '../models/not-enough-data.ts'
import { rarityOf, scoreOf, severityOfDay } from '../models/anomalies/rarity.ts'
import type { DayDeviation } from '../models/anomalies/rarity.ts'
import type { DayMakeUp } from './day-make-up.ts'
import type { DaySeries, DaySeriesSet } from './day-series.ts'
import { dayFeatures, orderCandidates, withForest } from './forest-candidates.ts'
import { daysLike, slightRank } from './odd-candidate.ts'
import type { Candidate } from './odd-candidate.ts'
import type { TellProgress } from './tasks.ts'

export type JudgeInput = {
  set: DaySeriesSet
  makeUp: DayMakeUp
  orders: OrderFigures & { order_key: Int32Array }
  /** the last day is not over yet: that little came says nothing */
  unfinished: boolean
  seed: number
}

export type JudgedShop = {
  kind: 'judged'
  candidates: Candidate[]
  days: number
  series: number
  orders: number
  /** share of the days that lay within their band */
  coverage_95: number
  day_scores: { day: number; score: number }[]
  order_scores: Float64Array
  order_key: Int32Array
}

const fewestDays = 57
/** Slight oddities are kept for as long as can be looked back on, and no longer. */
const slightDays = 400
/** A part of the shop that sells less often has no days that can be judged. */
const fewestOrdersADay = 0.25
/** A part that is nearly the whole says nothing of its own. */
const mostShare = 0.95

/** What is older says nothing of today, and would be judged at a cost that grows with every year: six years of days. */
const mostDays = 2192

/** Judges every day of a shop and its parts, of the last six years, and every order: what is odd, and how odd. */
export function judgeDaysTask(whole: JudgeInput, tell: TellProgress): JudgedShop | NotEnoughData {
  const input = latest(whole)
  const { set, seed } = input
  const shop = set.series.find(({ entity }) => entity === 'shop')
  const open = shop === undefined ? [] : openDays(shop, set)
  if (shop === undefined || open.length < fewestDays)
    return notEnoughData('days with orders', fewestDays, open.length)
  tell(0.05, 'judging days')
  const total = sum(shop.orders)
  const kept = set.series.filter(
    ({ entity, orders }) =>
      entity === 'shop' || (sum(orders) >= fewestOrdersADay * set.days && sum(orders) < mostShare * total),
  )
  const calendar = shopCalendar(daysOf(shop, set, open))
  const counts = Map.groupBy(kept, ({ entity }) => entity)
  const candidates: Candidate[] = []
  const within = { judged: 0, inside: 0 }
  let judgedShop: JudgedSeries | undefined
  for (const [i, series] of kept.entries()) {
    const days = daysOf(series, set, open)
    const judged = judgeSeries(days, calendar)
    if (series.entity === 'shop') judgedShop = judged
    const looks = 365 * counts.get(series.entity)!.length
    candidates.push(...bandCandidates(input, { shop, series, days, judged, looks, open }))
    countWithin(within, days, judged)
    if (i % 10 === 0) tell(0.05 + (0.6 * i) / kept.length, 'judging days')
  }
  tell(0.7, 'judging orders')
  const oddDays = findOddDays(dayFeatures(input.makeUp, shop, open, judgedShop!), seed)
  const merged = withForest({ start: set.start, unfinished: input.unfinished }, candidates, oddDays, {
    shop,
    open,
    judged: judgedShop!,
  })
  const oddOrders = findOddOrders(input.orders, seed)
  tell(0.9, 'judging orders')
  return {
    kind: 'judged',
    candidates: [...merged, ...orderCandidates(input.orders, oddOrders)],
    days: open.length,
    series: kept.length,
    orders: input.orders.day.length,
    coverage_95: within.judged > 0 ? within.inside / within.judged : 1,
    day_scores: open.flatMap((at, i) =>
      Number.isNaN(oddDays.scores[i]) ? [] : [{ day: set.start + at, score: oddDays.scores[i] }],
    ),
    order_scores: oddOrders.scores,
    order_key: input.orders.order_key,
  }
}

function latest(input: JudgeInput): JudgeInput {
  const { set, makeUp } = input
  const from = set.days - mostDays
  if (from <= 0) return input
  const { customers, fresh, refunded } = makeUp
  return {
    ...input,
    set: {
      start: set.start + from,
      days: mostDays,
      series: set.series.map((each) => ({
        ...each,
        orders: each.orders.subarray(from),
        lines: each.lines.subarray(from),
        units: each.units.subarray(from),
        revenue: each.revenue.subarray(from),
        discount: each.discount.subarray(from),
      })),
    },
    makeUp: {
      customers: customers.subarray(from),
      fresh: fresh.subarray(from),
      refunded: refunded.subarray(from),
    },
  }
}

/** Places of the days on which the shop was open: those with an order, and the rare ones without where it never closes. */
function openDays({ orders }: DaySeries, { start, days }: DaySeriesSet): number[] {
  const sold = [0, 0, 0, 0, 0, 0, 0]
  const all = [0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < days; i++) {
    all[(start + i) % 7]++
    if (orders[i] > 0) sold[(start + i) % 7]++
  }
  const isOpen = (i: number): boolean => sold[(start + i) % 7] >= 0.9 * all[(start + i) % 7]
  return Array.from({ length: days }, (_, i) => i).filter((i) => orders[i] > 0 || isOpen(i))
}

function daysOf(series: DaySeries, { start }: DaySeriesSet, open: readonly number[]): SeriesDays {
  const at = (values: Float64Array): Float64Array => Float64Array.from(open, (i) => values[i])
  return {
    days: Float64Array.from(open, (i) => start + i),
    count: at(countOf(series)),
    revenue: at(series.revenue),
    discount: at(series.discount),
  }
}

const isOfLines = ({ entity }: DaySeries): boolean => entity === 'category' || entity === 'product'
const countOf = (series: DaySeries): Float64Array => (isOfLines(series) ? series.units : series.orders)

type Looked = {
  shop: DaySeries
  series: DaySeries
  days: SeriesDays
  judged: JudgedSeries
  looks: number
  open: readonly number[]
}

function bandCandidates(input: JudgeInput, { shop, series, days, judged, looks, open }: Looked): Candidate[] {
  const found: Candidate[] = []
  const last = days.days.length - 1
  for (let i = 0; i <= last; i++) {
    const surprise = judged.surprise[i]
    const actual = days.count[i]
    if (Number.isNaN(surprise) || (actual >= judged.low[i] && actual <= judged.high[i])) continue
    // on a day on which the whole shop sold nothing its parts say nothing
    if (series !== shop && shop.orders[open[i]] === 0) continue
    if (input.unfinished && i === last && actual < judged.expected[i]) continue
    const expected = judged.expected[i]
    const severity = severityHere(series, actual, {
      rarity: rarityOf(surprise, looks),
      deviations: (actual - expected) / Math.sqrt(Math.max(1, judged.spread) * expected),
      share: actual / expected - 1,
    })
    const isSlight = severity === 'low'
    if (isSlight && (series.entity === 'product' || judged.rank[i] > slightRank)) continue
    if (isSlight && days.days[last] - days.days[i] > slightDays) continue
    found.push({
      day: days.days[i],
      entity: series.entity,
      id: series.id,
      order_key: 0,
      method: 'forecast_band',
      metric: isOfLines(series) ? 'units' : 'orders',
      score: scoreOf(surprise),
      rank: judged.rank[i],
      severity,
      expected: judged.expected[i],
      low: judged.low[i],
      high: judged.high[i],
      actual,
      expected_revenue: judged.expected_revenue[i],
      features: [],
      like: daysLike(open, i, input.set.start),
    })
  }
  return found
}

/** A day without a single sale is likelier closed, or not recorded, than odd. */
function severityHere(series: DaySeries, actual: number, deviation: DayDeviation): Severity {
  const severity = severityOfDay(deviation)
  return series.entity === 'shop' && actual === 0 && severity !== 'low' ? 'medium' : severity
}

function countWithin(
  within: { judged: number; inside: number },
  { count }: SeriesDays,
  { low, high, surprise }: JudgedSeries,
): void {
  for (let i = 0; i < count.length; i++) {
    if (Number.isNaN(surprise[i])) continue
    within.judged++
    if (count[i] >= low[i] && count[i] <= high[i]) within.inside++
  }
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]
  return total
}
