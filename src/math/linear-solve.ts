/**
 * Solves A x = b for a square matrix (n × n, row by row) by Gaussian elimination with partial pivoting. Answers
 * undefined where A is singular to working precision. The inputs are not changed. O(n³ / 3).
 */
export function linearSolve(matrix: Float64Array, b: ArrayLike<number>, n: number): Float64Array | undefined {
  const a = matrix.slice()
  const x = Float64Array.from(b)
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]))
  for (let column = 0; column < n; column++) {
    const pivot = pivotRow(a, column, n)
    if (!(Math.abs(a[pivot * n + column]) > largest * 1e-14)) return undefined
    if (pivot !== column) swapRows(a, x, pivot, column, n)
    eliminate(a, x, column, n)
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= a[i * n + k] * x[k]
    x[i] /= a[i * n + i]
  }
  return x
}

function pivotRow(a: Float64Array, column: number, n: number): number {
  let best = column
  for (let i = column + 1; i < n; i++) {
    if (Math.abs(a[i * n + column]) > Math.abs(a[best * n + column])) best = i
  }
  return best
}

function swapRows(a: Float64Array, x: Float64Array, i: number, j: number, n: number): void {
  for (let k = 0; k < n; k++) [a[i * n + k], a[j * n + k]] = [a[j * n + k], a[i * n + k]]
  ;[x[i], x[j]] = [x[j], x[i]]
}

function eliminate(a: Float64Array, x: Float64Array, column: number, n: number): void {
  for (let i = column + 1; i < n; i++) {
    const factor = a[i * n + column] / a[column * n + column]
    if (factor === 0) continue
    for (let k = column; k < n; k++) a[i * n + k] -= factor * a[column * n + k]
    x[i] -= factor * x[column]
  }
}
