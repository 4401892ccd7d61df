import type { CalendarEffect } from './calendar-effect.ts'
import { shortestYearly, yearDays } from './calendar-regression.ts'
import type { ForecastMethod, ForecastTraining } from './forecast-training.ts'
import { tryForecast } from './forecast-training.ts'
import { withoutRetailYear } from './retail-year.ts'
import type { PreparedSeries } from './series-cleaning.ts'
import { cleanValues } from './series-cleaning.ts'

/** Forecasts made at past origins beside what came: one row for each origin and lead, missing values left out. */
export type Backtest = {
  origins: number[]
  /** Which origin (its place in `origins`) and how many periods ahead, from 1. */
  origin: Int32Array
  lead: Int32Array
  actual: Float64Array
  /** By method; NaN where it did not apply. */
  forecasts: Map<string, Float64Array>
}

/** How many past moments, how far ahead, the fewest values before one, and the first place one may have. */
export type OriginPlan = { origins: number; horizon: number; shortest: number; earliest?: number }

/**
 * Up to `origins` past moments spread over the later half of the history, the last one a horizon before its end, the
 * first with at least `shortest` values behind it and, where given, not before `earliest`. The horizon is cut to a
 * third of the history. Empty where the history is too short for any.
 */
export function planOrigins(n: number, plan: OriginPlan): { origins: number[]; horizon: number } {
  const horizon = Math.max(1, Math.min(plan.horizon, Math.floor(n / 3)))
  const last = n - horizon
  if (last < plan.shortest) return { origins: [], horizon }
  const first = Math.max(plan.shortest, Math.min(last, plan.earliest ?? Math.floor(n / 2) - horizon))
  const count = Math.max(1, Math.min(plan.origins, last - first + 1))
  const step = count > 1 ? (last - first) / count : 0
  const origins: number[] = []
  for (let k = 0; k < count; k++) origins.push(Math.round(last - (count - 1 - k) * step))
  return { origins, horizon }
}

/**
 * Fits every method at every origin on nothing but the values before it, and keeps its forecasts beside the values
 * that followed (as they were, outliers included).
 */
export function runBacktest(
  series: PreparedSeries,
  effects: readonly CalendarEffect[],
  methods: readonly ForecastMethod[],
  plan: OriginPlan,
): Backtest {
  const { origins, horizon } = planOrigins(series.values.length, plan)
  const rows: { origin: number; lead: number; actual: number }[] = []
  origins.forEach((at, origin) => {
    for (let lead = 1; lead <= horizon; lead++) {
      const actual = series.values[at + lead - 1]
      if (!Number.isNaN(actual)) rows.push({ origin, lead, actual })
    }
  })
  const forecasts = new Map(methods.map((method) => [method.name, new Float64Array(rows.length).fill(NaN)]))
  origins.forEach((at, origin) => {
    const training = trainingUntil(series, effects, at, series.days.subarray(0, at + horizon), horizon)
    for (const method of methods) {
      const forecast = tryForecast(method, training)
      if (forecast === null) continue
      if (series.non_negative) for (let h = 0; h < horizon; h++) forecast[h] = Math.max(0, forecast[h])
      const column = forecasts.get(method.name)
      rows.forEach((row, r) => {
        if (row.origin === origin && column !== undefined) column[r] = forecast[row.lead - 1]
      })
    }
  })
  return {
    origins,
    origin: Int32Array.from(rows, (row) => row.origin),
    lead: Int32Array.from(rows, (row) => row.lead),
    actual: Float64Array.from(rows, (row) => row.actual),
    forecasts,
  }
}

/** The training set of the first `count` values; `days` are theirs and those of the horizon. */
export function trainingUntil(
  series: PreparedSeries,
  effects: readonly CalendarEffect[],
  count: number,
  days: Float64Array,
  horizon: number,
): ForecastTraining {
  const known = effects.filter((effect) => {
    for (let i = 0; i < count; i++) if (effect.share[i] > 0) return true
    return false
  })
  const raw = series.values.subarray(0, count)
  const { values } = cleanValues(raw, series.period, series.period_days > 0)
  const training = {
    values,
    with_events: known.length > 0 ? keepEvents(raw, values, known) : values,
    period: series.period,
    days,
    horizon,
    calendar: series.period_days > 0,
    effects: known.map((effect) => ({ ...effect, share: knownShare(effect, count, count + horizon) })),
  }
  const firstYear = training.calendar && days[count - 1] - days[0] < shortestYearly * yearDays
  return firstYear ? { ...training, borrowed: withoutRetailYear(training) } : training
}

/** What is known of an event at an origin: of an unforeseen one nothing that comes after. */
function knownShare({ share, unforeseen }: CalendarEffect, count: number, until: number): Float64Array {
  if (unforeseen !== true) return share.subarray(0, until)
  return share.slice(0, until).fill(0, count)
}

/** Cleaned values, but on days of known events those that were observed. */
export function keepEvents(
  raw: Float64Array,
  clean: Float64Array,
  effects: readonly CalendarEffect[],
): Float64Array {
  return clean.map((value, i) => {
    const known = !Number.isNaN(raw[i]) && effects.some(({ share }) => share[i] > 0)
    return known ? raw[i] : value
  })
}
