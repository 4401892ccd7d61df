import { dayDate } from './calendar-effect.ts'
import type { BandErrors, BandModel } from './conformal.ts'
import { applyBands, fitBands, stepScale } from './conformal.ts'
import type { ForecastBands } from './forecast-accuracy.ts'
import type { Backtest } from './rolling-origin.ts'
import type { PreparedSeries } from './series-cleaning.ts'
import { cleanValues } from './series-cleaning.ts'

/** Forecasts of the chosen model at past origins beside what came; `date` and `origin_date` are first days of periods. */
export type BacktestSummary = {
  origins: number
  horizon: number
  rows: BacktestRow[]
}

export type BacktestRow = {
  origin_date: string
  date: string
  lead: number
  actual: number
  forecast: number
  naive: number
  /** Made from the errors of the other origins; not there where there is but one. */
  bands?: { [Limit in keyof ForecastBands]: number }
}

/** The errors of a column of forecasts over the backtest. */
export function bandErrors(backtest: Backtest, forecast: Float64Array): BandErrors {
  const error = backtest.actual.map((actual, i) => actual - forecast[i])
  const target = backtest.lead.map((lead, i) => backtest.origins[backtest.origin[i]] + lead)
  return { error, forecast, lead: backtest.lead, origin: backtest.origin, target }
}

/** Without a backtest: how far values one season apart lie, each an origin of its own. */
export function naiveErrors(series: PreparedSeries, values: Float64Array): BandErrors {
  const lag = values.length > series.period ? series.period : 1
  const count = Math.max(0, values.length - lag)
  return {
    error: Float64Array.from({ length: count }, (_, i) => values[i + lag] - values[i]),
    forecast: values.slice(0, count),
    lead: new Int32Array(count).fill(1),
    origin: Int32Array.from({ length: count }, (_, i) => i),
  }
}

/** The bands that each origin would have had, made from the errors of the other origins. */
export function backtestBands(
  backtest: Backtest,
  forecast: Float64Array,
  { least, series }: { least: number; series: PreparedSeries },
): ForecastBands | undefined {
  const count = backtest.origins.length
  if (count < 2) return undefined
  const size = forecast.length
  const bands: ForecastBands = {
    lower_80: new Float64Array(size),
    upper_80: new Float64Array(size),
    lower_95: new Float64Array(size),
    upper_95: new Float64Array(size),
  }
  const all = bandErrors(backtest, forecast)
  for (let origin = 0; origin < count; origin++) {
    const model = fitBands(without(all, origin), least)
    layOrigin(bands, model, backtest, forecast, origin, series.non_negative)
  }
  return bands
}

function layOrigin(
  bands: ForecastBands,
  model: BandModel,
  backtest: Backtest,
  forecast: Float64Array,
  origin: number,
  nonNegativeBands: boolean,
): void {
  const rows: number[] = []
  let horizon = 0
  for (let i = 0; i < forecast.length; i++) {
    if (backtest.origin[i] !== origin) continue
    rows.push(i)
    horizon = Math.max(horizon, backtest.lead[i])
  }
  const path = new Float64Array(horizon)
  for (const i of rows) path[backtest.lead[i] - 1] = forecast[i]
  const laid = applyBands(model, path, nonNegativeBands)
  for (const i of rows) {
    const h = backtest.lead[i] - 1
    bands.lower_80[i] = laid.lower_80[h]
    bands.upper_80[i] = laid.upper_80[h]
    bands.lower_95[i] = laid.lower_95[h]
    bands.upper_95[i] = laid.upper_95[h]
  }
}

function without(errors: BandErrors, origin: number): BandErrors {
  const keep = (_: number, i: number): boolean => errors.origin[i] !== origin
  return {
    error: errors.error.filter(keep),
    forecast: errors.forecast.filter(keep),
    lead: errors.lead.filter(keep),
    origin: errors.origin.filter(keep),
    target: errors.target?.filter(keep),
  }
}

/** The backtest row by row. */
export function summariseBacktest(
  series: PreparedSeries,
  backtest: Backtest,
  forecast: Float64Array,
  naive: Float64Array,
  bands: ForecastBands | undefined,
): BacktestSummary {
  let horizon = 0
  const rows = Array.from(backtest.actual, (actual, i) => {
    const at = backtest.origins[backtest.origin[i]]
    const lead = backtest.lead[i]
    horizon = Math.max(horizon, lead)
    return {
      origin_date: dayDate(series.days[at]),
      date: dayDate(series.days[at + lead - 1]),
      lead,
      actual,
      forecast: forecast[i],
      naive: naive[i],
      ...(bands ? { bands: limitsAt(bands, i) } : {}),
    }
  })
  return { origins: backtest.origins.length, horizon, rows }
}

function limitsAt(bands: ForecastBands, i: number): NonNullable<BacktestRow['bands']> {
  const { lower_80, upper_80, lower_95, upper_95 } = bands
  return { lower_80: lower_80[i], upper_80: upper_80[i], lower_95: lower_95[i], upper_95: upper_95[i] }
}

/** The errors in units of the usual step known at their origin, to be pooled with those of other series. */
export function poolableErrors(
  series: PreparedSeries,
  backtest: Backtest,
  forecast: Float64Array,
): { scaled: Float64Array; lead: Int32Array } {
  const scales = backtest.origins.map((at) =>
    stepScale(
      cleanValues(series.values.subarray(0, at), series.period, series.period_days > 0).values,
      series.period,
    ),
  )
  const scaled: number[] = []
  const lead: number[] = []
  for (let i = 0; i < forecast.length; i++) {
    const scale = scales[backtest.origin[i]]
    if (!(scale > 0)) continue
    scaled.push((backtest.actual[i] - forecast[i]) / scale)
    lead.push(backtest.lead[i])
  }
  return { scaled: Float64Array.from(scaled), lead: Int32Array.from(lead) }
}
