/**
 * Lower triangular factor L of a symmetric positive definite matrix A = L Lᵀ, both n × n row by row. Answers
 * undefined where A is not positive definite. O(n³ / 3).
 */
export function choleskyFactor(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * n + j]
      for (let k = 0; k < j; k++) rest -= factor[i * n + k] * factor[j * n + k]
      if (i === j) {
        if (!(rest > 0) || rest === Number.POSITIVE_INFINITY) return undefined
        factor[i * n + i] = Math.sqrt(rest)
      } else {
        factor[i * n + j] = rest / factor[j * n + j]
      }
    }
  }
  return factor
}

/** Solves L Lᵀ x = b for the factor of `choleskyFactor`. */
export function choleskySubstitute(factor: Float64Array, b: ArrayLike<number>, n: number): Float64Array {
  const x = Float64Array.from(b)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * n + k] * x[k]
    x[i] /= factor[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= factor[k * n + i] * x[k]
    x[i] /= factor[i * n + i]
  }
  return x
}

/** Solves A x = b for symmetric positive definite A (n × n, row by row); undefined where A is not. */
export function choleskySolve(
  matrix: Float64Array,
  b: ArrayLike<number>,
  n: number,
): Float64Array | undefined {
  const factor = choleskyFactor(matrix, n)
  return factor && choleskySubstitute(factor, b, n)
}

/** Inverse of a symmetric positive definite matrix; undefined where it is not positive definite. */
export function choleskyInverse(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = choleskyFactor(matrix, n)
  if (!factor) return undefined
  const inverse = new Float64Array(n * n)
  const unit = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    unit.fill(0)
    unit[j] = 1
    const column = choleskySubstitute(factor, unit, n)
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]
  }
  return inverse
}
