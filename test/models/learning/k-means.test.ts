import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { normalDraw } from '../../../src/math/normal-distribution.ts'
import { adjustedRand } from '../../../src/models/learning/adjusted-rand.ts'
import { kMeans, nearestCentres } from '../../../src/models/learning/k-means.ts'
import type { KMeansResult, Points } from '../../../src/models/learning/k-means.ts'
import { fitPca, projectPca } from '../../../src/models/learning/pca.ts'
import { sampleRows, silhouettes } from '../../../src/models/learning/silhouette.ts'

function groups(
  centres: number[][],
  size: number,
  seed: number,
  spread = 1,
): { points: Points; truth: Int32Array } {
  const random = seededRandom(seed)
  const dimensions = centres[0].length
  const truth = Int32Array.from({ length: centres.length * size }, (_, i) => i % centres.length)
  const values = Float64Array.from({ length: truth.length * dimensions }, (_, at) => {
    const i = Math.floor(at / dimensions)
    return centres[truth[i]][at % dimensions] + spread * normalDraw(random)
  })
  return { points: { values, dimensions }, truth }
}

const four = groups(
  [
    [0, 0, 0],
    [12, 0, 0],
    [0, 12, 0],
    [0, 0, 12],
  ],
  150,
  1,
)
const blurred = groups(
  [
    [0, 0, 0],
    [2, 0, 1],
    [0, 2, 0],
    [1, 1, 2],
    [3, 3, 0],
  ],
  200,
  2,
)

function cluster(points: Points, options: Parameters<typeof kMeans>[1]): KMeansResult {
  const result = kMeans(points, options)
  assert.ok(result.kind === 'clusters')
  return result
}

/** Lloyd's algorithm in its plainest form, to its end. */
function plainInertia({ values, dimensions: d }: Points, start: Float64Array): number {
  let centres = start.slice()
  for (let round = 0; ; round++) {
    const label = nearestCentres({ values, dimensions: d }, centres)
    const [sums, sizes] = [new Float64Array(centres.length), new Float64Array(centres.length / d)]
    for (const [i, c] of label.entries()) {
      sizes[c] += 1
      for (let j = 0; j < d; j++) sums[c * d + j] += values[i * d + j]
    }
    const next = sums.map((sum, at) => sum / sizes[Math.floor(at / d)])
    if (round > 500 || next.every((value, at) => Math.abs(value - centres[at]) < 1e-13)) {
      return label.reduce(
        (total, c, i) =>
          total +
          next.slice(c * d, c * d + d).reduce((sum, value, j) => sum + (value - values[i * d + j]) ** 2, 0),
        0,
      )
    }
    centres = next
  }
}

test("from one start the end is Lloyd's end", () => {
  for (const k of [2, 3, 5, 8]) {
    const start = blurred.points.values.slice(30, 30 + 3 * k)
    const ours = cluster(blurred.points, { k, start, tolerance: 0 })
    assert.ok(Math.abs(ours.inertia / plainInertia(blurred.points, start) - 1) < 1e-9, `k ${k}`)
    assert.deepEqual(nearestCentres(blurred.points, ours.centres), ours.cluster)
  }
})

test('in one, two and five dimensions too', () => {
  for (const d of [1, 2, 5]) {
    const random = seededRandom(d)
    const points = { values: Float64Array.from({ length: 400 * d }, () => random()), dimensions: d }
    const start = points.values.slice(0, 4 * d)
    const ours = cluster(points, { k: 4, start, tolerance: 0 })
    assert.ok(Math.abs(ours.inertia / plainInertia(points, start) - 1) < 1e-9, `d ${d}`)
  }
})

test('groups that lie apart are recovered, and sizes and centres agree with the members', () => {
  const found = cluster(four.points, { k: 4 })
  assert.equal(adjustedRand(found.cluster, four.truth), 1)
  assert.deepEqual([...found.sizes], [150, 150, 150, 150])
  assert.ok(found.inertia / 600 < 3.3)
})

test('the same seed gives the same clusters; moving and stretching all points changes nothing but the scale', () => {
  const once = cluster(blurred.points, { k: 5, seed: 7 })
  assert.deepEqual(cluster(blurred.points, { k: 5, seed: 7 }), once)
  const moved = { values: blurred.points.values.map((value) => 10 * value + 3), dimensions: 3 }
  const stretched = cluster(moved, { k: 5, seed: 7 })
  assert.equal(adjustedRand(once.cluster, stretched.cluster), 1)
  assert.ok(Math.abs(stretched.inertia / once.inertia / 100 - 1) < 1e-6)
})

test('one more cluster never makes the best inertia worse', () => {
  let last = Number.POSITIVE_INFINITY
  for (let k = 1; k <= 6; k++) {
    const { inertia } = cluster(blurred.points, { k })
    assert.ok(inertia <= last)
    last = inertia
  }
})

test('there are never more clusters than distinct points', () => {
  const points = { values: Float64Array.from([1, 1, 1, 5, 5, 1, 5]), dimensions: 1 }
  const found = cluster(points, { k: 6 })
  assert.equal(found.k, 2)
  assert.equal(found.inertia, 0)
  assert.equal(cluster({ values: new Float64Array(30), dimensions: 3 }, { k: 4 }).k, 1)
  assert.equal(cluster({ values: Float64Array.from([1, 2, 3]), dimensions: 3 }, { k: 4 }).k, 1)
  assert.deepEqual(kMeans({ values: new Float64Array(0), dimensions: 3 }, { k: 4 }), {
    kind: 'not_enough_data',
    what: 'customers',
    need: 1,
    have: 0,
  })
})

test('a start with an empty cluster fills it', () => {
  const start = Float64Array.from([0, 0, 0, 12, 0, 0, 0, 12, 0, 900, 900, 900])
  const found = cluster(four.points, { k: 4, start })
  assert.ok(found.sizes.every((size) => size > 0))
})

test('coordinates that are not finite are refused', () => {
  assert.throws(
    () => kMeans({ values: Float64Array.from([1, Number.NaN]), dimensions: 1 }, { k: 1 }),
    RangeError,
  )
})

test('silhouettes are those worked out by hand', () => {
  const points = { values: Float64Array.from([0, 1, 10, 11]), dimensions: 1 }
  const [good, one, lonely] = silhouettes(points, [
    Int32Array.from([0, 0, 1, 1]),
    Int32Array.from([0, 0, 0, 0]),
    Int32Array.from([0, 1, 2, 2]),
  ])
  assert.ok(Math.abs(good - (9.5 / 10.5 + 8.5 / 9.5) / 2) < 1e-6)
  assert.equal(one, 0)
  assert.ok(Math.abs(lonely - (0 + 0 + 8 / 9 + 9 / 10) / 4) < 1e-6)
})

test('the silhouette is highest at the true number of groups', () => {
  const fits = [2, 3, 4, 5, 6].map((k) => cluster(four.points, { k }).cluster)
  const scores = silhouettes(four.points, fits)
  assert.equal(scores.indexOf(Math.max(...scores)), 2)
})

test('a sample has no row twice and is the same for the same seed', () => {
  const rows = sampleRows(1000, 100, 5)
  assert.equal(new Set(rows).size, 100)
  assert.deepEqual(sampleRows(1000, 100, 5), rows)
  assert.deepEqual([...sampleRows(3, 100, 5)], [0, 1, 2])
})

test('the adjusted Rand index is one for the same, and about zero for chance', () => {
  assert.equal(adjustedRand([0, 0, 1, 1], [5, 5, 2, 2]), 1)
  assert.ok(Math.abs(adjustedRand([0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 3, 3]) - 0.7826) < 0.2)
  const random = seededRandom(2)
  const [a, b] = [0, 1].map(() => Int32Array.from({ length: 3000 }, () => Math.floor(4 * random())))
  assert.ok(Math.abs(adjustedRand(a, b)) < 0.01)
  assert.equal(adjustedRand([], []), 1)
})

test('principal components of a known ellipse are its axes', () => {
  const random = seededRandom(6)
  const values = new Float64Array(4000)
  for (let i = 0; i < 2000; i++) {
    const [u, v] = [3 * normalDraw(random), normalDraw(random)]
    values[2 * i] = (u - v) / Math.SQRT2
    values[2 * i + 1] = (u + v) / Math.SQRT2
  }
  const pca = fitPca({ values, dimensions: 2 })
  assert.ok(Math.abs(pca.components[0][0] - Math.SQRT1_2) < 0.03)
  assert.ok(Math.abs(pca.explained_variance[0] - 0.9) < 0.02)
  assert.ok(Math.abs(pca.explained_variance[0] + pca.explained_variance[1] - 1) < 1e-12)
  const projected = projectPca(pca, { values, dimensions: 2 })
  const squares = (of: Float64Array): number => of.reduce((sum, value) => sum + value * value, 0)
  assert.ok(Math.abs(squares(projected) / squares(values) - 1) < 0.01)
  assert.deepEqual(fitPca({ values: new Float64Array(9), dimensions: 3 }).explained_variance, [0, 0])
})
