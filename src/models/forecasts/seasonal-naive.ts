import type { ForecastMethod } from './forecast-training.ts'

/**
 * Each value to come is the value one season before it, the last one where there is no season: the rule every other
 * method has to beat.
 *
 * @example
 * forecastSeasonalNaive(Float64Array.of(1, 2, 3, 4), 2, 3) // [3, 4, 3]
 */
export function forecastSeasonalNaive(values: Float64Array, period: number, horizon: number): Float64Array {
  const n = values.length
  const lag = n >= period ? Math.max(1, period) : 1
  const forecast = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) forecast[h] = n === 0 ? 0 : values[n - lag + (h % lag)]
  return forecast
}

export const seasonalNaive: ForecastMethod = {
  name: 'seasonal_naive',
  plain: true,
  forecast: ({ values, period, horizon }) => forecastSeasonalNaive(values, period, horizon),
}
