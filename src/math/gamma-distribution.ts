import type { Random } from '../base/random.ts'
import { findRoot } from './find-root.ts'
import { lowerGamma, upperGamma } from './incomplete-gamma.ts'
import { logGamma } from './log-gamma.ts'
import { normalDraw, normalQuantile } from './normal-distribution.ts'

/** Density at x > 0 of a gamma with the given shape and rate. */
export function gammaDensity(x: number, shape: number, rate: number): number {
  if (x <= 0) return 0
  return Math.exp(shape * Math.log(rate * x) - rate * x - logGamma(shape)) / x
}

/** Cdf of a gamma with the given shape and rate, as R's `pgamma(x, shape, rate)`. */
export function gammaCdf(x: number, shape: number, rate: number): number {
  return lowerGamma(shape, rate * x)
}

/**
 * Quantile of a gamma with the given shape and rate, as R's `qgamma`: Wilson and Hilferty's bracket, then a root
 * search on the log of x. p = 0 gives 0, p = 1 gives Infinity.
 */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  if (p <= 0) return 0
  if (p >= 1) return Number.POSITIVE_INFINITY
  const cube = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape))
  const smallX = Math.exp((Math.log(p) + logGamma(shape + 1)) / shape)
  const guess = Math.max(shape * cube ** 3, smallX * 0.5, 1e-300)
  const lower = p < 0.5
  const target = lower ? p : 1 - p
  const excess = (logX: number): number =>
    lower ? lowerGamma(shape, Math.exp(logX)) - target : target - upperGamma(shape, Math.exp(logX))
  let [low, high] = [Math.log(guess) - 0.5, Math.log(guess) + 0.5]
  while (excess(low) > 0 && low > -700) low -= 2 * (high - low)
  while (excess(high) < 0 && high < 700) high += 1
  return Math.exp(findRoot(excess, low, high, 1e-15)) / rate
}

/** One draw from a gamma with the given shape and rate 1 (Marsaglia & Tsang 2000). */
export function gammaDraw(random: Random, shape: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const z = normalDraw(random)
    const cube = 1 + c * z
    if (cube <= 0) continue
    const v = cube * cube * cube
    const u = 1 - random()
    if (Math.log(u) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v
  }
}
