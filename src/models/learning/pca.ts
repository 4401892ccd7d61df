import { symmetricEigen } from '../../math/symmetric-eigen.ts'
import type { Points } from './k-means.ts'

export type Pca = {
  /** Means of the coordinates, taken off before projecting. */
  centre: number[]
  /** Unit directions, most variance first; the largest entry of each is positive. */
  components: number[][]
  /** Share of the whole variance along each direction; all 0 where the points are one. */
  explained_variance: number[]
}

/**
 * Principal components by the eigenvectors of the covariance matrix. Asks for as many directions as wanted, at most d.
 * O(n d² + d³).
 */
export function fitPca({ values, dimensions: d }: Points, directions = 2): Pca {
  const n = values.length / d
  const centre = Array.from({ length: d }, (_, j) => columnMean(values, j, d))
  const covariance = new Float64Array(d * d)
  const away = new Float64Array(d)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) away[j] = values[i * d + j] - centre[j]
    for (let j = 0; j < d; j++) for (let k = 0; k <= j; k++) covariance[j * d + k] += away[j] * away[k]
  }
  for (let j = 0; j < d; j++) {
    for (let k = 0; k <= j; k++) {
      covariance[j * d + k] /= Math.max(1, n - 1)
      covariance[k * d + j] = covariance[j * d + k]
    }
  }
  const { values: variances, vectors } = symmetricEigen(covariance, d)
  const whole = variances.reduce((total, value) => total + Math.max(0, value), 0)
  const kept = Math.min(directions, d)
  return {
    centre,
    components: vectors.slice(0, kept).map((vector) => [...vector]),
    explained_variance: Array.from(variances.slice(0, kept), (value) =>
      whole > 0 ? Math.max(0, value) / whole : 0,
    ),
  }
}

function columnMean(values: Float64Array, column: number, d: number): number {
  let total = 0
  for (let at = column; at < values.length; at += d) total += values[at]
  return values.length === 0 ? 0 : total / (values.length / d)
}

/** Coordinates of points along the directions of a fit, point after point. O(n d). */
export function projectPca(pca: Pca, { values, dimensions: d }: Points): Float64Array {
  const n = values.length / d
  const m = pca.components.length
  const projected = new Float64Array(n * m)
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < m; c++) {
      let total = 0
      for (let j = 0; j < d; j++) total += (values[i * d + j] - pca.centre[j]) * pca.components[c][j]
      projected[i * m + c] = total
    }
  }
  return projected
}
