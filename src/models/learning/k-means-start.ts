import type { Random } from '../../base/random.ts'

/** n points of d coordinates, one after the other. */
export type Points = { values: Float64Array; dimensions: number }

/** Distinct points, counted no further than `enough`. */
export function countDistinct({ values, dimensions }: Points, enough: number): number {
  const seen = new Set<string>()
  for (let at = 0; at < values.length && seen.size < enough; at += dimensions) {
    seen.add(values.subarray(at, at + dimensions).join())
  }
  return seen.size
}

export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  if (d === 3) {
    const x = a[i] - b[j]
    const y = a[i + 1] - b[j + 1]
    const z = a[i + 2] - b[j + 2]
    return x * x + y * y + z * z
  }
  let total = 0
  for (let k = 0; k < d; k++) {
    const away = a[i + k] - b[j + k]
    total += away * away
  }
  return total
}

/** Greedy k-means++: each next centre is the best of a few points drawn by their squared distance to the centres. */
export function spreadCentres(points: Points, k: number, random: Random): Float64Array {
  const { values, dimensions: d } = points
  const n = values.length / d
  const centres = new Float64Array(k * d)
  const trials = 2 + Math.floor(Math.log(k))
  let [nearest, trial, best] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  let potential = closerThan(
    points,
    Math.floor(random() * n),
    nearest.fill(Number.POSITIVE_INFINITY),
    nearest,
  )
  centres.set(pointAt(points, nearest.indexOf(0)))
  for (let chosen = 1; chosen < k; chosen++) {
    let [least, winner] = [Number.POSITIVE_INFINITY, 0]
    for (let attempt = 0; attempt < trials; attempt++) {
      const point = drawByWeight(nearest, random() * potential)
      const total = closerThan(points, point, nearest, trial)
      if (total >= least) continue
      least = total
      winner = point
      ;[best, trial] = [trial, best]
    }
    centres.set(pointAt(points, winner), chosen * d)
    potential = least
    ;[nearest, best] = [best, nearest]
  }
  return centres
}

/** Squared distances to one more centre or as before, whichever is less, into `into`; answers their sum. */
function closerThan(
  { values, dimensions: d }: Points,
  point: number,
  before: Float64Array,
  into: Float64Array,
): number {
  let total = 0
  for (let i = 0; i < into.length; i++) {
    const distance = squaredDistance(values, i * d, values, point * d, d)
    into[i] = distance < before[i] ? distance : before[i]
    total += into[i]
  }
  return total
}

function pointAt({ values, dimensions }: Points, i: number): Float64Array {
  return values.subarray(i * dimensions, (i + 1) * dimensions)
}

function drawByWeight(weights: Float64Array, target: number): number {
  let passed = 0
  let last = 0
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue
    passed += weights[i]
    last = i
    if (passed > target) return i
  }
  return last
}
