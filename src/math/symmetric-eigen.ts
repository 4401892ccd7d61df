export type SymmetricEigen = { values: Float64Array; vectors: Float64Array[] }

/**
 * Eigenvalues (largest first) and unit eigenvectors of a symmetric n × n matrix (row by row) by cyclic Jacobi
 * rotations. The sign of each vector is fixed: its entry of largest size is positive. O(n³) a sweep, about six.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const a = matrix.slice()
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q] ** 2
    if (off === 0) break
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q, n)
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j] - a[i * n + i] || i - j)
  return {
    values: Float64Array.from(order, (i) => a[i * n + i]),
    vectors: order.map((i) => withFixedSign(Float64Array.from({ length: n }, (_, k) => v[k * n + i]))),
  }
}

function rotate(a: Float64Array, v: Float64Array, p: number, q: number, n: number): void {
  const apq = a[p * n + q]
  if (apq === 0) return
  const scale = Math.abs(a[p * n + p]) + Math.abs(a[q * n + q])
  if (Math.abs(apq) < scale * 1e-18) {
    a[p * n + q] = 0
    a[q * n + p] = 0
    return
  }
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < n; k++) {
    const [kp, kq] = [a[k * n + p], a[k * n + q]]
    a[k * n + p] = c * kp - s * kq
    a[k * n + q] = s * kp + c * kq
  }
  for (let k = 0; k < n; k++) {
    const [pk, qk] = [a[p * n + k], a[q * n + k]]
    a[p * n + k] = c * pk - s * qk
    a[q * n + k] = s * pk + c * qk
    const [vp, vq] = [v[k * n + p], v[k * n + q]]
    v[k * n + p] = c * vp - s * vq
    v[k * n + q] = s * vp + c * vq
  }
  a[p * n + q] = 0
  a[q * n + p] = 0
}

function withFixedSign(vector: Float64Array): Float64Array {
  let largest = 0
  for (let i = 1; i < vector.length; i++) {
    if (Math.abs(vector[i]) > Math.abs(vector[largest]) + 1e-12) largest = i
  }
  return vector[largest] < 0 ? vector.map((entry) => -entry) : vector
}
