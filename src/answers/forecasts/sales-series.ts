import type { Filter } from '../../contracts/filter.ts'
import type { ForecastMetric, SalesForecastReply } from '../../contracts/sales-forecast.ts'
import type { SalesSeries } from '../../models/forecasts/sales-forecast.ts'
import { dayNumber } from '../../warehouse/read-values.ts'
import type { AnswerContext } from '../answer.ts'
import { bucketStart, bucketsOf, nextBucket } from '../buckets.ts'
import type { Granularity } from '../buckets.ts'
import { addDays, daysBetween } from '../period.ts'
import type { DayRange } from '../period.ts'
import { promotionDays } from './promotion-days.ts'
import type { PromotionDays } from './promotion-days.ts'
import { mainCountry, salesDays } from './sales-days.ts'
import type { SalesDays } from './sales-days.ts'
import type { Scope } from '../scope.ts'

/** Sales by day, week or month, ready to be forecast or taken apart. */
export type BucketedSales = {
  as_of: string | null
  last_complete: string
  scope: Scope
  series: SalesSeries
  /** of weeks and months, their days */
  days?: SalesSeries
  country: { country: string; country_code: string } | null
  left_out?: NonNullable<SalesForecastReply['left_out']>
  promotions: PromotionDays
  place: BucketPlaces
}

/** Where the values of a series lie in time. */
export type BucketPlaces = {
  granularity: Granularity
  /** the first day of each value's bucket */
  dates: () => string[]
  /** the days that some buckets hold together */
  days: (buckets: readonly string[]) => number
  /** the last days that are known */
  lastDays: (count: number) => DayRange
}

const frequencies = { day: 'daily', week: 'weekly', month: 'monthly' } as const

/** What is learnt from: everything in the scope by day, week or month, its first bucket whole. */
export async function salesSeries(
  context: AnswerContext,
  filter: Filter,
  metric: ForecastMetric,
  granularity: Granularity,
): Promise<BucketedSales> {
  const days = await salesDays(context, filter, metric)
  const { scope, as_of, last_complete } = days
  const [country, promotions] = days.sold
    ? await Promise.all([mainCountry(context, scope), promotionDays(context, scope)])
    : [null, { days: [], discount: 0 }]
  const { dates, ...series } = seriesOf(days, granularity, { country, promotions })
  const { values, partial_last: partial } = series
  const ofDays =
    granularity !== 'day' && days.sold ? { days: seriesOf(days, 'day', { country, promotions }) } : {}
  const left_out = partial
    ? {
        date: dates[dates.length - 1],
        value: values[values.length - 1],
        why: granularity === 'day' ? (days.cut ?? 'today_not_over') : ('bucket_not_over' as const),
      }
    : undefined
  return {
    as_of,
    last_complete,
    scope,
    series,
    ...ofDays,
    country,
    left_out,
    promotions,
    place: places(dates, granularity, last_complete),
  }
}

type Known = { country: BucketedSales['country']; promotions: PromotionDays }

function seriesOf(
  days: SalesDays,
  granularity: Granularity,
  { country, promotions }: Known,
): SalesSeries & { dates: string[] } {
  const { start, values, partial, dates } = bucketed(days, granularity)
  return {
    dates,
    values,
    frequency: frequencies[granularity],
    start,
    partial_last: partial,
    // refunds can make a day negative, of the net figures only
    non_negative: !values.some((value) => value < 0),
    country_code: country?.country_code ?? null,
    promotion_days: promotions.days,
  }
}

function bucketed(
  { start, values, last_complete, cut, sold }: SalesDays,
  granularity: Granularity,
): { start: string; values: Float64Array; partial: boolean; dates: string[] } {
  if (!sold) return { start, values: new Float64Array(0), partial: false, dates: [] }
  const end = cut === null ? last_complete : addDays(last_complete, 1)
  const buckets = bucketsOf({ start, end }, granularity)
  // the bucket in which sales began is whole only where they began with it
  const skipped = buckets.length > 1 && buckets[0].date < start ? 1 : 0
  const dates = buckets.slice(skipped).map(({ date }) => date)
  const sums = new Float64Array(dates.length)
  const first = dayNumber(start)
  let at = 0
  for (let i = 0; i < values.length; i++) {
    while (at + 1 < dates.length && first + i >= dayNumber(dates[at + 1])) at++
    if (first + i >= dayNumber(dates[0])) sums[at] += values[i]
  }
  const lastEnds = addDays(nextBucket(dates[dates.length - 1], granularity), -1)
  return { start: dates[0], values: sums, partial: lastEnds > last_complete, dates }
}

/** The buckets that hold the days ahead: the one that is not over counts among them. */
export function bucketsAhead({ last_complete, place }: BucketedSales, daysAhead: number): number {
  const range = { start: addDays(last_complete, 1), end: addDays(last_complete, daysAhead) }
  return bucketsOf(range, place.granularity).length
}

function places(dates: string[], granularity: Granularity, lastComplete: string): BucketPlaces {
  return {
    granularity,
    dates: () => dates,
    days: (buckets) =>
      buckets.reduce((sum, date) => sum + daysBetween(date, nextBucket(date, granularity)), 0),
    lastDays: (count) => ({
      start: bucketStart(addDays(lastComplete, 1 - count), granularity),
      end: addDays(lastComplete, 1),
    }),
  }
}
