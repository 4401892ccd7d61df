import { logGamma } from './log-gamma.ts'

const epsilon = 1e-16
const tiny = 1e-300

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 100000; n++) {
    term *= x / (a + n)
    sum += term
    if (term < sum * epsilon) break
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a))
}

/** Continued fraction by the modified Lentz method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let n = 1; n < 100000; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b || tiny)
    c = b + an / c || tiny
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-15) break
  }
  return h * Math.exp(a * Math.log(x) - x - logGamma(a))
}

/**
 * Regularised lower incomplete gamma function P(a, x), the cdf at x of a gamma with shape a and rate 1; a > 0.
 * Series below a + 1, continued fraction above (Abramowitz & Stegun 6.5.29, 6.5.31). Cost grows with sqrt(a).
 */
export function lowerGamma(a: number, x: number): number {
  if (!(x > 0)) return 0
  if (x === Number.POSITIVE_INFINITY) return 1
  return x < a + 1 ? Math.min(1, lowerSeries(a, x)) : 1 - upperFraction(a, x)
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), accurate in the far tail. */
export function upperGamma(a: number, x: number): number {
  if (!(x > 0)) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  return x < a + 1 ? Math.max(0, 1 - lowerSeries(a, x)) : upperFraction(a, x)
}
