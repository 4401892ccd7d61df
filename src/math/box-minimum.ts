/** The lowest point found, its value, and how often the function was called. */
export type BoxMinimum = { point: Float64Array; value: number; calls: number }

export type BoxMinimumOptions = {
  /** Calls of the function after which the search stops. Default 60 for each dimension. */
  max_calls?: number
  /** Stop when the simplex's values differ by less than this share of the best. Default 1e-6. */
  tolerance?: number
  /** First step in each dimension as a share of its range. Default 0.1. */
  step?: number
}

/**
 * The minimum of a function over a box by the simplex method of Nelder & Mead (1965), every trial point being
 * moved to the nearest point of the box. Meant for few dimensions and a cheap function; local, deterministic.
 * A value that is not a number counts as infinitely bad.
 *
 * @example
 * minimiseInBox((x) => (x[0] - 2) ** 2, Float64Array.of(0), Float64Array.of(-5), Float64Array.of(5)).point[0] // ≈ 2
 */
export function minimiseInBox(
  objective: (point: Float64Array) => number,
  start: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  options: BoxMinimumOptions = {},
): BoxMinimum {
  const size = start.length
  const maxCalls = options.max_calls ?? 60 * size
  const tolerance = options.tolerance ?? 1e-6
  const step = options.step ?? 0.1
  const used = { calls: 0 }
  const value = (point: Float64Array): number => {
    used.calls++
    const result = objective(point)
    return Number.isNaN(result) ? Infinity : result
  }
  const clamp = (point: Float64Array): void => {
    for (let i = 0; i < size; i++) point[i] = Math.min(upper[i], Math.max(lower[i], point[i]))
  }
  const points: Float64Array[] = []
  const values = new Float64Array(size + 1)
  for (let k = 0; k <= size; k++) {
    const point = Float64Array.from(start)
    clamp(point)
    if (k > 0) {
      const i = k - 1
      const width = (upper[i] - lower[i]) * step
      point[i] = point[i] + width <= upper[i] ? point[i] + width : point[i] - width
    }
    points.push(point)
    values[k] = value(point)
  }
  const centre = new Float64Array(size)
  let trial = new Float64Array(size)
  let second = new Float64Array(size)
  const place = (target: Float64Array, from: Float64Array, factor: number): number => {
    for (let i = 0; i < size; i++) {
      const wanted = centre[i] + factor * (from[i] - centre[i])
      target[i] = wanted < lower[i] ? lower[i] : wanted > upper[i] ? upper[i] : wanted
    }
    return value(target)
  }
  while (used.calls < maxCalls) {
    let best = 0
    let worst = 0
    for (let k = 1; k <= size; k++) {
      if (values[k] < values[best]) best = k
      if (values[k] >= values[worst]) worst = k
    }
    let nextWorst = best
    for (let k = 0; k <= size; k++) if (k !== worst && values[k] > values[nextWorst]) nextWorst = k
    if (!(values[worst] - values[best] > tolerance * (Math.abs(values[best]) + 1e-12))) break
    for (let i = 0; i < size; i++) {
      let sum = -points[worst][i]
      for (let k = 0; k <= size; k++) sum += points[k][i]
      centre[i] = sum / size
    }
    const reflected = place(trial, points[worst], -1)
    let chosen = reflected
    if (reflected < values[best]) {
      const expanded = place(second, points[worst], -2)
      if (expanded < reflected) {
        ;[trial, second] = [second, trial]
        chosen = expanded
      }
    } else if (reflected >= values[nextWorst]) {
      const outside = reflected < values[worst]
      const contracted = place(second, points[worst], outside ? -0.5 : 0.5)
      if (contracted < Math.min(reflected, values[worst])) {
        ;[trial, second] = [second, trial]
        chosen = contracted
      } else {
        for (let k = 0; k <= size; k++) {
          if (k === best) continue
          for (let i = 0; i < size; i++)
            points[k][i] = points[best][i] + 0.5 * (points[k][i] - points[best][i])
          values[k] = value(points[k])
        }
        continue
      }
    }
    const replaced = points[worst]
    points[worst] = trial
    values[worst] = chosen
    trial = replaced as Float64Array<ArrayBuffer>
  }
  let best = 0
  for (let k = 1; k <= size; k++) if (values[k] < values[best]) best = k
  return { point: points[best], value: values[best], calls: used.calls }
}
