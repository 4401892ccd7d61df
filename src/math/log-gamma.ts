const halfLogTwoPi = 0.9189385332046728

/** Coefficients B(2k) / (2k (2k - 1)) of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400]

function stirlingTail(x: number): number {
  const inverse = 1 / x
  const square = inverse * inverse
  let sum = 0
  for (let k = stirling.length - 1; k >= 0; k--) sum = sum * square + stirling[k]
  return sum * inverse
}

/**
 * Natural logarithm of the gamma function for x > 0, as R's `lgamma`. Absolute error below 1e-14 for x up to 100 and
 * relative error below 1e-15 beyond; x = 0 gives Infinity, a negative x gives NaN. Constant time.
 *
 * @example
 * logGamma(5) // Math.log(24)
 */
export function logGamma(x: number): number {
  if (x < 0) return Number.NaN
  if (x === 0) return Number.POSITIVE_INFINITY
  if (x === 1 || x === 2) return 0
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingTail(x)
  let product = 1
  let shifted = x
  while (shifted < 10) {
    product *= shifted
    shifted += 1
  }
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirlingTail(shifted) - Math.log(product)
  )
}

/** Logarithm of the beta function B(a, b) for a, b > 0, exact to rounding also where one of them is huge. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (large < 1e6) return logGamma(small) + logGamma(large) - logGamma(small + large)
  const tail = stirlingTail(large) - stirlingTail(small + large)
  return (
    logGamma(small) +
    tail -
    (large - 0.5) * Math.log1p(small / large) -
    small * Math.log(small + large) +
    small
  )
}

/**
 * Digamma, the derivative of logGamma, for x > 0. Absolute error below 1e-13. Constant time.
 *
 * @example
 * digamma(1) // -0.5772156649015329
 */
export function digamma(x: number): number {
  let shift = 0
  let y = x
  while (y < 10) {
    shift -= 1 / y
    y += 1
  }
  const square = 1 / (y * y)
  const series =
    square *
    (1 / 12 -
      square *
        (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760))))))
  return shift + Math.log(y) - 0.5 / y - series
}
