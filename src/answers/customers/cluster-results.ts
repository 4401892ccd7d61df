import { AppError } from '../../base/errors.ts'
import { clusterResultsInput, clusterResultsOutput } from '../../contracts/clusters.ts'
import type { ModelRunView } from '../../contracts/models.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { shownCluster } from './cluster-summary.ts'
import { customerIdsOf } from './customer-ids.ts'
import type { ServedClusters } from '../model-shelf.ts'

type Artifact = ServedClusters & {
  pca: {
    explained_variance: number[]
    points: { customer_key: number; x: number; y: number; cluster_id: number }[]
    customers: number
  }
}

/** What a training of customer groups found, read back from the file of its run, whether it is still served or not. */
export const clusterResults = answer({
  name: 'cluster-results',
  paths: [{ path: '/segment/results/{job_id}' }],
  title: 'Result of a training of groups',
  summary: 'The groups that a training found, with a map of the customers',
  permission: 'answers:read',
  reads: ['predictions', 'customers'],
  input: clusterResultsInput,
  output: clusterResultsOutput,
  async run(context, { job_id }) {
    const run = await runOf(context, job_id)
    const { workspace_id, currency } = context.workspace
    const artifact = (await context.models?.artifact({
      workspace_id,
      model: 'customer-segmentation',
      run_id: run.run_id,
    })) as Artifact | undefined
    if (artifact === undefined)
      throw new AppError('not_found', 'the file of this run has been cleared away: train again')
    const { points, explained_variance, customers } = artifact.pca
    const ids = await customerIdsOf(
      context,
      points.map((point) => point.customer_key),
    )
    const { n_clusters, silhouette_score, inertia, stability, clusters, candidates } = artifact
    return {
      as_of: run.as_of,
      currency,
      job_id,
      run_id: run.run_id,
      n_clusters,
      silhouette_score,
      inertia,
      stability,
      clusters: clusters.map(shownCluster),
      candidates,
      pca: {
        explained_variance,
        points: points.flatMap(({ customer_key, ...place }) => {
          const customer_id = ids.get(customer_key)
          return customer_id === undefined ? [] : [{ customer_id, ...place }]
        }),
        customers,
      },
    }
  },
})

async function runOf(context: AnswerContext, jobId: string): Promise<ModelRunView> {
  const job = await context.models?.jobs.byId(jobId, context.workspace.workspace_id)
  if (!job || job.kind !== 'train-customer-segmentation') throw new AppError('job_not_found')
  if (job.status === 'queued' || job.status === 'running')
    throw new AppError(
      'conflicting_state',
      'the groups are still being trained: ask again when the job has ended',
    )
  if (job.status !== 'completed') {
    const code = job.error?.code === 'not_enough_data' ? 'not_enough_data' : 'conflicting_state'
    const why = job.error?.message ?? `the job was ${job.status}`
    throw new AppError(code, `this training found nothing: ${why}`)
  }
  const { model_run: run } = job.result as { model_run: ModelRunView }
  if (run.needed !== null) {
    const { what, need, have } = run.needed
    throw new AppError('not_enough_data', `groups need at least ${need} ${what}, found ${have}`)
  }
  return run
}
