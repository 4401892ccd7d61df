import { customerHistory } from '../answers/customer-history.ts'
import { sql } from '../warehouse/sql.ts'
import type { ModelDeclaration } from './model-declaration.ts'

export const customerSegmentation: ModelDeclaration = {
  name: 'customer-segmentation',
  reads: ['sales'],
  parameters: ({ min_clusters, max_clusters }, { n_clusters }) =>
    n_clusters === undefined ? { min_clusters, max_clusters } : { n_clusters },
  fit: async ({ pool, min_clusters, max_clusters }, context, { as_of, parameters, seed }, way) => {
    const { customer_key, recencyDays, frequency, monetary } = await customerHistory(context, as_of)
    const { n_clusters = null } = parameters
    return pool.run(
      'customer-segmentation',
      { customer_key, recencyDays, frequency, monetary, n_clusters, min_clusters, max_clusters, seed },
      way,
    )
  },
  table: 'customer_clusters',
  staged: 'customer_key INTEGER, cluster_id SMALLINT, x DOUBLE, y DOUBLE',
  fill: ({ summary }) => {
    const { segments } = summary.model as { segments: string[] }
    return sql`SELECT customer_key, cluster_id, list_extract(${segments}, cluster_id + 1), x, y FROM staged_run`
  },
  ledger: null,
}
