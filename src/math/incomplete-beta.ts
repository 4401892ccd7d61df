import { logBeta } from './log-gamma.ts'

const tiny = 1e-300

/** Continued fraction 26.5.8 of Abramowitz & Stegun by the modified Lentz method. */
function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny)
  let h = d
  for (let m = 1; m < 100000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d || tiny)
    c = 1 + even / c || tiny
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d || tiny)
    c = 1 + odd / c || tiny
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-15) break
  }
  return h
}

/**
 * Regularised incomplete beta function I_x(a, b), the cdf at x of a beta(a, b); a, b > 0, as R's `pbeta`.
 * Cost grows with sqrt(max(a, b)).
 *
 * @example
 * regularizedBeta(2, 3, 0.5) // 0.6875
 */
export function regularizedBeta(a: number, b: number, x: number): number {
  if (!(x > 0)) return 0
  if (x >= 1) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b))
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(a, b, x)) / a
  return 1 - (front * fraction(b, a, 1 - x)) / b
}
