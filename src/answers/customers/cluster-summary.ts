import { clusterSummaryInput, clusterSummaryOutput } from '../../contracts/clusters.ts'
import type { ClusterCharacteristics } from '../../models/customers/customer-clusters.ts'
import { answer } from '../answer.ts'
import type { ServedClusters } from '../model-shelf.ts'
import { requireModel } from '../served-model.ts'

/** The groups of customers that were trained last: names, sizes, and what their customers are like. */
export const clusterSummary = answer({
  name: 'cluster-summary',
  paths: [{ path: '/segment/clusters/summary' }],
  title: 'Customer groups',
  summary: 'The groups of customers trained last, with sizes and characteristics',
  permission: 'answers:read',
  reads: ['predictions'],
  input: clusterSummaryInput,
  output: clusterSummaryOutput,
  async run(context) {
    const served = await requireModel(context, 'customer-segmentation')
    const { n_clusters, silhouette_score, inertia, stability, clusters } = served.summary as ServedClusters
    return {
      as_of: served.as_of,
      currency: context.workspace.currency,
      run_id: served.run_id,
      n_clusters,
      silhouette_score,
      inertia,
      stability,
      clusters: clusters.map(shownCluster),
    }
  },
})

export function shownCluster({
  cluster_id,
  segment,
  size,
  share,
  ...characteristics
}: ClusterCharacteristics) {
  return { cluster_id, segment, size, share, characteristics }
}
