import { quantileSorted } from '../../math/quantile.ts'

const tailShare = 0.05
/** Of the border: what has been alike so far may still vary. */
const leastScale = 0.15
const shapes = [0.05, 1] as const

/**
 * How surprising each value is for being so large: minus the decimal logarithm of the chance of so much or more. Nothing up
 * to the 95th percentile; above it by a generalised Pareto distribution fitted there by probability-weighted moments
 * (Hosking & Wallis 1987), the largest thousandth of all left out, its shape between 0.05 and 1. O(n log n).
 */
export function upperTailSurprise(values: Float64Array): Float64Array {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  if (n === 0) return new Float64Array(0)
  const border = quantileSorted(sorted, 1 - tailShare)
  const excesses: number[] = []
  for (let i = 0; i < n - Math.ceil(n / 1000); i++) if (sorted[i] > border) excesses.push(sorted[i] - border)
  const { scale, shape } = fitPareto(excesses, Math.max(1e-12, leastScale * Math.abs(border)))
  return values.map((value) =>
    value > border
      ? Math.min(300, Math.log10(1 + (shape * (value - border)) / scale) / shape - Math.log10(tailShare))
      : 0,
  )
}

/** Of excesses in ascending order. */
function fitPareto(excesses: readonly number[], least: number): { scale: number; shape: number } {
  const n = excesses.length
  if (n < 2) return { scale: Math.max(least, excesses[0] ?? 0), shape: shapes[0] }
  let mean = 0
  let weighted = 0
  excesses.forEach((excess, i) => {
    mean += excess / n
    weighted += ((n - 1 - i) / (n - 1)) * (excess / n)
  })
  const free = 2 - mean / Math.max(1e-12, mean - 2 * weighted)
  const shape = Math.min(shapes[1], Math.max(shapes[0], free))
  // of that mean, where the shape has one
  return { scale: Math.max(least, mean * Math.max(0.1, 1 - shape)), shape }
}
