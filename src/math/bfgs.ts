/** A function of n variables that writes its gradient into `gradient` and answers its value. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

export type Minimum = {
  x: Float64Array
  value: number
  gradient: Float64Array
  iterations: number
  converged: boolean
}

export type BfgsOptions = {
  maxIterations?: number
  gradientTolerance?: number
  valueTolerance?: number
  /** What is known of the inverse Hessian at the start, n × n row by row; without it the identity. */
  inverseHessian?: ArrayLike<number>
}

/**
 * Minimises a smooth function by the BFGS quasi-Newton method with a backtracking line search that also asks for
 * curvature (weak Wolfe conditions by bisection, Lewis & Overton 2013). A value or slope that is not finite counts as too far.
 * Converged when the largest gradient entry, relative to max(1, |value|), is under `gradientTolerance` (1e-8), or
 * when two steps in a row gain less than `valueTolerance` (1e-14) relatively. Cost: one to three calls of f a step.
 *
 * @example
 * minimizeBfgs((x, g) => { g[0] = 2 * (x[0] - 3); return (x[0] - 3) ** 2 }, [0]).x[0] // 3
 */
export function minimizeBfgs(f: Objective, start: ArrayLike<number>, options: BfgsOptions = {}): Minimum {
  const { maxIterations = 200, gradientTolerance = 1e-8, valueTolerance = 1e-14 } = options
  const n = start.length
  let x: Float64Array = Float64Array.from(start)
  let gradient: Float64Array = new Float64Array(n)
  let value = f(x, gradient)
  const inverse = options.inverseHessian ? Float64Array.from(options.inverseHessian) : identity(n)
  let smallGains = 0
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(gradient) <= gradientTolerance * Math.max(1, Math.abs(value))) {
      return { x, value, gradient, iterations: iteration, converged: true }
    }
    const direction = descent(inverse, gradient, n)
    const blind = iteration === 0 && !options.inverseHessian
    const first = blind ? Math.min(1, 1 / largest(gradient)) : 1
    const next = lineSearch(f, { x, value, gradient, direction, first })
    if (!next) return { x, value, gradient, iterations: iteration, converged: nearlyFlat(gradient, value) }
    updateInverse(inverse, { x, gradient, next, n, rescale: blind })
    const gain = value - next.value
    smallGains = gain <= valueTolerance * Math.max(1, Math.abs(value)) ? smallGains + 1 : 0
    x = next.x
    gradient = next.gradient
    value = next.value
    if (smallGains >= 2) return { x, value, gradient, iterations: iteration + 1, converged: true }
  }
  return { x, value, gradient, iterations: maxIterations, converged: false }
}

type Point = { x: Float64Array; value: number; gradient: Float64Array }

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1
  return matrix
}

function largest(vector: Float64Array): number {
  let size = 0
  for (let i = 0; i < vector.length; i++) size = Math.max(size, Math.abs(vector[i]))
  return size
}

function nearlyFlat(gradient: Float64Array, value: number): boolean {
  return largest(gradient) <= 1e-5 * Math.max(1, Math.abs(value))
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += a[i] * b[i]
  return total
}

function multiply(matrix: Float64Array, vector: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let total = 0
    for (let j = 0; j < n; j++) total += matrix[i * n + j] * vector[j]
    result[i] = total
  }
  return result
}

/** Quasi-Newton direction; where rounding has spoilt the matrix it is reset to steepest descent. */
function descent(inverse: Float64Array, gradient: Float64Array, n: number): Float64Array {
  const direction = multiply(inverse, gradient, n).map((entry) => -entry)
  if (dot(direction, gradient) < 0) return direction
  inverse.set(identity(n))
  return gradient.map((entry) => -entry)
}

function isFiniteAt(value: number, gradient: Float64Array): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite)
}

function lineSearch(
  f: Objective,
  from: Point & { direction: Float64Array; first: number },
): Point | undefined {
  const slope = dot(from.direction, from.gradient)
  let [low, high, step] = [0, Number.POSITIVE_INFINITY, from.first]
  let best: Point | undefined
  for (let trial = 0; trial < 60; trial++) {
    const x = from.x.map((entry, i) => entry + step * from.direction[i])
    const gradient = new Float64Array(x.length)
    const value = f(x, gradient)
    if (!(value <= from.value + 1e-4 * step * slope) || !isFiniteAt(value, gradient)) {
      high = step
    } else {
      best = { x, value, gradient }
      if (dot(gradient, from.direction) >= 0.9 * slope) return best
      low = step
    }
    if (best && trial > 20) return best
    step = high === Number.POSITIVE_INFINITY ? 2 * step : (low + high) / 2
    if (step < 1e-20) break
  }
  return best
}

function updateInverse(
  inverse: Float64Array,
  update: { x: Float64Array; gradient: Float64Array; next: Point; n: number; rescale: boolean },
): void {
  const { n } = update
  const s = update.next.x.map((entry, i) => entry - update.x[i])
  const y = update.next.gradient.map((entry, i) => entry - update.gradient[i])
  const sy = dot(s, y)
  if (!(sy > 1e-300)) return
  if (update.rescale) {
    const scale = sy / dot(y, y)
    for (let i = 0; i < n; i++) inverse[i * n + i] = scale
  }
  const hy = multiply(inverse, y, n)
  const factor = (1 + dot(y, hy) / sy) / sy
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      inverse[i * n + j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy
  }
}
