import { fitComplexSmoothing, forecastComplexSmoothing } from './complex-smoothing.ts'
import type { EtsFit, EtsForm } from './ets.ts'
import { averageEts, etsForms, fitEts, fitEtsForms, forecastEts } from './ets.ts'
import type { ForecastMethod, ForecastTraining } from './forecast-training.ts'
import { adjustSeason, isSeasonal, restoreSeason } from './seasonal-adjustment.ts'
import { forecastTemporalHierarchy } from './temporal-hierarchy.ts'
import { forecastSeasonalTheta, thetaAdjustment } from './theta.ts'

/** Exponential smoothing, season included, averaged over its forms by Akaike weight. */
export const seasonalEts: ForecastMethod = {
  name: 'ets',
  forecast: ({ values, period, horizon }) => etsAverage(values, period, horizon),
}

/** The same, made at every temporal block and reconciled. */
export const hierarchicalEts: ForecastMethod = {
  name: 'ets_hierarchy',
  forecast: ({ values, period, horizon }) =>
    forecastTemporalHierarchy(
      values,
      period,
      horizon,
      (y, m, h) => etsAverage(y, m, h) ?? forecastSeasonalTheta(y, m, h),
    ),
}

/** Additive damped trend on the seasonally adjusted series. */
export const dampedTrend: ForecastMethod = {
  name: 'damped_trend',
  forecast: (training) => onAdjusted(training, (values) => oneForm(values, etsForms[4], training.horizon)),
}

/** Additive damped trend on logarithms; not for values that reach zero. */
export const logDampedTrend: ForecastMethod = {
  name: 'damped_trend_log',
  forecast: ({ values, period, horizon }) =>
    onLogarithms(values, (logs) => {
      const adjustment = adjustSeason(logs, isSeasonal(logs, period) ? period : 1, 'additive')
      const forecast = oneForm(adjustment.adjusted, etsForms[4], horizon)
      return forecast === null ? null : restoreSeason(forecast, adjustment, logs.length)
    }),
}

/** Simple exponential smoothing of the seasonally adjusted series: no trend at all. */
export const simpleSmoothing: ForecastMethod = {
  name: 'simple_smoothing',
  forecast: (training) => onAdjusted(training, (values) => oneForm(values, etsForms[0], training.horizon)),
}

export const complexSmoothing: ForecastMethod = {
  name: 'complex_smoothing',
  forecast: (training) =>
    onAdjusted(training, (values) => {
      const fit = fitComplexSmoothing(values)
      return fit === null ? null : forecastComplexSmoothing(fit, training.horizon)
    }),
}

export const hierarchicalTheta: ForecastMethod = {
  name: 'theta_hierarchy',
  forecast: ({ values, period, horizon }) =>
    forecastTemporalHierarchy(values, period, horizon, (y, m, h) => forecastSeasonalTheta(y, m, h)),
}

/** Theta that takes the season off whether it is significant or not. */
export const seasonalTheta: ForecastMethod = {
  name: 'theta_seasonal',
  forecast: ({ values, period, horizon }) =>
    forecastSeasonalTheta(values, period, horizon, 'dynamic', adjustSeason(values, period, 'multiplicative')),
}

/** Theta on the latest values alone: five to seven years of months or quarters, sixteen values without a season. */
export const recentTheta: ForecastMethod = {
  name: 'theta_recent',
  forecast({ values, period, horizon }) {
    const count = period === 12 ? 60 : period === 4 ? 28 : period > 1 ? 8 * period : 16
    return forecastSeasonalTheta(values.slice(-Math.max(count, 2 * period + 1)), period, horizon)
  },
}

/** Theta on logarithms; not for values that reach zero. */
export const logTheta: ForecastMethod = {
  name: 'theta_log',
  forecast: ({ values, period, horizon }) =>
    onLogarithms(values, (logs) => {
      const adjustment = adjustSeason(logs, isSeasonal(logs, period) ? period : 1, 'additive')
      return forecastSeasonalTheta(logs, period, horizon, 'dynamic', adjustment)
    }),
}

function onLogarithms(
  values: Float64Array,
  forecast: (logs: Float64Array) => Float64Array | null,
): Float64Array | null {
  for (let i = 0; i < values.length; i++) if (!(values[i] > 0)) return null
  return forecast(values.map(Math.log))?.map(Math.exp) ?? null
}

const fitted = new WeakMap<Float64Array, EtsFit[]>()

/** Exponential smoothing forgets: more values than this cost time and change nothing. */
const memory = 450

function etsAverage(values: Float64Array, period: number, horizon: number): Float64Array | null {
  const fits = fitted.get(values) ?? fitEtsForms(values.subarray(-memory), period)
  fitted.set(values, fits)
  return fits.length === 0 ? null : averageEts(fits, horizon)
}

function oneForm(values: Float64Array, form: EtsForm, horizon: number): Float64Array | null {
  const fit = fitEts(values.subarray(-memory), 1, form)
  return fit === null ? null : forecastEts(fit, horizon)
}

function onAdjusted(
  training: ForecastTraining,
  forecast: (values: Float64Array) => Float64Array | null,
): Float64Array | null {
  const adjustment = thetaAdjustment(training.values, training.period)
  const predicted = forecast(adjustment.adjusted)
  return predicted === null ? null : restoreSeason(predicted, adjustment, training.values.length)
}
