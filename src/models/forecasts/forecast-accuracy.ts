/**
 * How good forecasts were. `mape` is a percentage of the days that sold something, `zero_days` of them were left
 * out; `smape` is a percentage too; `wape` and the coverages are fractions. A measure that cannot be computed (no day
 * sold anything, the actual values never vary) is absent.
 */
export type ForecastAccuracy = {
  count: number
  zero_days: number
  mae: number
  rmse: number
  mape?: number
  smape?: number
  r2?: number
  mase?: number
  wape?: number
  coverage_80?: number
  coverage_95?: number
}

/** Lower and upper limits of both bands, one for each forecast. */
export type ForecastBands = {
  lower_80: Float64Array
  upper_80: Float64Array
  lower_95: Float64Array
  upper_95: Float64Array
}

/**
 * Accuracy of forecasts against what came; days without an actual value (NaN) are passed over. `scale` is the mean
 * absolute seasonal-naive step of the training values (see `naiveScale`), needed for MASE (Hyndman & Koehler 2006).
 *
 * @example
 * forecastAccuracy(Float64Array.of(10, 0, 20), Float64Array.of(12, 1, 20), 2).mape // 10: the zero day is left out
 */
export function forecastAccuracy(
  actual: Float64Array,
  forecast: Float64Array,
  scale?: number,
  bands?: ForecastBands,
): ForecastAccuracy {
  let count = 0
  let zeroDays = 0
  let absolute = 0
  let squares = 0
  let total = 0
  let sum = 0
  let percent = 0
  let percentCount = 0
  let symmetric = 0
  for (let i = 0; i < actual.length; i++) {
    if (Number.isNaN(actual[i])) continue
    const error = Math.abs(actual[i] - forecast[i])
    count++
    absolute += error
    squares += error * error
    total += Math.abs(actual[i])
    sum += actual[i]
    const size = Math.abs(actual[i]) + Math.abs(forecast[i])
    if (size > 0) symmetric += (200 * error) / size
    if (actual[i] === 0) zeroDays++
    else {
      percent += (100 * error) / Math.abs(actual[i])
      percentCount++
    }
  }
  const result: ForecastAccuracy = { count, zero_days: zeroDays, mae: 0, rmse: 0 }
  if (count === 0) return result
  result.mae = absolute / count
  result.rmse = Math.sqrt(squares / count)
  result.smape = symmetric / count
  if (percentCount > 0) result.mape = percent / percentCount
  if (total > 0) result.wape = absolute / total
  const variation = totalSquares(actual, sum / count)
  if (variation > 0) result.r2 = 1 - squares / variation
  if (scale !== undefined && scale > 0) result.mase = result.mae / scale
  if (bands !== undefined) {
    result.coverage_80 = coverage(actual, bands.lower_80, bands.upper_80)
    result.coverage_95 = coverage(actual, bands.lower_95, bands.upper_95)
  }
  return result
}

/** Share of the actual values that lie within the limits; 0 when there is none. */
export function coverage(actual: Float64Array, lower: Float64Array, upper: Float64Array): number {
  let count = 0
  let inside = 0
  for (let i = 0; i < actual.length; i++) {
    if (Number.isNaN(actual[i])) continue
    count++
    if (actual[i] >= lower[i] && actual[i] <= upper[i]) inside++
  }
  return count === 0 ? 0 : inside / count
}

/**
 * The scale of MASE: the mean absolute difference between values one season apart, missing ones passed over. Falls
 * back to neighbouring values where the series is shorter than a season and a step; 0 for a series that never moves.
 */
export function naiveScale(values: Float64Array, period: number): number {
  const lag = values.length > period ? Math.max(1, period) : 1
  let sum = 0
  let count = 0
  for (let i = lag; i < values.length; i++) {
    const step = Math.abs(values[i] - values[i - lag])
    if (Number.isNaN(step)) continue
    sum += step
    count++
  }
  return count === 0 ? 0 : sum / count
}

/**
 * Mean pinball loss of a quantile forecast: the error weighted `quantile` above it and `1 - quantile` below, so that
 * the true quantile has the least (Koenker & Bassett 1978). At .5 it is half the mean absolute error.
 */
export function pinballLoss(actual: Float64Array, forecast: Float64Array, quantile: number): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < actual.length; i++) {
    if (Number.isNaN(actual[i])) continue
    const error = actual[i] - forecast[i]
    sum += error >= 0 ? quantile * error : (quantile - 1) * error
    count++
  }
  return count === 0 ? 0 : sum / count
}

function totalSquares(actual: Float64Array, mean: number): number {
  let sum = 0
  for (let i = 0; i < actual.length; i++) if (!Number.isNaN(actual[i])) sum += (actual[i] - mean) ** 2
  return sum
}
