import { minimiseInBox } from '../../math/box-minimum.ts'

/** A fitted complex exponential smoothing model of a series without season. */
export type ComplexSmoothingFit = {
  real: number
  imaginary: number
  level: number
  potential: number
  mse: number
}

/**
 * Complex exponential smoothing, which moves between a level and a trend without choosing one of them. Least
 * squares of one-step errors over both parts of the complex weight and both first states. Null under six values.
 *
 * Reference: Svetunkov, Kourentzes & Ord (2022), Complex exponential smoothing.
 */
export function fitComplexSmoothing(values: Float64Array): ComplexSmoothingFit | null {
  const n = values.length
  if (n < 6) return null
  let scale = 0
  for (let i = 0; i < n; i++) scale += Math.abs(values[i]) / n
  if (!(scale > 0)) return null
  const y = new Float64Array(n)
  for (let i = 0; i < n; i++) y[i] = values[i] / scale
  const state = new Float64Array(3)
  const first = meanOf(y, Math.min(n, 6))
  const reach = 1 + Math.abs(first)
  const start = Float64Array.of(1.3, 1, first, first / 1.1)
  const lower = Float64Array.of(0.01, 0.01, first - reach, first - reach)
  const upper = Float64Array.of(1.99, 1.99, first + reach, first + reach)
  const criterion = (point: Float64Array): number => {
    run(y, point, state)
    return state[2]
  }
  const found = minimiseInBox(criterion, start, lower, upper, { max_calls: 140, tolerance: 1e-4 })
  const squares = criterion(found.point)
  if (!Number.isFinite(squares) || !Number.isFinite(state[0])) return null
  return {
    real: found.point[0],
    imaginary: found.point[1],
    level: state[0] * scale,
    potential: state[1] * scale,
    mse: (squares * scale * scale) / n,
  }
}

/** Forecasts the next `horizon` values. */
export function forecastComplexSmoothing(fit: ComplexSmoothingFit, horizon: number): Float64Array {
  const result = new Float64Array(horizon)
  let { level, potential } = fit
  for (let h = 0; h < horizon; h++) {
    result[h] = level
    const next = level - (1 - fit.imaginary) * potential
    potential = level + (1 - fit.real) * potential
    level = next
  }
  return result
}

function run(y: Float64Array, point: Float64Array, state: Float64Array): void {
  const real = point[0]
  const imaginary = point[1]
  let level = point[2]
  let potential = point[3]
  let squares = 0
  for (let i = 0; i < y.length; i++) {
    const error = y[i] - level
    squares += error * error
    const next = level - (1 - imaginary) * potential + (real - imaginary) * error
    potential = level + (1 - real) * potential + (real + imaginary) * error
    level = next
  }
  state[0] = level
  state[1] = potential
  state[2] = squares
}

function meanOf(y: Float64Array, count: number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += y[i]
  return sum / count
}
