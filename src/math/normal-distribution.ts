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

/** Rational function, coefficients from the constant upwards. */
function ratio(above: readonly number[], below: readonly number[], x: number): number {
  let [top, bottom] = [0, 0]
  for (let k = above.length - 1; k >= 0; k--) {
    top = top * x + above[k]
    bottom = bottom * x + below[k]
  }
  return top / bottom
}

const centreAbove = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
]
const centreBelow = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
]
const tailAbove = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
]
const tailBelow = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
]
const farAbove = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
]
const farBelow = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
]

/**
 * Quantile of the standard normal, as R's `qnorm`: algorithm AS 241 (Wichura 1988), relative error near 1e-16.
 * p = 0 and 1 give the infinities.
 *
 * @example
 * normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY
  if (p >= 1) return Number.POSITIVE_INFINITY
  const away = p - 0.5
  if (Math.abs(away) <= 0.425) return away * ratio(centreAbove, centreBelow, 0.180625 - away * away)
  const depth = Math.sqrt(-Math.log(Math.min(p, 1 - p)))
  const size = depth <= 5 ? ratio(tailAbove, tailBelow, depth - 1.6) : ratio(farAbove, farBelow, depth - 5)
  return Math.sign(away) * size
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
