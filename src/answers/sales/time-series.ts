import { timeSeriesInput, timeSeriesOutput } from '../../contracts/time-series.ts'
import { answer } from '../answer.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import { series } from './series.ts'
import { whyNull } from '../why-null.ts'

/**
 * Revenue, orders, AOV, profit and units by day, week or month, with the period before beside it. Buckets without a
 * sale are 0; AOV is null where there was no order; a bucket that the range covers in part says so.
 */
export const timeSeries = answer({
  name: 'time-series',
  paths: [{ path: '/analytics/time-series' }],
  title: 'Sales over time',
  summary: 'Revenue, orders, AOV, profit and units by day, week or month, beside the period before',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: timeSeriesInput,
  output: timeSeriesOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const [items, previous] = await Promise.all([
      scope.as_of === null ? [] : series(context, scope, input.granularity),
      scope.previous ? series(context, scope, input.granularity, scope.previous) : null,
    ])
    const why = { average_order_value: 'no_orders', profit: 'no_cost_data' }
    const reasons = whyNull([...items, ...(previous ?? [])], why)
    if (previous === null) reasons.previous = 'no_previous_period'
    return { ...replyHead(context, scope, reasons), granularity: input.granularity, items, previous }
  },
})
