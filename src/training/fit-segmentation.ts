import { clusterCustomers } from '../models/customers/customer-clusters.ts'
import { sampleRows } from '../models/learning/silhouette.ts'
import type { FittedRun } from './fitted-run.ts'
import type { TellProgress } from './tasks.ts'

export type SegmentationInput = {
  customer_key: Int32Array
  recencyDays: Int32Array
  frequency: Int32Array
  monetary: Float64Array
  n_clusters: number | null
  min_clusters: number
  max_clusters: number
  seed: number
}

/** Customers drawn on the map of groups: more would only cover each other. */
const mapPoints = 2000

/** Groups customers who buy alike, and describes the groups. */
export function fitSegmentation(input: SegmentationInput, tell: TellProgress): FittedRun {
  tell(0.05, 'grouping customers')
  const { customer_key, n_clusters, min_clusters, max_clusters, seed } = input
  const found = clusterCustomers(input, {
    ...(n_clusters === null ? {} : { k: n_clusters }),
    minClusters: min_clusters,
    maxClusters: max_clusters,
    seed,
  })
  if (found.kind === 'not_enough_data') return found
  tell(0.9, 'describing the groups')
  const { model, cluster, coordinates, silhouette, inertia, stability, clusters, candidates } = found
  const described = {
    n_clusters: model.k,
    silhouette_score: silhouette,
    inertia,
    stability,
    clusters,
    candidates,
  }
  const { explained_variance } = model.pca
  const n = customer_key.length
  const shown = [...sampleRows(n, mapPoints, seed)]
  const points = shown.map((i) => ({
    customer_key: customer_key[i],
    x: coordinates[2 * i],
    y: coordinates[2 * i + 1],
    cluster_id: cluster[i],
  }))
  return {
    kind: 'fitted',
    outcome: 'model',
    why: 'no_rule_to_compare',
    artifact: { model, ...described, pca: { explained_variance, points, customers: n } },
    summary: { model, ...described, explained_variance },
    quality: { silhouette_score: silhouette, inertia, stability, n_clusters: model.k },
    backtest: null,
    detail: { ...described, explained_variance },
    columns: {
      customer_key: { type: 'integer', values: customer_key },
      cluster_id: { type: 'integer', values: cluster },
      x: { type: 'double', values: coordinates.filter((_, i) => i % 2 === 0) },
      y: { type: 'double', values: coordinates.filter((_, i) => i % 2 === 1) },
    },
    issued: null,
    foretold: [],
  }
}
