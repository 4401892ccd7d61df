import type { Clusters8Segment } from '../../contracts/segments.ts'
import { seededRandom } from '../../base/random.ts'
import { adjustedRand } from '../learning/adjusted-rand.ts'
import { nameClusters } from './cluster-names.ts'
import { kMeans, nearestCentres } from '../learning/k-means.ts'
import type { KMeansResult, Points } from '../learning/k-means.ts'
import type { NotEnoughData } from '../not-enough-data.ts'
import { notEnoughData } from '../not-enough-data.ts'
import { fitPca, projectPca } from '../learning/pca.ts'
import type { Pca } from '../learning/pca.ts'
import type { RfmColumns } from './rfm.ts'
import { fitRfmScaling, rfmPoints } from './rfm-features.ts'
import type { RfmScaling } from './rfm-features.ts'
import { pickPoints, sampleRows, silhouettes } from '../learning/silhouette.ts'

/** All that is needed to place customers later; plain JSON. */
export type ClusterModel = {
  k: number
  /** k centres of R, F, M in scaled coordinates, one after the other; the richest cluster first. */
  centres: number[]
  scaling: RfmScaling
  segments: Clusters8Segment[]
  pca: Pca
}

export type CustomerClusters = {
  kind: 'clusters'
  model: ClusterModel
  cluster: Int32Array
  /** Coordinates x, y of each customer along the two main directions. */
  coordinates: Float64Array
  inertia: number
  silhouette: number
  /** What was tried: all of the range where k was not given. */
  candidates: { k: number; inertia: number; silhouette: number }[]
  /** Mean adjusted Rand agreement of refits on resampled customers with this clustering; 1 is always the same. */
  stability: number
  clusters: ClusterCharacteristics[]
}

export type ClusterCharacteristics = {
  cluster_id: number
  segment: Clusters8Segment
  size: number
  share: number
  mean_recency_days: number
  mean_frequency: number
  mean_monetary: number
  total_monetary: number
}

export type ClusterOptions = {
  /** The number of clusters; without it the best silhouette in the range decides. */
  k?: number
  minClusters?: number
  maxClusters?: number
  seed?: number
}

/** Above this many customers k is chosen and the start found on a seeded sample of this size. */
const trialSize = 5_000
/** Customers on whom the silhouettes of the candidates are compared; the chosen one is judged on 5,000. */
const choiceSize = 2_000
const bootstraps = 10
const bootstrapSize = 3_000

/**
 * Groups customers by scaled log recency, frequency and monetary with k-means, names the groups, and says how good
 * the grouping is. Answers `not_enough_data` under two customers, and where there are fewer distinct customers than
 * clusters asked for; without a number asked for there are at most as many clusters as distinct customers. The same input and seed give the same output.
 * Cost: 50,000 customers about half a second, a million about two.
 */
export function clusterCustomers(
  columns: RfmColumns,
  options: ClusterOptions = {},
): CustomerClusters | NotEnoughData {
  const n = columns.frequency.length
  if (n < 2) return notEnoughData('customers', 2, n)
  const { seed = 42, minClusters = 2, maxClusters = 10 } = options
  const scaling = fitRfmScaling(columns)
  const points = rfmPoints(columns, scaling)
  const trial = pickPoints(points, sampleRows(n, trialSize, seed))
  const sizes = options.k ? [options.k] : range(minClusters, maxClusters)
  const { best, candidates } = chooseClusters(trial, sizes, seed)
  if (options.k !== undefined && best.k < options.k)
    return notEnoughData('distinct customers', options.k, best.k)
  const whole = n > trialSize ? (kMeans(points, { k: best.k, start: best.centres }) as KMeansResult) : best
  const fit = richestFirst(whole)
  const [silhouette] = silhouettes(points, [fit.cluster], { seed })
  const pca = fitPca(points)
  const model = {
    k: fit.k,
    centres: [...fit.centres],
    scaling,
    segments: nameClusters(fit.centres),
    pca,
  }
  return {
    kind: 'clusters',
    model,
    cluster: fit.cluster,
    coordinates: projectPca(pca, points),
    inertia: fit.inertia,
    silhouette,
    candidates,
    stability: bootstrapStability(points, fit, seed),
    clusters: characterise(columns, fit, model.segments),
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(1, to - from + 1) }, (_, i) => from + i)
}

function chooseClusters(
  trial: Points,
  sizes: number[],
  seed: number,
): { best: KMeansResult; candidates: CustomerClusters['candidates'] } {
  const fits: KMeansResult[] = []
  for (const k of sizes) {
    const fit = kMeans(trial, { k, seed, restarts: 4 }) as KMeansResult
    if (!fits.some((other) => other.k === fit.k)) fits.push(fit)
  }
  const scores = silhouettes(
    trial,
    fits.map((fit) => fit.cluster),
    { seed, size: choiceSize },
  )
  const candidates = fits.map(({ k, inertia }, i) => ({ k, inertia, silhouette: scores[i] }))
  return { best: fits[scores.indexOf(Math.max(...scores))], candidates }
}

/** Renumbers clusters by the monetary coordinate of their centre, highest first, so that numbers keep their meaning. */
function richestFirst(fit: KMeansResult): KMeansResult {
  const order = range(0, fit.k - 1).sort((a, b) => fit.centres[b * 3 + 2] - fit.centres[a * 3 + 2] || a - b)
  const numberOf = new Int32Array(fit.k)
  order.forEach((old, next) => (numberOf[old] = next))
  return {
    ...fit,
    centres: Float64Array.from(order.flatMap((old) => [...fit.centres.subarray(old * 3, old * 3 + 3)])),
    cluster: fit.cluster.map((old) => numberOf[old]),
    sizes: Int32Array.from(order, (old) => fit.sizes[old]),
  }
}

/** Refits on customers drawn with repetition and compares how a fixed sample falls into the old and the new clusters. */
function bootstrapStability(points: Points, fit: KMeansResult, seed: number): number {
  const rows = sampleRows(fit.cluster.length, bootstrapSize, seed + 1)
  const sample = pickPoints(points, rows)
  const original = Int32Array.from(rows, (row) => fit.cluster[row])
  const random = seededRandom(seed + 2)
  let total = 0
  for (let round = 0; round < bootstraps; round++) {
    const drawn = Int32Array.from(rows, () => Math.floor(random() * rows.length))
    const refit = kMeans(pickPoints(sample, drawn), {
      k: fit.k,
      seed: seed + round,
      restarts: 2,
    }) as KMeansResult
    total += adjustedRand(original, nearestCentres(sample, refit.centres))
  }
  return total / bootstraps
}

function characterise(
  columns: RfmColumns,
  fit: KMeansResult,
  segments: Clusters8Segment[],
): ClusterCharacteristics[] {
  const sums = new Float64Array(fit.k * 3)
  for (let i = 0; i < fit.cluster.length; i++) {
    const at = fit.cluster[i] * 3
    sums[at] += columns.recencyDays[i]
    sums[at + 1] += columns.frequency[i]
    sums[at + 2] += columns.monetary[i]
  }
  return segments.map((segment, c) => {
    const size = fit.sizes[c]
    return {
      cluster_id: c,
      segment,
      size,
      share: size / fit.cluster.length,
      mean_recency_days: sums[c * 3] / Math.max(1, size),
      mean_frequency: sums[c * 3 + 1] / Math.max(1, size),
      mean_monetary: sums[c * 3 + 2] / Math.max(1, size),
      total_monetary: sums[c * 3 + 2],
    }
  })
}

/** The cluster and the place on the map of customers, seen in training or not. O(n k). */
export function placeCustomers(
  model: ClusterModel,
  columns: RfmColumns,
): { cluster: Int32Array; segments: Clusters8Segment[]; coordinates: Float64Array } {
  const points = rfmPoints(columns, model.scaling)
  const cluster = nearestCentres(points, Float64Array.from(model.centres))
  return {
    cluster,
    segments: Array.from(cluster, (c) => model.segments[c]),
    coordinates: projectPca(model.pca, points),
  }
}
