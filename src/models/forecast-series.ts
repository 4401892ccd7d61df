import { calendarEffects, dayDate, weekday } from './calendar-effect.ts'
import type { Recipe } from './combination.ts'
import { absoluteError, combinationRecipes, methodErrors, mixForecasts } from './combination.ts'
import type { BandErrors, BandModel, PooledErrors } from './conformal.ts'
import { applyBands, applyPooledBands, fitBands, stepScale } from './conformal.ts'
import type { ForecastAccuracy, ForecastBands } from './forecast-accuracy.ts'
import { forecastAccuracy, naiveScale } from './forecast-accuracy.ts'
import type { ForecastMethod, SeriesFrequency } from './forecast-training.ts'
import { tryForecast } from './forecast-training.ts'
import { harmonicEts, harmonicRegression, harmonicTheta, straightTrend } from './harmonic-regression.ts'
import { isFlat, mstl } from './mstl.ts'
import type { NotEnoughData } from './not-enough-data.ts'
import { notEnoughData } from './not-enough-data.ts'
import { prophet } from './prophet.ts'
import type { Backtest, OriginPlan } from './rolling-origin.ts'
import { runBacktest, trainingUntil } from './rolling-origin.ts'
import { forecastSeasonalNaive, seasonalNaive } from './seasonal-naive.ts'
import type { ForecastSeriesSpec, PreparedSeries, SeriesNote } from './series-cleaning.ts'
import { cleanValues, periodDay, prepareSeries } from './series-cleaning.ts'
import * as smoothing from './smoothing-methods.ts'

export type ForecastSeriesOptions = {
  /** Periods to forecast, from the first one that is missing or partial. */
  horizon: number
  /** Past origins at which the methods are tried. Default 8 for daily and weekly series, 4 for others. */
  origins?: number
  /** Also try MSTL and Prophet, which take seconds. Default false. */
  thorough?: boolean
  /** Names of the methods to try beside the seasonal naive one; all that suit the frequency when absent. */
  methods?: readonly string[]
  /** Scaled errors of other series of the frequency, for bands where this one has under 40 errors of its own. */
  pool?: PooledErrors
}

/** One method or combination in the backtest. */
export type ForecastCandidate = { name: string; mae: number; mase?: number }

/** A forecast with its bands, why this model was chosen, and how it and the naive rule did in the backtest. */
export type SeriesForecast = ForecastBands & {
  kind: 'forecast'
  model: string
  reason: 'best_in_backtest' | 'naive_not_beaten' | 'too_short_to_backtest' | 'all_zero' | 'constant'
  /** The methods mixed into the model and their shares, which sum to 1. */
  members: { name: string; weight: number }[]
  /** First day of each period forecast, `YYYY-MM-DD`. */
  dates: string[]
  point: Float64Array
  accuracy: ForecastAccuracy
  naive_accuracy: ForecastAccuracy
  /** Best first; empty without a backtest. */
  candidates: ForecastCandidate[]
  backtest: BacktestSummary
  notes: SeriesNote[]
  closed_weekdays: number[]
  /** For `poolErrors` and `withPooledBands`: errors in units of the usual step known at their origin. */
  pool_errors: { scaled: Float64Array; lead: Int32Array }
  step_scale: number
}

/** Forecasts of the chosen model at past origins beside what came; `date` and `origin_date` are first days of periods. */
export type BacktestSummary = {
  origins: number
  horizon: number
  rows: { origin_date: string; date: string; lead: number; actual: number; forecast: number; naive: number }[]
}

const needed: Record<SeriesFrequency, number> = {
  daily: 14,
  weekly: 8,
  monthly: 6,
  quarterly: 5,
  yearly: 4,
  other: 6,
}

const quickDaily: readonly ForecastMethod[] = [
  seasonalNaive,
  smoothing.seasonalEts,
  smoothing.dampedTrend,
  smoothing.simpleSmoothing,
  smoothing.seasonalTheta,
  smoothing.logTheta,
  harmonicRegression,
  straightTrend,
  harmonicTheta,
  harmonicEts,
]
const quickWeekly: readonly ForecastMethod[] = quickDaily.filter(
  (method) => method !== smoothing.seasonalTheta,
)
const quickOther: readonly ForecastMethod[] = [
  seasonalNaive,
  smoothing.seasonalEts,
  smoothing.hierarchicalEts,
  smoothing.dampedTrend,
  smoothing.logDampedTrend,
  smoothing.hierarchicalTheta,
  smoothing.seasonalTheta,
  smoothing.recentTheta,
  smoothing.logTheta,
  smoothing.complexSmoothing,
]

/**
 * The share by which a recipe's backtest error is raised before recipes are compared: the fewer methods carry it,
 * the more its good showing may be luck, above all where there are few past forecasts to judge by.
 */
const handicaps: Record<string, number> = {
  combination: 0,
  combination_median: 0.2,
  combination_keen: 0.3,
  combination_keenest: 0.6,
}
const singleHandicap = 1

/** Power of the weights in daily and weekly series, whose backtests hold hundreds of forecasts instead of tens. */
const calendarPower = 6

/** The methods that would be tried on a series of this frequency. */
export function forecastMethods(frequency: SeriesFrequency, thorough = false): readonly ForecastMethod[] {
  if (frequency === 'daily') return thorough ? [...quickDaily, mstl, prophet] : quickDaily
  if (frequency === 'weekly') return thorough ? [...quickWeekly, prophet] : quickWeekly
  return thorough && (frequency === 'monthly' || frequency === 'quarterly')
    ? [...quickOther, mstl]
    : quickOther
}

/**
 * Forecasts one series. Every method that suits its frequency, and combinations of them, are tried at past origins on
 * the values before each; the best is served unless the seasonal naive rule did better there, then that rule is.
 * Bands are conformal: from the errors of those very trials. Missing values may be NaN; see `prepareSeries` and
 * `cleanValues` for what is done with closed days, gaps and outliers. Deterministic.
 *
 * Errors: none; a series too short is answered with `not_enough_data`. Cost: 0.2 s for two years of days.
 *
 * @example
 * forecastSeries({ values, frequency: 'daily', start: '2025-01-01' }, { horizon: 28 })
 */
export function forecastSeries(
  spec: ForecastSeriesSpec,
  options: ForecastSeriesOptions,
): SeriesForecast | NotEnoughData {
  const series = prepareSeries(spec)
  const known = knownValues(spec, series)
  if (known < needed[spec.frequency])
    return notEnoughData(`${spec.frequency} periods`, needed[spec.frequency], known)
  const future = futurePeriods(
    series,
    Date.parse(`${spec.start.slice(0, 10)}T00:00:00Z`) / 86_400_000,
    options.horizon,
  )
  const clean = cleanValues(series.values, series.period, series.period_days > 0)
  if (clean.filled > 0) series.notes.push('missing_filled')
  if (clean.replaced > 0) series.notes.push('outliers_replaced')
  if (options.horizon > series.next_index) series.notes.push('horizon_longer_than_history')
  if (isFlat(clean.values)) return flatForecast(series, clean.values, future)
  const days = Float64Array.from([...series.days, ...future.open])
  const effects = calendarEffects(
    series.period_days > 0 ? (spec.events ?? []) : [],
    days,
    series.period_days,
    series.values.length,
  )
  const methods = forecastMethods(spec.frequency, options.thorough).filter(
    (method) => method === seasonalNaive || (options.methods?.includes(method.name) ?? true),
  )
  const plan: OriginPlan = {
    origins: options.origins ?? (series.period_days > 0 ? 8 : 4),
    horizon: Math.max(1, future.open.length),
    shortest: series.period > 1 ? 2 * series.period + 2 : 9,
    earliest: series.period_days > 0 ? Math.floor(series.values.length / 2) : undefined,
  }
  const power = series.period_days > 0 ? calendarPower : 1
  let backtest = runBacktest(series, effects, methods, plan)
  let choice = chooseRecipe(backtest, power)
  if (choice.doubtful && series.period_days === 0) {
    backtest = runBacktest(series, effects, methods, { ...plan, origins: 3 * plan.origins })
    choice = chooseRecipe(backtest, power)
  }
  const training = trainingUntil(series, effects, series.values.length, days, future.open.length)
  const forecasts = new Map<string, Float64Array>()
  for (const method of methods) {
    if (method !== seasonalNaive && !choice.recipe.members.some(({ name }) => name === method.name)) continue
    const forecast = tryForecast(method, training)
    if (forecast !== null) forecasts.set(method.name, nonNegative(series, forecast))
  }
  const point = fillFrom(
    mixForecasts(choice.recipe, forecasts, future.open.length),
    forecasts.get(seasonalNaive.name),
  )
  const served = columnOf(backtest, choice.recipe)
  const naive = backtest.forecasts.get(seasonalNaive.name) ?? new Float64Array(0)
  const errors =
    choice.reason === 'too_short_to_backtest'
      ? naiveErrors(series, clean.values)
      : bandErrors(backtest, served)
  const least = leastWidth(clean.values)
  const step = stepScale(clean.values, series.period)
  const pooled = options.pool !== undefined && errors.error.length < 40 && options.pool.all.length >= 40
  const bands =
    pooled && options.pool !== undefined
      ? applyPooledBands(options.pool, step, point, series.non_negative, least)
      : applyBands(fitBands(errors, least), point, series.non_negative)
  const scale = naiveScale(series.values, series.period)
  const weights = choice.recipe.members.filter(({ name }) => forecasts.has(name))
  const total = weights.reduce((sum, { weight }) => sum + weight, 0)
  return {
    kind: 'forecast',
    model: choice.recipe.name,
    reason: choice.reason,
    members: weights.map(({ name, weight }) => ({ name, weight: weight / total })),
    dates: future.dates,
    point: spread(point, future.place, options.horizon),
    lower_80: spread(bands.lower_80, future.place, options.horizon),
    upper_80: spread(bands.upper_80, future.place, options.horizon),
    lower_95: spread(bands.lower_95, future.place, options.horizon),
    upper_95: spread(bands.upper_95, future.place, options.horizon),
    accuracy: backtestAccuracy(backtest, served, scale, series, least),
    naive_accuracy: backtestAccuracy(backtest, naive, scale, series, least),
    candidates: choice.candidates.map(({ name, mae }) =>
      scale > 0 ? { name, mae, mase: mae / scale } : { name, mae },
    ),
    backtest: summary(series, backtest, served, naive),
    notes: series.notes,
    closed_weekdays: series.closed_weekdays,
    pool_errors: poolable(series, backtest, served),
    step_scale: step,
  }
}

/** The same forecast with bands from the errors of other series of its frequency (see `poolErrors`). */
export function withPooledBands(
  forecast: SeriesForecast,
  pool: PooledErrors,
  nonNegativeBands = true,
): SeriesForecast {
  if (pool.all.length === 0 || !(forecast.step_scale > 0)) return forecast
  return { ...forecast, ...applyPooledBands(pool, forecast.step_scale, forecast.point, nonNegativeBands) }
}

type Choice = {
  recipe: Recipe
  reason: SeriesForecast['reason']
  candidates: { name: string; mae: number }[]
  /** The naive rule did better than the plain combination, which few past forecasts often say wrongly. */
  doubtful: boolean
}

function chooseRecipe(backtest: Backtest, power: number): Choice {
  const rows = backtest.actual.length
  if (rows === 0) {
    const members = [...backtest.forecasts.keys()].map((name) => ({ name, weight: 1 }))
    return {
      recipe: { name: 'combination', kind: 'mean', members },
      reason: 'too_short_to_backtest',
      candidates: [],
      doubtful: false,
    }
  }
  const single = methodErrors(backtest)
  const tried = combinationRecipes(single, power).map((recipe) => {
    const own = recipe.kind === 'single' ? single.get(recipe.name) : undefined
    const error = own ?? absoluteError(backtest, columnOf(backtest, recipe))
    return { recipe, error, judged: error * (1 + handicapOf(recipe) * (1 + 24 / rows)) }
  })
  const naive = tried.find(({ recipe }) => recipe.name === seasonalNaive.name) ?? tried[0]
  const better = tried.filter(({ error }) => error < naive.error).sort((a, b) => a.judged - b.judged)
  return {
    doubtful: !(tried[0].error < naive.error),
    recipe: (better[0] ?? naive).recipe,
    reason: better.length > 0 ? 'best_in_backtest' : 'naive_not_beaten',
    candidates: tried
      .map(({ recipe, error }) => ({ name: recipe.name, mae: error / rows }))
      .sort((a, b) => a.mae - b.mae),
  }
}

function handicapOf(recipe: Recipe): number {
  return recipe.members.length === 1 ? singleHandicap : (handicaps[recipe.name] ?? 0)
}

/** The recipe's forecasts over the backtest, the naive ones where it has none. */
function columnOf(backtest: Backtest, recipe: Recipe): Float64Array {
  const mixed = mixForecasts(recipe, backtest.forecasts, backtest.actual.length)
  return fillFrom(mixed, backtest.forecasts.get(seasonalNaive.name))
}

function fillFrom(values: Float64Array, other: Float64Array | undefined): Float64Array {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) values[i] = other?.[i] ?? 0
  return values
}

function bandErrors(backtest: Backtest, forecast: Float64Array): BandErrors {
  const error = backtest.actual.map((actual, i) => actual - forecast[i])
  return { error, forecast, lead: backtest.lead, origin: backtest.origin }
}

/** Without a backtest: how far values one season apart lie, each an origin of its own. */
function naiveErrors(series: PreparedSeries, values: Float64Array): BandErrors {
  const lag = values.length > series.period ? series.period : 1
  const count = Math.max(0, values.length - lag)
  return {
    error: Float64Array.from({ length: count }, (_, i) => values[i + lag] - values[i]),
    forecast: values.slice(0, count),
    lead: new Int32Array(count).fill(1),
    origin: Int32Array.from({ length: count }, (_, i) => i),
  }
}

/** Accuracy over the backtest; each origin's bands are made from the errors of the other origins. */
function backtestAccuracy(
  backtest: Backtest,
  forecast: Float64Array,
  scale: number,
  series: PreparedSeries,
  least: number,
): ForecastAccuracy {
  const count = backtest.origins.length
  if (count < 2) return forecastAccuracy(backtest.actual, forecast, scale)
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
  return forecastAccuracy(backtest.actual, forecast, scale, bands)
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
  }
}

function summary(
  series: PreparedSeries,
  backtest: Backtest,
  forecast: Float64Array,
  naive: Float64Array,
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
    }
  })
  return { origins: backtest.origins.length, horizon, rows }
}

function poolable(
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

type Future = { dates: string[]; open: Float64Array; place: Int32Array }

/** The periods to forecast: all their dates, the days of the open ones, and where those stand among all. */
function futurePeriods(series: PreparedSeries, startDay: number, horizon: number): Future {
  const dates: string[] = []
  const open: number[] = []
  const place: number[] = []
  for (let h = 0; h < horizon; h++) {
    const day = periodDay(startDay, series.frequency, series.next_index + h)
    dates.push(dayDate(day))
    if (series.closed_weekdays.includes(weekday(day))) continue
    open.push(day)
    place.push(h)
  }
  return { dates, open: Float64Array.from(open), place: Int32Array.from(place) }
}

function spread(values: Float64Array, place: Int32Array, horizon: number): Float64Array {
  const result = new Float64Array(horizon)
  for (let i = 0; i < values.length; i++) result[place[i]] = values[i]
  return result
}

function nonNegative(series: PreparedSeries, forecast: Float64Array): Float64Array {
  return series.non_negative ? forecast.map((value) => Math.max(0, value)) : forecast
}

/** However constant a series, n values alike do not rule out another: half of the mean over the root of n. */
function leastWidth(values: Float64Array): number {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += Math.abs(values[i]) / values.length
  return (0.5 * mean) / Math.sqrt(values.length)
}

function knownValues(spec: ForecastSeriesSpec, series: PreparedSeries): number {
  let known = 0
  for (let i = 0; i < series.next_index; i++) if (Number.isFinite(spec.values[i])) known++
  return known
}

function flatForecast(series: PreparedSeries, values: Float64Array, future: Future): SeriesForecast {
  const value = values[0]
  const horizon = future.dates.length
  const open = new Float64Array(future.open.length)
  const lay = (width: number): Float64Array =>
    spread(
      open.map(() => Math.max(series.non_negative ? 0 : -Infinity, value + width)),
      future.place,
      horizon,
    )
  const width = value === 0 ? 1 : 2 * leastWidth(values)
  const empty: ForecastAccuracy = { count: 0, zero_days: 0, mae: 0, rmse: 0 }
  series.notes.push(value === 0 ? 'all_zero' : 'constant')
  return {
    kind: 'forecast',
    model: seasonalNaive.name,
    reason: value === 0 ? 'all_zero' : 'constant',
    members: [{ name: seasonalNaive.name, weight: 1 }],
    dates: future.dates,
    point: spread(forecastSeasonalNaive(values, 1, open.length), future.place, horizon),
    lower_80: lay(-0.65 * width),
    upper_80: lay(0.65 * width),
    lower_95: lay(-width),
    upper_95: lay(width),
    accuracy: empty,
    naive_accuracy: empty,
    candidates: [],
    backtest: { origins: 0, horizon: 0, rows: [] },
    notes: series.notes,
    closed_weekdays: series.closed_weekdays,
    pool_errors: { scaled: new Float64Array(0), lead: new Int32Array(0) },
    step_scale: 0,
  }
}
