import type { CalendarEvent } from './calendar-effect.ts'
import { dayDate, dayNumber, weekday } from './calendar-effect.ts'
import type { SeriesFrequency } from './forecast-training.ts'

/** A series as the caller has it: one value a period without holes, NaN where nothing is known of a period. */
export type ForecastSeriesSpec = {
  values: ArrayLike<number>
  frequency: SeriesFrequency
  /** First day of the first period, `YYYY-MM-DD`. */
  start: string
  /** Counts and gross amounts: forecasts and bands stay at or above zero. True unless said otherwise. */
  non_negative?: boolean
  /** The last period is not over: it is left out and forecast. */
  partial_last?: boolean
  /** Holidays, promotions and the like, past and to come; used in daily and weekly series. */
  events?: readonly CalendarEvent[]
}

/** What was done to a series before forecasting it. */
export type SeriesNote =
  | 'partial_last_left_out'
  | 'leading_zeros_left_out'
  | 'older_history_left_out'
  | 'closed_weekdays'
  | 'closed_periods_as_missing'
  | 'missing_filled'
  | 'outliers_replaced'
  | 'horizon_longer_than_history'
  | 'summed_from_days'
  | 'all_zero'
  | 'constant'

/** A series ready for modelling: closed weekdays are gone, so that neighbours are neighbouring open periods. */
export type PreparedSeries = {
  /** NaN where missing. */
  values: Float64Array
  /** First day of each value's period, in days since 1970-01-01. */
  days: Float64Array
  /** Length of the short season in values. */
  period: number
  frequency: SeriesFrequency
  /** Days in a period: 1 for daily, 7 for weekly, otherwise 0 (no calendar). */
  period_days: number
  non_negative: boolean
  /** Weekdays (0 Monday to 6 Sunday) on which a daily series is closed. */
  closed_weekdays: number[]
  /** First day of the first period to forecast, and the position of that period in the caller's values. */
  next_day: number
  next_index: number
  notes: SeriesNote[]
}

const longest: Record<SeriesFrequency, number> = {
  daily: 1500,
  weekly: 520,
  monthly: 480,
  quarterly: 240,
  yearly: 200,
  other: 1000,
}
const seasons: Record<SeriesFrequency, number> = {
  daily: 7,
  weekly: 1,
  monthly: 12,
  quarterly: 4,
  yearly: 1,
  other: 1,
}
const months: Partial<Record<SeriesFrequency, number>> = { monthly: 1, quarterly: 3, yearly: 12 }

/**
 * Leaves out the partial last period, leading zeros, weekdays on which nothing has been sold for eight weeks, and
 * what is too old to matter; reads long closures in a daily series as missing unless they come back every year.
 */
export function prepareSeries(
  spec: ForecastSeriesSpec,
  most: number = longest[spec.frequency],
): PreparedSeries {
  const { frequency } = spec
  const notes: SeriesNote[] = []
  let all = Float64Array.from(spec.values, (value) => (Number.isFinite(value) ? value : NaN))
  if (spec.partial_last === true && all.length > 0) {
    all = all.slice(0, -1)
    notes.push('partial_last_left_out')
  }
  const nextIndex = all.length
  let first = leadingZeros(all)
  if (first <= 2 * seasons[frequency] || first === all.length) first = 0
  else notes.push('leading_zeros_left_out')
  if (all.length - first > most) {
    first = all.length - most
    notes.push('older_history_left_out')
  }
  const start = dayNumber(spec.start)
  let values = all.slice(first)
  let days = values.map((_, i) => periodDay(start, frequency, first + i))
  if (frequency === 'daily' && markClosures(values)) notes.push('closed_periods_as_missing')
  const closed = frequency === 'daily' ? closedWeekdays(values, days) : []
  if (closed.length > 0) {
    notes.push('closed_weekdays')
    const open = (_: number, i: number): boolean => !closed.includes(weekday(days[i]))
    ;[values, days] = [values.filter(open), days.filter(open)]
  }
  return {
    values,
    days,
    period: seasons[frequency] === 7 ? 7 - closed.length : seasons[frequency],
    frequency,
    period_days: frequency === 'daily' ? 1 : frequency === 'weekly' ? 7 : 0,
    non_negative: spec.non_negative ?? true,
    closed_weekdays: closed,
    next_day: periodDay(start, frequency, nextIndex),
    next_index: nextIndex,
    notes,
  }
}

/** First day of the period `index` places after the one that begins on day `start`. */
export function periodDay(start: number, frequency: SeriesFrequency, index: number): number {
  const step = months[frequency]
  if (step === undefined) return start + index * (frequency === 'weekly' ? 7 : 1)
  const [year, month] = dayDate(start).split('-').map(Number)
  return Math.round(Date.UTC(year, month - 1 + step * index, 1) / 86_400_000)
}

/** Complete values for fitting, and how many of them were made up. */
export type CleanValues = { values: Float64Array; filled: number; replaced: number }

/**
 * Fills missing values from the nearest ones in the same place of the season and, where asked, draws in values that
 * lie further from the median of their neighbours (the same place of the season, up to four seasons either way) than
 * six robust deviations of all such distances, taken on the signed square root so that large days may vary more. At
 * the ends, where the neighbours lie on one side, twice that. Looks at nothing but `raw`.
 */
export function cleanValues(raw: Float64Array, period: number, drawIn: boolean): CleanValues {
  const n = raw.length
  const values = Float64Array.from(raw)
  let filled = 0
  for (let i = 0; i < n; i++) {
    if (!Number.isNaN(raw[i])) continue
    values[i] = nearby(raw, i, period)
    filled++
  }
  if (!drawIn || n < 4 * period + 8) return { values, filled, replaced: 0 }
  const roots = values.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value)))
  const middles = roots.map((_, i) => neighbourMedian(roots, i, period))
  const distances = roots.map((root, i) => Math.abs(root - middles[i]))
  const limit = 6 * 1.4826 * Float64Array.from(distances).sort()[n >> 1]
  let replaced = 0
  if (limit > 0) {
    for (let i = 0; i < n; i++) {
      const atEnd = i < 2 * period || i >= n - 2 * period
      if (distances[i] <= (atEnd ? 2 * limit : limit)) continue
      const drawn = middles[i] + Math.sign(roots[i] - middles[i]) * 0.5 * limit
      values[i] = Math.sign(drawn) * drawn * drawn
      replaced++
    }
  }
  return { values, filled, replaced }
}

function leadingZeros(values: Float64Array): number {
  let i = 0
  while (i < values.length && !(Math.abs(values[i]) > 0)) i++
  return i
}

function nearby(raw: Float64Array, i: number, period: number): number {
  for (const step of [period, 1]) {
    let before = i
    let after = i
    while (before >= 0 && Number.isNaN(raw[before])) before -= step
    while (after < raw.length && Number.isNaN(raw[after])) after += step
    if (before >= 0 && after < raw.length) {
      return raw[before] + ((raw[after] - raw[before]) * (i - before)) / (after - before)
    }
    if (before >= 0) return raw[before]
    if (after < raw.length) return raw[after]
  }
  return 0
}

const window = new Float64Array(8)

/** Median of the same places in other seasons, as many before as after, all that there are at the ends. */
function neighbourMedian(values: Float64Array, i: number, period: number): number {
  const n = values.length
  const pairs = Math.min(4, Math.floor(i / period), Math.floor((n - 1 - i) / period))
  const [before, after] = pairs >= 2 ? [pairs, pairs] : [4, 4]
  let count = 0
  for (let k = -before; k <= after; k++) {
    const j = i + k * period
    if (k === 0 || j < 0 || j >= n) continue
    let at = count++
    while (at > 0 && window[at - 1] > values[j]) {
      window[at] = window[at - 1]
      at--
    }
    window[at] = values[j]
  }
  if (count === 0) return values[i]
  return count % 2 === 1 ? window[count >> 1] : 0.5 * (window[count / 2 - 1] + window[count / 2])
}

/** Weekdays without a sale on each of their last eight known occurrences, while other weekdays sell. */
function closedWeekdays(values: Float64Array, days: Float64Array): number[] {
  const closed: number[] = []
  const n = values.length
  for (let w = 0; w < 7; w++) {
    let known = 0
    let sold = 0
    for (let i = n - 1; i >= 0 && known < 8; i--) {
      if (weekday(days[i]) !== w || Number.isNaN(values[i])) continue
      known++
      if (values[i] !== 0) sold++
    }
    if (known >= Math.min(8, Math.floor(n / 7)) && known >= 3 && sold === 0) closed.push(w)
  }
  return closed.length <= 5 ? closed : []
}

const shortestClosure = 14

/** Marks runs of a fortnight and more of zeros in an otherwise busy series; true when there were any. */
function markClosures(values: Float64Array): boolean {
  const n = values.length
  const runs: [number, number][] = []
  let outside = 0
  for (let i = 0; i < n; i++) {
    if (values[i] !== 0) continue
    let end = i
    while (end < n && values[end] === 0) end++
    if (end - i >= shortestClosure && end < n && i > 0) runs.push([i, end])
    else outside += end - i
    i = end
  }
  if (runs.length === 0 || outside > 0.34 * n) return false
  const yearly = runs.some(([from]) => runs.some(([other]) => Math.abs(other - from - 365) <= 20))
  if (yearly) return false
  for (const [from, end] of runs) values.fill(NaN, from, end)
  return true
}
