import { mlDashboardSummaryInput, mlDashboardSummaryOutput } from '../../contracts/ml-dashboard-summary.ts'
import { modelNames } from '../../contracts/models.ts'
import { raw } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { dataQuality } from '../data/data-quality.ts'
import { modelState } from './models.ts'
import { knownDays } from '../scope.ts'

/** The state of every model, all that was ever sold, and how far the data can be trusted. */
export const mlDashboardSummary = answer({
  name: 'ml-dashboard-summary',
  paths: [{ path: '/ml/dashboard-summary' }],
  title: 'Models at a glance',
  summary: 'State of every model, headline numbers, and the quality of the data',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers', 'predictions'],
  input: mlDashboardSummaryInput,
  output: mlDashboardSummaryOutput,
  async run(context) {
    const { as_of } = await knownDays(context)
    const [headline, found, ...models] = await Promise.all([
      context.db.row<{ total_revenue: number; total_orders: number; total_customers: number }>(
        raw(`
        SELECT coalesce(CAST(sum(revenue) AS DOUBLE), 0) AS total_revenue,
          CAST(coalesce(sum(orders), 0) AS INTEGER) AS total_orders,
          (SELECT CAST(count(*) AS INTEGER) FROM marts.customers WHERE orders > 0) AS total_customers
        FROM marts.days`),
      ),
      dataQuality.run(context, {}),
      ...modelNames.map(async (name) => modelState(context, name, as_of)),
    ])
    const { quality, rows_read, rows_loaded, rows_set_aside, last_day, days_old, reasons } = found
    return {
      as_of,
      currency: context.workspace.currency,
      models: models.map(({ name, state, stale, trained_at, quality: figures }) => {
        return { name, state, stale, trained_at, quality: figures }
      }),
      headline,
      data_quality: { quality, rows_read, rows_loaded, rows_set_aside, last_day, days_old },
      ...(reasons ? { reasons } : {}),
    }
  },
})
