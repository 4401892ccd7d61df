import type { Random } from '../base/random.ts'
import { findRoot } from './find-root.ts'
import { gammaDraw } from './gamma-distribution.ts'
import { regularizedBeta } from './incomplete-beta.ts'
import { logBeta } from './log-gamma.ts'

/** Density at x in (0, 1) of a beta(a, b). */
export function betaDensity(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return 0
  return Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b))
}

/** Cdf of a beta(a, b), as R's `pbeta`. */
export function betaCdf(x: number, a: number, b: number): number {
  return regularizedBeta(a, b, x)
}

/** Quantile of a beta(a, b), as R's `qbeta`, to about 1e-14; searched on the logit scale from both ends. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0
  if (p >= 1) return 1
  const excess = (logit: number): number => regularizedBeta(a, b, 1 / (1 + Math.exp(-logit))) - p
  let [low, high] = [-8, 8]
  while (excess(low) > 0 && low > -700) low *= 2
  while (excess(high) < 0 && high < 36) high += 8
  return 1 / (1 + Math.exp(-findRoot(excess, low, high, 1e-15)))
}

/** One draw from a beta(a, b). */
export function betaDraw(random: Random, a: number, b: number): number {
  const x = gammaDraw(random, a)
  const y = gammaDraw(random, b)
  return x + y > 0 ? x / (x + y) : a / (a + b)
}
