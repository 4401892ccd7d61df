import type { Random } from '../base/random.ts'
import { lowerGamma, upperGamma } from './incomplete-gamma.ts'

const sqrtTwoPi = 2.5066282746310002

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / sqrtTwoPi
}

/**
 * Cdf of the standard normal, as R's `pnorm`; relative accuracy near 1e-14 also in the lower tail.
 *
 * @example
 * normalCdf(1.96) // 0.9750021
 */
export function normalCdf(z: number): number {
  const half = 0.5 * z * z
  if (z < -1) return 0.5 * upperGamma(0.5, half)
  if (z > 1) return 1 - 0.5 * upperGamma(0.5, half)
  return 0.5 + 0.5 * Math.sign(z) * lowerGamma(0.5, half)
}

function tailGuess(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return above / below - t
}

/**
 * Quantile of the standard normal, as R's `qnorm`: the rational start 26.2.23 of Abramowitz & Stegun polished by
 * Halley steps on the cdf. p = 0 and 1 give the infinities.
 *
 * @example
 * normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY
  if (p >= 1) return Number.POSITIVE_INFINITY
  if (p === 0.5) return 0
  if (p > 0.5) return -normalQuantile(1 - p)
  let z = tailGuess(p)
  for (let step = 0; step < 4; step++) {
    const error = (normalCdf(z) - p) / normalDensity(z)
    const move = error / (1 + 0.5 * z * error)
    z -= move
    if (Math.abs(move) < 1e-15 * (1 + Math.abs(z))) break
  }
  return z
}

/** One draw from the standard normal (Marsaglia's polar method, one of the pair kept). */
export function normalDraw(random: Random): number {
  for (;;) {
    const u = 2 * random() - 1
    const v = 2 * random() - 1
    const s = u * u + v * v
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s)
  }
}
