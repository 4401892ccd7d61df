import { AppError } from '../../base/errors.ts'
import { customerClustersInput, customerClustersOutput } from '../../contracts/clusters.ts'
import { clusterCustomers } from '../../models/customers/customer-clusters.ts'
import { sampleRows } from '../../models/learning/silhouette.ts'
import { answer } from '../answer.ts'
import { shownCluster } from './cluster-summary.ts'
import { customerHistory } from './customer-history.ts'
import { customerIdsOf } from './customer-ids.ts'
import { knownDays } from '../scope.ts'

const mapPoints = 2000

/**
 * Customers in any number of groups, worked out when asked, in a thread of its own; nothing is kept. The same data and
 * number always give the same groups.
 */
export const customerClusters = answer({
  name: 'customer-clusters',
  paths: [{ path: '/ml/clustering/customers' }],
  title: 'Customers in so many groups',
  summary: 'Groups of customers who buy alike, for any number of groups from 3 to 10',
  permission: 'answers:read',
  reads: ['sales', 'customers'],
  input: customerClustersInput,
  output: customerClustersOutput,
  async run(context, { n_clusters: k }) {
    const { as_of } = await knownDays(context)
    const { customer_key, recencyDays, frequency, monetary } = await customerHistory(
      context,
      as_of ?? '1970-01-01',
    )
    const keys = Int32Array.from(customer_key)
    const columns = { recencyDays, frequency, monetary }
    const found = await (context.models?.cluster(columns, k, context.signal) ??
      clusterCustomers(columns, { k }))
    if (found.kind === 'not_enough_data')
      throw new AppError(
        'not_enough_data',
        `groups need at least ${found.need} ${found.what}, found ${found.have}`,
      )
    const shown = [...sampleRows(keys.length, mapPoints, 42)]
    const ids = await customerIdsOf(
      context,
      shown.map((i) => keys[i]),
    )
    const { silhouette, inertia, stability, clusters, cluster, coordinates, model } = found
    return {
      as_of,
      currency: context.workspace.currency,
      n_clusters: model.k,
      silhouette_score: silhouette,
      inertia,
      stability,
      clusters: clusters.map(shownCluster),
      pca: {
        explained_variance: model.pca.explained_variance,
        points: shown.flatMap((i) => {
          const customer_id = ids.get(keys[i])
          const place = { x: coordinates[2 * i], y: coordinates[2 * i + 1], cluster_id: cluster[i] }
          return customer_id === undefined ? [] : [{ customer_id, ...place }]
        }),
        customers: keys.length,
      },
    }
  },
})
