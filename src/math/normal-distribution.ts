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
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
]
const centreBelow = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
]
const tailAbove = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
]
const tailBelow = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
]
const farAbove = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
]
const farBelow = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
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
