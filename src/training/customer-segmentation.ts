import { AppError } from '../base/errors.ts'
import { customerHistory } from '../answers/customers/customer-history.ts'
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
    const columns = { customer_key, recencyDays, frequency, monetary }
    const limits = { n_clusters, min_clusters, max_clusters, seed }
    const fitted = await pool.run('customer-segmentation', { ...columns, ...limits }, way)
    // more groups than can be is the asker's mistake: what is served stays
    if (fitted.output.kind === 'not_enough_data' && n_clusters !== null) {
      const { what, need, have } = fitted.output
      throw new AppError('not_enough_data', `groups need at least ${need} ${what}, found ${have}`)
    }
    return fitted
  },
  table: 'customer_clusters',
  staged: 'customer_key INTEGER, cluster_id SMALLINT, x DOUBLE, y DOUBLE',
  fill: ({ summary }) => {
    const { segments } = summary.model as { segments: string[] }
    return sql`SELECT customer_key, cluster_id, list_extract(${segments}, cluster_id + 1), x, y FROM staged_run`
  },
  ledger: null,
}
