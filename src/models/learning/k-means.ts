import { seededRandom } from '../../base/random.ts'
import { countDistinct, spreadCentres, squaredDistance } from './k-means-start.ts'
import type { Points } from './k-means-start.ts'
import { notEnoughData } from '../not-enough-data.ts'
import type { NotEnoughData } from '../not-enough-data.ts'

export type { Points } from './k-means-start.ts'

export type KMeansResult = {
  kind: 'clusters'
  /** At most what was asked for: never more clusters than distinct points. */
  k: number
  /** k centres, one after the other. */
  centres: Float64Array
  cluster: Int32Array
  sizes: Int32Array
  /** Sum of squared distances to the nearest centre. */
  inertia: number
  iterations: number
}

export type KMeansOptions = {
  k: number
  seed?: number
  /** Starts by k-means++ of which the best end is kept, 8 by default; ignored where `start` is given. */
  restarts?: number
  /** The centres to start from, k of them. */
  start?: Float64Array
  maxIterations?: number
  /** Ends when the centres' squared moves sum to less than this share of the mean variance, 1e-4; 0 ends at rest. */
  tolerance?: number
}

/**
 * Partitions points into k clusters of least inertia: Lloyd's algorithm with Hamerly's bounds (2010), which skips
 * most distances but gives exactly Lloyd's result, from greedy k-means++ starts. Points
 * must be finite. Answers `not_enough_data` without points. Cost: the first step n k d, later ones mostly n.
 *
 * @example
 * kMeans({ values: Float64Array.from([0, 1, 10, 11]), dimensions: 1 }, { k: 2 }).inertia // 1
 */
export function kMeans(points: Points, options: KMeansOptions): KMeansResult | NotEnoughData {
  const n = points.values.length / points.dimensions
  if (n === 0) return notEnoughData('customers', 1, 0)
  checkFinite(points.values)
  const { maxIterations = 300, restarts = 8, start, tolerance = 1e-4 } = options
  const limits = { maxIterations, leastMove: tolerance * meanVariance(points) }
  if (start) return refine(points, start, limits)
  const k = Math.min(options.k, countDistinct(points, options.k))
  const random = seededRandom(options.seed ?? 42)
  let best: KMeansResult | undefined
  for (let run = 0; run < Math.max(1, restarts); run++) {
    const result = refine(points, spreadCentres(points, k, random), limits)
    if (!best || result.inertia < best.inertia * (1 - 1e-12)) best = result
    if (k === 1) break
  }
  return best as KMeansResult
}

function checkFinite(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`coordinate ${i} is not a finite number`)
  }
}

function meanVariance({ values, dimensions: d }: Points): number {
  const n = values.length / d
  let total = 0
  for (let column = 0; column < d; column++) {
    let [sum, squares] = [0, 0]
    for (let at = column; at < values.length; at += d) {
      sum += values[at]
      squares += values[at] * values[at]
    }
    total += Math.max(0, squares / n - (sum / n) ** 2)
  }
  return total / d
}

type State = {
  centres: Float64Array
  cluster: Int32Array
  sums: Float64Array
  sizes: Int32Array
  /** Bounds on the distance to the own centre and to the nearest other one. */
  upper: Float64Array
  lower: Float64Array
}

function refine(
  points: Points,
  start: Float64Array,
  limits: { maxIterations: number; leastMove: number },
): KMeansResult {
  const { values, dimensions: d } = points
  const k = start.length / d
  const n = values.length / d
  const state: State = {
    centres: start.slice(),
    cluster: new Int32Array(n),
    sums: new Float64Array(k * d),
    sizes: new Int32Array(k),
    upper: new Float64Array(n),
    lower: new Float64Array(n),
  }
  for (let i = 0; i < n; i++) {
    place(points, state, i)
    join(points, state, i, state.cluster[i], 1)
  }
  let iterations = 1
  for (; iterations < limits.maxIterations; iterations++) {
    fillEmpty(points, state)
    const moved = moveCentres(state, d)
    if (moved.squares === 0) break
    reassign(points, state, moved)
    if (moved.squares <= limits.leastMove) break
  }
  return {
    kind: 'clusters',
    k,
    centres: state.centres,
    cluster: state.cluster,
    sizes: state.sizes,
    inertia: inertiaOf(points, state),
    iterations,
  }
}

/** Finds the nearest centre of a point among all and sets its bounds exactly. */
function place({ values, dimensions: d }: Points, state: State, i: number): void {
  if (d === 3) return placeInSpace(values, state, i)
  const centres = state.centres
  let best = 0
  let first = Number.POSITIVE_INFINITY
  let second = Number.POSITIVE_INFINITY
  for (let c = 0, at = 0; at < centres.length; c++, at += d) {
    const distance = squaredDistance(values, i * d, centres, at, d)
    if (distance < first) {
      second = first
      first = distance
      best = c
    } else if (distance < second) {
      second = distance
    }
  }
  state.cluster[i] = best
  state.upper[i] = Math.sqrt(first)
  state.lower[i] = Math.sqrt(second)
}

/** The same for three coordinates, the common case: read once, the own centre first, as it mostly stays the nearest. */
function placeInSpace(values: Float64Array, state: State, i: number): void {
  const centres = state.centres
  const x = values[3 * i]
  const y = values[3 * i + 1]
  const z = values[3 * i + 2]
  const own = 3 * state.cluster[i]
  const ox = x - centres[own]
  const oy = y - centres[own + 1]
  const oz = z - centres[own + 2]
  let best = own
  let first = ox * ox + oy * oy + oz * oz
  let second = Number.POSITIVE_INFINITY
  for (let at = 0; at < centres.length; at += 3) {
    const dx = x - centres[at]
    const dy = y - centres[at + 1]
    const dz = z - centres[at + 2]
    const distance = at === own ? Number.POSITIVE_INFINITY : dx * dx + dy * dy + dz * dz
    if (distance < first) {
      second = first
      first = distance
      best = at
    } else {
      second = Math.min(second, distance)
    }
  }
  state.cluster[i] = best / 3
  state.upper[i] = Math.sqrt(first)
  state.lower[i] = Math.sqrt(second)
}

function join(
  { values, dimensions: d }: Points,
  state: State,
  i: number,
  cluster: number,
  sign: 1 | -1,
): void {
  state.sizes[cluster] += sign
  for (let j = 0; j < d; j++) state.sums[cluster * d + j] += sign * values[i * d + j]
}

/** Gives a cluster without points the point that lies farthest from its own centre. */
function fillEmpty(points: Points, state: State): void {
  for (let c = 0; c < state.sizes.length; c++) {
    if (state.sizes[c] > 0) continue
    let farthest = -1
    let distance = 0
    for (let i = 0; i < state.cluster.length; i++) {
      if (state.sizes[state.cluster[i]] < 2) continue
      const own = squaredDistance(
        points.values,
        i * points.dimensions,
        state.centres,
        state.cluster[i] * points.dimensions,
        points.dimensions,
      )
      if (own > distance) [farthest, distance] = [i, own]
    }
    if (farthest < 0) continue
    join(points, state, farthest, state.cluster[farthest], -1)
    join(points, state, farthest, c, 1)
    state.cluster[farthest] = c
    state.upper[farthest] = Number.POSITIVE_INFINITY
    state.lower[farthest] = 0
  }
}

type Moves = {
  distance: Float64Array
  squares: number
  farthest: number
  farthestCluster: number
  next: number
}

function moveCentres(state: State, d: number): Moves {
  const distance = new Float64Array(state.sizes.length)
  let [total, farthest, farthestCluster, next] = [0, 0, 0, 0]
  for (let c = 0; c < distance.length; c++) {
    if (state.sizes[c] === 0) continue
    let squares = 0
    for (let j = c * d; j < (c + 1) * d; j++) {
      const centre = state.sums[j] / state.sizes[c]
      squares += (centre - state.centres[j]) ** 2
      state.centres[j] = centre
    }
    total += squares
    distance[c] = Math.sqrt(squares)
    if (distance[c] > farthest) {
      next = farthest
      farthest = distance[c]
      farthestCluster = c
    } else if (distance[c] > next) {
      next = distance[c]
    }
  }
  return { distance, squares: total, farthest, farthestCluster, next }
}

/** Half the distance from each centre to its nearest neighbour: a point nearer than that cannot change. */
function halfGaps(centres: Float64Array, d: number): Float64Array {
  const k = centres.length / d
  const gaps = new Float64Array(k).fill(Number.POSITIVE_INFINITY)
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      if (a !== b)
        gaps[a] = Math.min(gaps[a], Math.sqrt(squaredDistance(centres, a * d, centres, b * d, d)) / 2)
    }
  }
  return gaps
}

/** Widens the bounds by how the centres moved, and looks again at the points whose bounds no longer tell. */
function reassign(points: Points, state: State, moved: Moves): void {
  const d = points.dimensions
  const gaps = halfGaps(state.centres, d)
  const { upper, lower, cluster, centres } = state
  const up = moved.distance
  const down = up.map((_, c) => (c === moved.farthestCluster ? moved.next : moved.farthest))
  for (let i = 0; i < cluster.length; i++) {
    const own = cluster[i]
    const above = upper[i] + up[own]
    const below = lower[i] - down[own]
    upper[i] = above
    lower[i] = below
    const bound = gaps[own] > below ? gaps[own] : below
    if (above <= bound) continue
    upper[i] = Math.sqrt(squaredDistance(points.values, i * d, centres, own * d, d))
    if (upper[i] <= bound) continue
    place(points, state, i)
    if (cluster[i] === own) continue
    join(points, state, i, own, -1)
    join(points, state, i, cluster[i], 1)
  }
}

function inertiaOf({ values, dimensions: d }: Points, state: State): number {
  let total = 0
  for (let i = 0; i < state.cluster.length; i++) {
    total += squaredDistance(values, i * d, state.centres, state.cluster[i] * d, d)
  }
  return total
}

/** The nearest centre of each point: how customers never seen in training are placed. O(n k d). */
export function nearestCentres(points: Points, centres: Float64Array): Int32Array {
  const d = points.dimensions
  return Int32Array.from({ length: points.values.length / d }, (_, i) => {
    let [best, least] = [0, Number.POSITIVE_INFINITY]
    for (let at = 0; at < centres.length; at += d) {
      const distance = squaredDistance(points.values, i * d, centres, at, d)
      if (distance < least) [best, least] = [at / d, distance]
    }
    return best
  })
}
