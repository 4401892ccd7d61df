import { seededRandom } from '../../base/random.ts'
import type { Random } from '../../base/random.ts'
import type { Points } from './k-means.ts'
import { notEnoughData } from '../not-enough-data.ts'
import type { NotEnoughData } from '../not-enough-data.ts'
import { sampleRows } from './silhouette.ts'

/**
 * Trees as columns over all nodes, each tree's root named in `roots`. A point goes left below the threshold; leaves
 * have feature -1 and in `depth` the path length they stand for. Plain JSON.
 */
export type IsolationForest = {
  kind: 'fit'
  dimensions: number
  /** Points each tree was grown on. */
  sample: number
  roots: number[]
  feature: number[]
  threshold: number[]
  left: number[]
  right: number[]
  depth: number[]
}

export type IsolationForestOptions = { trees?: number; sample?: number; seed?: number }

const eulerGamma = 0.5772156649015329

/**
 * Mean path length of an unsuccessful search in a binary search tree of n points: what a depth is measured against.
 *
 * @example
 * averagePath(256) // 10.244770920119917
 */
export function averagePath(n: number): number {
  if (n <= 1) return 0
  if (n === 2) return 1
  return 2 * (Math.log(n - 1) + eulerGamma) - (2 * (n - 1)) / n
}

/**
 * Isolation forest (Liu, Ting & Zhou 2008): trees of random cuts, each grown on a seeded sample of 256 points to a depth
 * of eight; anomalies are cut off after few cuts. Points must be finite. Answers `not_enough_data` under two points.
 * O(trees sample log sample).
 */
export function fitIsolationForest(
  points: Points,
  options: IsolationForestOptions = {},
): IsolationForest | NotEnoughData {
  const n = points.values.length / points.dimensions
  if (n < 2) return notEnoughData('points', 2, n)
  for (let i = 0; i < points.values.length; i++) {
    if (!Number.isFinite(points.values[i])) throw new RangeError(`coordinate ${i} is not a finite number`)
  }
  const { trees = 100, seed = 42 } = options
  const sample = Math.min(options.sample ?? 256, n)
  const forest: IsolationForest = {
    kind: 'fit',
    dimensions: points.dimensions,
    sample,
    roots: [],
    feature: [],
    threshold: [],
    left: [],
    right: [],
    depth: [],
  }
  const random = seededRandom(seed)
  const limit = Math.ceil(Math.log2(sample))
  for (let tree = 0; tree < trees; tree++) {
    const rows = n === sample ? sampleRows(n, n, 0) : drawRows(n, sample, random)
    forest.roots.push(grow(forest, points, rows, { depth: 0, limit, random }))
  }
  return forest
}

/** `size` different rows of n (Floyd's sampling). */
function drawRows(n: number, size: number, random: Random): Int32Array {
  const chosen = new Set<number>()
  for (let last = n - size; last < n; last++) {
    const row = Math.floor(random() * (last + 1))
    chosen.add(chosen.has(row) ? last : row)
  }
  return Int32Array.from(chosen)
}

type Growth = { depth: number; limit: number; random: Random }

function grow(forest: IsolationForest, points: Points, rows: Int32Array, at: Growth): number {
  const node = forest.feature.length
  forest.feature.push(-1)
  forest.threshold.push(0)
  forest.left.push(-1)
  forest.right.push(-1)
  forest.depth.push(at.depth + averagePath(rows.length))
  const cut = rows.length > 1 && at.depth < at.limit ? drawCut(points, rows, at.random) : undefined
  if (!cut) return node
  const below = (row: number): boolean => points.values[row * points.dimensions + cut.feature] < cut.threshold
  const next = { ...at, depth: at.depth + 1 }
  forest.feature[node] = cut.feature
  forest.threshold[node] = cut.threshold
  forest.left[node] = grow(forest, points, rows.filter(below), next)
  forest.right[node] = grow(
    forest,
    points,
    rows.filter((row) => !below(row)),
    next,
  )
  return node
}

/** A random feature among those that vary, and a random place within its range; none where all points are one. */
function drawCut(
  points: Points,
  rows: Int32Array,
  random: Random,
): { feature: number; threshold: number } | undefined {
  const { values, dimensions: d } = points
  const ranges: { feature: number; low: number; high: number }[] = []
  for (let feature = 0; feature < d; feature++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const row of rows) {
      low = Math.min(low, values[row * d + feature])
      high = Math.max(high, values[row * d + feature])
    }
    if (high > low) ranges.push({ feature, low, high })
  }
  if (ranges.length === 0) return undefined
  const { feature, low, high } = ranges[Math.floor(random() * ranges.length)]
  return { feature, threshold: Math.min(high, high - random() * (high - low)) }
}

/**
 * Anomaly scores in [0, 1]: 2 to the power of minus mean path length over the average path of the sample. Above .6 is
 * odd, about .5 and below is ordinary; where all points are one all score .5. O(n trees log sample).
 */
export function isolationScores(forest: IsolationForest, points: Points): Float64Array {
  const { values, dimensions: d } = points
  if (d !== forest.dimensions)
    throw new RangeError(`points need ${forest.dimensions} coordinates, found ${d}`)
  const [feature, left, right] = [forest.feature, forest.left, forest.right].map((column) =>
    Int32Array.from(column),
  )
  const [threshold, depth] = [forest.threshold, forest.depth].map((column) => Float64Array.from(column))
  const paths = new Float64Array(values.length / d)
  for (const root of forest.roots) {
    for (let i = 0; i < paths.length; i++) {
      let node = root
      while (feature[node] >= 0)
        node = values[i * d + feature[node]] < threshold[node] ? left[node] : right[node]
      paths[i] += depth[node]
    }
  }
  const usual = averagePath(forest.sample) * forest.roots.length
  return paths.map((path) => 2 ** -(path / usual))
}
