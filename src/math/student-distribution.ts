import { betaQuantile } from './beta-distribution.ts'
import { regularizedBeta } from './incomplete-beta.ts'

/** Cdf of Student's t with `degrees` > 0 degrees of freedom, as R's `pt`. */
export function studentCdf(t: number, degrees: number): number {
  const tail = 0.5 * regularizedBeta(degrees / 2, 0.5, degrees / (degrees + t * t))
  return t > 0 ? 1 - tail : tail
}

/** Quantile of Student's t with `degrees` > 0 degrees of freedom, as R's `qt`. */
export function studentQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0
  if (p > 0.5) return -studentQuantile(1 - p, degrees)
  const x = betaQuantile(2 * p, degrees / 2, 0.5)
  return -Math.sqrt((degrees * (1 - x)) / x)
}
