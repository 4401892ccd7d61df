import { median } from '../../math/quantile.ts'
import { calendarEffects, dayDate, weekday } from './calendar-effect.ts'
import type { CalendarEffect } from './calendar-effect.ts'
import type { CalendarFit } from './calendar-regression.ts'
import { fitCalendarRegression } from './calendar-regression.ts'
import type { NotEnoughData } from '../not-enough-data.ts'
import { notEnoughData } from '../not-enough-data.ts'
import { promotionRuns } from './promotion-runs.ts'
import { adjustSeason } from './seasonal-adjustment.ts'
import { keepEvents } from './rolling-origin.ts'
import type { ForecastSeriesSpec, PreparedSeries } from './series-cleaning.ts'
import { cleanValues, prepareSeries } from './series-cleaning.ts'

/**
 * What a series is made of, for each period that was open. In the series' units the parts add up to `observed`
 * exactly: trend + weekly + yearly + holidays + events + remainder.
 */
export type SeriesDecomposition = {
  kind: 'decomposition'
  /** Whether the parts multiply (a share of the trend) or add (units). */
  mode: 'multiplicative' | 'additive'
  dates: string[]
  observed: Float64Array
  trend: Float64Array
  weekly: Float64Array
  yearly: Float64Array
  holidays: Float64Array
  /** Promotions and other events. */
  events: Float64Array
  remainder: Float64Array
  /** By weekday from Monday, 0 where closed; by month from January. Average 1 (multiplicative) or 0 (additive). */
  weekly_profile: number[]
  yearly_profile: number[]
  /** Half the distance between the highest and the lowest of the profile; 0 without that season. */
  weekly_amplitude: number
  yearly_amplitude: number
  /** Each event's effect on a full period, a factor less 1 (multiplicative) or units, and the periods it was seen in. */
  effects: { name: string; kind: 'holiday' | 'promotion' | 'event'; effect: number; days: number }[]
}

/** What is older is left out: ten years of days. */
const mostPeriods = 3660

/**
 * Splits a series into trend, week, year, holidays and events: daily and weekly series by regression on the calendar
 * (see `fitCalendarRegression`, factors of the mean), others by classical decomposition. The yearly part needs 17
 * months of days or two full cycles of months or quarters; without it is nothing. Events whose effect cannot be told from
 * chance are left out.
 */
export function decomposeSeries(spec: ForecastSeriesSpec): SeriesDecomposition | NotEnoughData {
  const series = prepareSeries(spec, mostPeriods)
  const n = series.values.length
  const need = series.period_days > 0 ? 21 : 2 * series.period + 2
  const have = series.values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
  if (have < need) return notEnoughData(`${spec.frequency} periods`, need, have)
  const { values } = cleanValues(series.values, series.period, series.period_days > 0)
  if (series.period_days === 0) return decomposeClassically(series, values)
  const known = (spec.events ?? []).flatMap((event) =>
    event.kind === 'promotion' ? promotionRuns(event) : [event],
  )
  const events = calendarEffects(known, series.days, series.period_days, n)
  const { fit, effects } = fitWithoutOddPeriods(series, values, events)
  if (fit === null) return notEnoughData(`${spec.frequency} periods`, need, have)
  const holidays = new Float64Array(n)
  const otherEvents = new Float64Array(n)
  effects.forEach(({ kind }, e) => {
    const target = kind === 'holiday' ? holidays : otherEvents
    for (let i = 0; i < n; i++) target[i] += fit.effects[e][i]
  })
  const weeklyProfile = series.period_days === 1 ? profile(fit, fit.weekly, series.days, 7, weekday) : []
  const yearlyProfile = fit.yearly_order > 0 ? yearProfile(fit, series.days) : []
  return {
    kind: 'decomposition',
    mode: fit.link === 'log' ? 'multiplicative' : 'additive',
    dates: Array.from(series.days, dayDate),
    observed: series.values,
    ...inUnits(fit, series.values, holidays, otherEvents),
    weekly_profile: weeklyProfile,
    yearly_profile: yearlyProfile,
    weekly_amplitude: amplitude(weeklyProfile),
    yearly_amplitude: amplitude(yearlyProfile),
    effects: effectsOf(fit, effects, events),
  }
}

const periodsOf = ({ share }: CalendarEffect): number =>
  share.reduce((count, value) => count + (value > 0 ? 1 : 0), 0)

/** Of promotions that share a name what they do on average; those whose effect cannot be told from chance have none. */
function effectsOf(
  fit: CalendarFit,
  kept: readonly CalendarEffect[],
  all: readonly CalendarEffect[],
): SeriesDecomposition['effects'] {
  return [...Map.groupBy(kept, ({ name, kind }) => `${kind} ${name}`).values()].map((same) => {
    const [{ name, kind }] = same
    const days = all
      .filter((each) => each.name === name && each.kind === kind)
      .reduce((sum, each) => sum + periodsOf(each), 0)
    const sum = same.reduce((total, each) => {
      const at = each.share.findIndex((value) => value > 0)
      return total + (periodsOf(each) * fit.effects[kept.indexOf(each)][at]) / each.share[at]
    }, 0)
    return { name, kind, effect: fit.link === 'log' ? Math.exp(sum / days) - 1 : sum / days, days }
  })
}

/** An event counts if its effect is so many times what chance would make of as many days. */
const leastStandardErrors = 1.5

const oddDeviations = 4
const oddRounds = 3

/**
 * The regression, and again with the periods that are far from it taken for what it says: a few surges in a small shop
 * would pass for a season. Periods of events stay as they were.
 */
function fitWithoutOddPeriods(
  series: PreparedSeries,
  values: Float64Array,
  events: readonly CalendarEffect[],
): { fit: CalendarFit | null; effects: readonly CalendarEffect[] } {
  let found = fitWithEvents(series, values, events)
  for (let round = 0; round < oddRounds && found.fit?.link === 'log'; round++) {
    const usual = meansOf(found.fit, values.length)
    const spread = spreadOver(values, usual)
    if (!(spread > 0)) break
    const tame = values.map((value, i) => {
      const isFar = Math.abs(value - usual[i]) > oddDeviations * Math.sqrt(spread * usual[i])
      return isFar && !events.some(({ share }) => share[i] > 0) ? usual[i] : value
    })
    found = fitWithEvents(series, tame, events)
  }
  return found
}

function meansOf(fit: CalendarFit, n: number): Float64Array {
  const { trend, weekly, yearly, effects, offset } = fit
  return Float64Array.from({ length: n }, (_, i) => {
    const sum = trend[i] + weekly[i] + yearly[i] + effects.reduce((all, effect) => all + effect[i], 0)
    return Math.max(0, Math.exp(sum) - offset)
  })
}

/** Variance over mean by the median, which odd periods do not move; 0.455 is the median of its distribution. */
function spreadOver(values: Float64Array, usual: Float64Array): number {
  return median(values.map((value, i) => (value - usual[i]) ** 2 / Math.max(1e-12, usual[i]))) / 0.455
}

/** The regression, once more without the events that may be chance: a dozen of them would bend the season. */
function fitWithEvents(
  series: PreparedSeries,
  values: Float64Array,
  effects: readonly CalendarEffect[],
): { fit: CalendarFit | null; effects: readonly CalendarEffect[] } {
  const fitted = (kept: readonly CalendarEffect[]): CalendarFit | null =>
    fitCalendarRegression({
      values: kept.length > 0 ? keepEvents(series.values, values, kept) : values,
      days: series.days,
      effects: kept,
      weekly: series.period_days === 1,
      estimate: 'mean',
    })
  const fit = fitted(effects)
  if (fit === null || effects.length === 0) return { fit, effects }
  const noise = 1.4826 * median(fit.residuals.map(Math.abs))
  const kept = effects.filter(({ share }, e) => {
    let days = 0
    let size = 0
    share.forEach((part, i) => {
      if (part > 0) size += Math.abs(fit.effects[e][i])
      if (part > 0) days++
    })
    return size / days > (leastStandardErrors * noise) / Math.sqrt(days)
  })
  return { fit: fitted(kept), effects: kept }
}

type Parts = Pick<SeriesDecomposition, 'trend' | 'weekly' | 'yearly' | 'holidays' | 'events' | 'remainder'>

/** Each part as what it adds to those before it, so that they sum to the observed value. */
function inUnits(
  fit: CalendarFit,
  observed: Float64Array,
  holidays: Float64Array,
  events: Float64Array,
): Parts {
  const n = observed.length
  const layers = [fit.trend, fit.weekly, fit.yearly, holidays, events]
  const parts = layers.map(() => new Float64Array(n))
  const remainder = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = 0
    let before = 0
    layers.forEach((layer, l) => {
      sum += layer[i]
      const value = fit.link === 'log' ? Math.exp(sum) - (l === 0 ? fit.offset : 0) : sum
      const shown = fit.link === 'log' && l > 0 ? value - fit.offset : value
      parts[l][i] = shown - before
      before = shown
    })
    remainder[i] = Number.isNaN(observed[i]) ? 0 : observed[i] - before
  }
  const [trend, weekly, yearly, holidayPart, eventPart] = parts
  return { trend, weekly, yearly, holidays: holidayPart, events: eventPart, remainder }
}

/** Mean factor (or addend) of each place of a cycle, scaled to average 1 (or 0) over the places that occur. */
function profile(
  fit: CalendarFit,
  part: Float64Array,
  days: Float64Array,
  places: number,
  placeOf: (day: number) => number,
): number[] {
  const sums = new Float64Array(places)
  const counts = new Float64Array(places)
  for (let i = 0; i < days.length; i++) {
    sums[placeOf(days[i])] += fit.link === 'log' ? Math.exp(part[i]) : part[i]
    counts[placeOf(days[i])]++
  }
  return normalised(sums, counts, fit.link)
}

function yearProfile(fit: CalendarFit, days: Float64Array): number[] {
  return profile(fit, fit.yearly, days, 12, (day) => Number(dayDate(day).slice(5, 7)) - 1)
}

/** Closed weekdays count as 0 of a week that averages 1, so that the profile reads as a share of a mean day. */
function normalised(sums: Float64Array, counts: Float64Array, link: 'log' | 'identity'): number[] {
  const means = Array.from(sums, (sum, p) => (counts[p] > 0 ? sum / counts[p] : 0))
  const seen = counts.reduce((total, count) => total + (count > 0 ? 1 : 0), 0)
  const places = link === 'log' ? means.length : Math.max(1, seen)
  const mean = means.reduce((sum, value) => sum + value, 0) / places
  return means.map((value, p) => {
    if (link === 'log') return value / mean
    return counts[p] > 0 ? value - mean : 0
  })
}

function amplitude(values: readonly number[]): number {
  return values.length === 0 ? 0 : (Math.max(...values) - Math.min(...values)) / 2
}

function decomposeClassically(series: PreparedSeries, values: Float64Array): SeriesDecomposition {
  const n = values.length
  const adjustment = adjustSeason(values, series.period, 'multiplicative')
  const trend = smooth(adjustment.adjusted, Math.max(2, Math.round(series.period / 2)))
  const seasonal = new Float64Array(n)
  const multiplicative = adjustment.kind === 'multiplicative'
  for (let i = 0; i < n; i++) {
    const index = adjustment.indices[i % adjustment.indices.length]
    if (adjustment.kind !== 'none') seasonal[i] = multiplicative ? trend[i] * (index - 1) : index
  }
  const firstMonth = Number(dayDate(series.days[0]).slice(5, 7)) - 1
  const places = adjustment.indices.length
  const yearly =
    adjustment.kind === 'none'
      ? []
      : Array.from({ length: 12 }, (_, month) => {
          const step = 12 / places
          return adjustment.indices[Math.floor(((month - firstMonth + 12) % 12) / step)]
        })
  return {
    kind: 'decomposition',
    mode: multiplicative ? 'multiplicative' : 'additive',
    dates: Array.from(series.days, dayDate),
    observed: series.values,
    trend,
    weekly: new Float64Array(n),
    yearly: seasonal,
    holidays: new Float64Array(n),
    events: new Float64Array(n),
    remainder: series.values.map((value, i) => (Number.isNaN(value) ? 0 : value - trend[i] - seasonal[i])),
    weekly_profile: [],
    yearly_profile: yearly,
    weekly_amplitude: 0,
    yearly_amplitude: amplitude(yearly),
    effects: [],
  }
}

/** Mean over a window that narrows at the ends. */
function smooth(values: Float64Array, reach: number): Float64Array {
  return values.map((_, i) => {
    const width = Math.min(reach, i, values.length - 1 - i)
    let sum = 0
    for (let j = i - width; j <= i + width; j++) sum += values[j]
    return sum / (2 * width + 1)
  })
}
