import { minimiseInBox } from '../../math/box-minimum.ts'
import { adjustSeason, isSeasonal, restoreSeason } from './seasonal-adjustment.ts'
import type { SeasonalAdjustment } from './seasonal-adjustment.ts'

/**
 * `standard`: the theta method, line fixed and theta 2. `optimised`: theta fitted too. `dynamic`: fitted, and the
 * line is that of the values so far at each step, so that it turns with the series.
 */
export type ThetaKind = 'standard' | 'optimised' | 'dynamic'

/** A fitted theta model of a series without season. */
export type ThetaFit = {
  kind: ThetaKind
  alpha: number
  theta: number
  mse: number
  level: number
  mean: number
  intercept: number
  slope: number
  n: number
}

/**
 * Fits a theta model in its state-space form by least squares of one-step errors. Null under four values.
 *
 * Reference: Assimakopoulos & Nikolopoulos (2000); Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016).
 * Cost: about n times 150 steps.
 */
export function fitTheta(values: Float64Array, kind: ThetaKind = 'dynamic'): ThetaFit | null {
  const n = values.length
  if (n < 4) return null
  let scale = 0
  for (let i = 0; i < n; i++) scale += Math.abs(values[i]) / n
  if (!(scale > 0)) scale = 1
  const y = new Float64Array(n)
  for (let i = 0; i < n; i++) y[i] = values[i] / scale
  const line = kind === 'dynamic' ? { intercept: 0, slope: 0 } : straightLine(y)
  const state = new Float64Array(5)
  const free = kind === 'standard' ? 2 : 3
  const spread = 0.5 * Math.abs(y[0]) + 1e-6
  const start = Float64Array.of(y[0] / 2, 0.5, 2).subarray(0, free)
  const lower = Float64Array.of(Math.min(0, y[0]) - 10 * spread, 0.1, 1).subarray(0, free)
  const upper = Float64Array.of(Math.max(0, y[0]) + 10 * spread, 0.99, 50).subarray(0, free)
  const criterion = (point: Float64Array): number => {
    runTheta(y, kind, point[0], point[1], free === 3 ? point[2] : 2, line, state)
    return state[0]
  }
  const found = minimiseInBox(criterion, start, lower, upper, { max_calls: 80, tolerance: 1e-4, step: 0.05 })
  const mse = criterion(found.point) / n
  if (!Number.isFinite(mse)) return null
  return {
    kind,
    alpha: found.point[1],
    theta: free === 3 ? found.point[2] : 2,
    mse: mse * scale * scale,
    level: state[1] * scale,
    mean: state[2] * scale,
    intercept: state[3] * scale,
    slope: state[4] * scale,
    n,
  }
}

/** Forecasts the next `horizon` values; the dynamic kind takes its own forecasts for the values to come. */
export function forecastTheta(fit: ThetaFit, horizon: number): Float64Array {
  const result = new Float64Array(horizon)
  const { alpha, theta, kind } = fit
  let { level, mean, intercept, slope } = fit
  const share = 1 - 1 / theta
  for (let h = 0; h < horizon; h++) {
    const t = fit.n + h + 1
    const decay = Math.pow(1 - alpha, t - 1)
    const value = level + share * (decay * intercept + (slope * (1 - decay * (1 - alpha))) / alpha)
    result[h] = value
    level = alpha * value + (1 - alpha) * level
    if (kind === 'dynamic') {
      slope = ((t - 2) * slope + (6 * (value - mean)) / t) / (t + 1)
      mean = ((t - 1) * mean + value) / t
      intercept = mean - ((t + 1) / 2) * slope
    }
  }
  return result
}

/**
 * The theta method whole: the season, where there is one, is taken off by classical decomposition (multiplicative
 * on positive values), the rest forecast, the season put back. Null under four values.
 */
export function forecastSeasonalTheta(
  values: Float64Array,
  period: number,
  horizon: number,
  kind: ThetaKind = 'dynamic',
  adjustment: SeasonalAdjustment = thetaAdjustment(values, period),
): Float64Array | null {
  const fit = fitTheta(adjustment.adjusted, kind)
  return fit === null ? null : restoreSeason(forecastTheta(fit, horizon), adjustment, values.length)
}

/** The seasonal adjustment of the theta method: none where the season is not significant. */
export function thetaAdjustment(values: Float64Array, period: number): SeasonalAdjustment {
  return adjustSeason(values, isSeasonal(values, period) ? period : 1, 'multiplicative')
}

function straightLine(y: Float64Array): { intercept: number; slope: number } {
  const n = y.length
  const meanT = (n + 1) / 2
  let mean = 0
  for (let i = 0; i < n; i++) mean += y[i] / n
  let cross = 0
  for (let i = 0; i < n; i++) cross += (i + 1 - meanT) * (y[i] - mean)
  const slope = (12 * cross) / (n * (n * n - 1))
  return { intercept: mean - slope * meanT, slope }
}

function runTheta(
  y: Float64Array,
  kind: ThetaKind,
  firstLevel: number,
  alpha: number,
  theta: number,
  line: { intercept: number; slope: number },
  state: Float64Array,
): void {
  const dynamic = kind === 'dynamic'
  const n = y.length
  const share = 1 - 1 / theta
  let { intercept, slope } = line
  let level = firstLevel
  let mean = 0
  let decay = 1
  let squares = 0
  for (let i = 0; i < n; i++) {
    const t = i + 1
    const next = decay * (1 - alpha)
    const expected =
      dynamic && i === 0 ? y[0] : level + share * (decay * intercept + (slope * (1 - next)) / alpha)
    const error = y[i] - expected
    if (i > 0 || !dynamic) squares += error * error
    level = alpha * y[i] + (1 - alpha) * level
    if (dynamic) {
      slope = i === 0 ? 0 : ((t - 2) * slope + (6 * (y[i] - mean)) / t) / (t + 1)
      mean = ((t - 1) * mean + y[i]) / t
      intercept = mean - ((t + 1) / 2) * slope
    }
    decay = next
  }
  state[0] = squares
  state[1] = level
  state[2] = mean
  state[3] = intercept
  state[4] = slope
}
