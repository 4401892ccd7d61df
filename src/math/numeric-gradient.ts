import type { Objective } from './bfgs.ts'

/** Makes an objective with a central-difference gradient of a plain function; 2n + 1 calls each time. */
export function withNumericGradient(f: (x: Float64Array) => number, relativeStep = 1e-6): Objective {
  return (x, gradient) => {
    const point = x.slice()
    for (let i = 0; i < x.length; i++) {
      const step = relativeStep * Math.max(1, Math.abs(x[i]))
      point[i] = x[i] + step
      const above = f(point)
      point[i] = x[i] - step
      gradient[i] = (above - f(point)) / (2 * step)
      point[i] = x[i]
    }
    return f(x)
  }
}

/** Hessian (n × n, row by row, symmetrised) by central differences of the analytic gradient; 2n calls. */
export function hessianFromGradient(f: Objective, x: Float64Array, relativeStep = 1e-5): Float64Array {
  const n = x.length
  const hessian = new Float64Array(n * n)
  const point = x.slice()
  const [above, below] = [new Float64Array(n), new Float64Array(n)]
  for (let i = 0; i < n; i++) {
    const step = relativeStep * Math.max(1, Math.abs(x[i]))
    point[i] = x[i] + step
    f(point, above)
    point[i] = x[i] - step
    f(point, below)
    point[i] = x[i]
    for (let j = 0; j < n; j++) {
      const slope = (above[j] - below[j]) / (2 * step)
      hessian[i * n + j] += slope / 2
      hessian[j * n + i] += slope / 2
    }
  }
  return hessian
}
