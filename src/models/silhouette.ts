import { seededRandom } from '../base/random.ts'
import type { Points } from './k-means.ts'

const sampleSize = 5000

/**
 * Row numbers of a seeded sample without repetition, in rising order; all rows where there are no more than `size`.
 */
export function sampleRows(n: number, size: number, seed: number): Int32Array {
  const rows = Int32Array.from({ length: n }, (_, i) => i)
  if (n <= size) return rows
  const random = seededRandom(seed)
  for (let i = 0; i < size; i++) {
    const other = i + Math.floor(random() * (n - i))
    ;[rows[i], rows[other]] = [rows[other], rows[i]]
  }
  return rows.slice(0, size).sort()
}

/** The points of some rows. */
export function pickPoints({ values, dimensions }: Points, rows: Int32Array): Points {
  const picked = new Float64Array(rows.length * dimensions)
  for (let i = 0; i < rows.length; i++) {
    picked.set(values.subarray(rows[i] * dimensions, (rows[i] + 1) * dimensions), i * dimensions)
  }
  return { values: picked, dimensions }
}

/**
 * Mean silhouette (Rousseeuw 1987) of several clusterings of the same points: how much nearer each point lies to its
 * own cluster than to the next, from -1 to 1. Points alone in their cluster count 0, a single cluster scores 0. Each
 * distance is computed once for all clusterings. Above `size` points (5,000) a seeded sample of that size stands for
 * all. At most 256 clusters.
 * O(m² (d + clusterings)) for m points.
 */
export function silhouettes(
  points: Points,
  clusterings: readonly Int32Array[],
  { seed = 42, size = sampleSize }: { seed?: number; size?: number } = {},
): number[] {
  const rows = sampleRows(points.values.length / points.dimensions, size, seed)
  const sample = pickPoints(points, rows)
  const labels = clusterings.map((cluster) => Uint8Array.from(rows, (row) => cluster[row]))
  const counts = labels.map((label) => 1 + label.reduce((most, c) => Math.max(most, c), 0))
  const sums = distanceSums(sample, labels, counts)
  return labels.map((label, place) => meanSilhouette(label, sums[place], counts[place]))
}

/** For each clustering: the sum of distances from each point to each cluster. */
function distanceSums(points: Points, labels: Uint8Array[], counts: number[]): Float64Array[] {
  const m = points.values.length / points.dimensions
  const sums = counts.map((k) => new Float64Array(m * k))
  const row = new Float32Array(m)
  for (let i = 0; i < m; i++) {
    distancesFrom(points, i, row)
    for (let place = 0; place < labels.length; place++) {
      addByLabel(row, labels[place], sums[place].subarray(i * counts[place], (i + 1) * counts[place]))
    }
  }
  return sums
}

function distancesFrom({ values, dimensions: d }: Points, i: number, row: Float32Array): void {
  if (d === 3) return distancesInSpace(values, i, row)
  for (let j = 0; j < row.length; j++) {
    let squares = 0
    for (let c = 0; c < d; c++) {
      const away = values[i * d + c] - values[j * d + c]
      squares += away * away
    }
    row[j] = Math.sqrt(squares)
  }
}

function distancesInSpace(values: Float64Array, i: number, row: Float32Array): void {
  const x = values[3 * i]
  const y = values[3 * i + 1]
  const z = values[3 * i + 2]
  for (let j = 0, at = 0; j < row.length; j++, at += 3) {
    const dx = x - values[at]
    const dy = y - values[at + 1]
    const dz = z - values[at + 2]
    row[j] = Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
}

/** Four sums beside each other, so that an addition need not wait for the one before. */
function addByLabel(row: Float32Array, label: Uint8Array, sums: Float64Array): void {
  const lanes = new Float64Array(sums.length * 4)
  const whole = row.length & ~3
  for (let j = 0; j < whole; j += 4) {
    lanes[4 * label[j]] += row[j]
    lanes[4 * label[j + 1] + 1] += row[j + 1]
    lanes[4 * label[j + 2] + 2] += row[j + 2]
    lanes[4 * label[j + 3] + 3] += row[j + 3]
  }
  for (let j = whole; j < row.length; j++) lanes[4 * label[j]] += row[j]
  for (let c = 0; c < sums.length; c++)
    sums[c] += lanes[4 * c] + lanes[4 * c + 1] + lanes[4 * c + 2] + lanes[4 * c + 3]
}

function meanSilhouette(label: Uint8Array, sums: Float64Array, k: number): number {
  const sizes = new Int32Array(k)
  for (const c of label) sizes[c] += 1
  let total = 0
  for (let i = 0; i < label.length; i++) {
    const own = label[i]
    if (sizes[own] < 2) continue
    const inside = sums[i * k + own] / (sizes[own] - 1)
    let outside = Number.POSITIVE_INFINITY
    for (let c = 0; c < k; c++) {
      if (c !== own && sizes[c] > 0) outside = Math.min(outside, sums[i * k + c] / sizes[c])
    }
    const larger = Math.max(inside, outside)
    if (outside !== Number.POSITIVE_INFINITY && larger > 0) total += (outside - inside) / larger
  }
  return label.length === 0 ? 0 : total / label.length
}
