import type { BacktestSummary } from './backtest-bands.ts'
import { studentWidening } from './conformal.ts'
import type { ForecastBands } from './forecast-accuracy.ts'
import type { SeriesForecast } from './forecast-series.ts'

export type TotalForecast = {
  value: number
  lower_80: number
  upper_80: number
  lower_95: number
  upper_95: number
}

/**
 * The sum of a forecast's periods with bands. Errors of one forecast go together: with correlation r between any two
 * of its leads, measured on the backtest, the sum's half-width is √((1 − r) Σ w² + r (s Σ w)²) of the half-widths w, where
 * s widens as Student's quantiles do for as few origins as lie apart. Of the periods from `from` to before `until`.
 */
export function totalBands(forecast: SeriesForecast, from = 0, until = forecast.point.length): TotalForecast {
  const cut = (values: Float64Array): Float64Array => values.subarray(from, until)
  const { point, lower_80, upper_80, lower_95, upper_95 } = forecast
  const limits = {
    lower_80: cut(lower_80),
    upper_80: cut(upper_80),
    lower_95: cut(lower_95),
    upper_95: cut(upper_95),
  }
  return sumWithBands(cut(point), limits, errorsTogether(forecast.backtest))
}

/** The sum of values with bands whose errors go together. */
export function sumWithBands(
  point: ArrayLike<number>,
  limits: LimitColumns,
  { correlation, worth }: ErrorsTogether,
): TotalForecast {
  let value = 0
  for (let h = 0; h < point.length; h++) value += point[h]
  const half = (limit: ArrayLike<number>, share: 0.8 | 0.95): number => {
    const widening = studentWidening(1 - (1 - share) / 2, worth)
    let sum = 0
    let squares = 0
    for (let h = 0; h < point.length; h++) {
      const width = Math.abs(limit[h] - point[h])
      sum += width
      squares += width * width
    }
    return Math.sqrt((1 - correlation) * squares + correlation * (widening * sum) ** 2)
  }
  const { lower_80, upper_80, lower_95, upper_95 } = limits
  const floor = Array.from(lower_95).some((limit) => limit < 0) ? -Infinity : 0
  return {
    value,
    lower_80: Math.max(floor, value - half(lower_80, 0.8)),
    upper_80: value + half(upper_80, 0.8),
    lower_95: Math.max(floor, value - half(lower_95, 0.95)),
    upper_95: value + half(upper_95, 0.95),
  }
}

type LimitColumns = { [Limit in keyof ForecastBands]: ArrayLike<number> }

/** How much the errors of one origin go together, and how many independent looks that is worth. */
export type ErrorsTogether = { correlation: number; worth: number }

/** What is usual of daily sales, and how many looks of a series' own it weighs as much as. */
const usualCorrelation = 0.15
const usualWeight = 4

/**
 * Correlation of one origin's errors: (mean error² / mean of error² − 1/k) / (1 − 1/k) over origins of k errors, drawn
 * towards what is usual, since few origins look at days that the others do not.
 */
export function errorsTogether({ rows, horizon }: BacktestSummary): ErrorsTogether {
  const byOrigin = Map.groupBy(rows, (row) => row.origin_date)
  const apart = new Set(rows.map(({ date }) => date)).size / Math.max(1, horizon)
  const looks = Math.max(0, Math.round(2 * apart) / 2 - 1)
  let means = 0
  let squares = 0
  let size = 0
  for (const own of byOrigin.values()) {
    const errors = own.map(({ actual, forecast }) => actual - forecast)
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
    means += mean * mean
    squares += errors.reduce((sum, error) => sum + error * error, 0) / errors.length
    size += errors.length / byOrigin.size
  }
  if (!(squares > 0) || size < 2) return { correlation: usualCorrelation, worth: usualWeight }
  const own = Math.min(1, Math.max(0, (means / squares - 1 / size) / (1 - 1 / size)))
  const worth = looks + usualWeight
  return { correlation: (looks * own + usualWeight * usualCorrelation) / worth, worth }
}
