import { whyInput, whyOutput } from '../contracts/why.ts'
import type { WhyMetric } from '../contracts/why.ts'
import { answer } from './answer.ts'
import { kpiFigures } from './kpi-figures.ts'
import { change } from './kpis.ts'
import { replyHead } from './reply-head.ts'
import { resolveScope } from './scope.ts'

const units: Record<WhyMetric, 'money' | 'count' | 'rate'> = {
  total_revenue: 'money',
  total_orders: 'count',
  average_order_value: 'money',
  gross_profit: 'money',
  profit_margin: 'rate',
  total_customers: 'count',
  new_customers: 'count',
  conversion_rate: 'rate',
  customer_ltv: 'money',
  churn_rate: 'rate',
}

/** Why a key figure changed between two periods: what the change is made of, each time summing to all of it. */
export const why = answer({
  name: 'why',
  paths: [{ path: '/analytics/why' }],
  title: 'Why a figure changed',
  summary: 'What the change of a key figure against an earlier period is made of, summing exactly to it',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: whyInput,
  output: whyOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const ranges = scope.previous ? [scope.range, scope.previous] : [scope.range]
    const [now, before] = await kpiFigures(context, scope, ranges)
    const current = now.figures[input.metric]
    const previous = before?.figures[input.metric] ?? null
    const difference = current === null || previous === null ? null : current - previous
    return {
      ...replyHead(context, scope),
      metric: input.metric,
      unit: units[input.metric],
      period: { start_date: scope.range.start, end_date: scope.range.end },
      previous_period: scope.previous && {
        start_date: scope.previous.start,
        end_date: scope.previous.end,
      },
      current,
      previous,
      difference,
      change: change(current, previous),
      decompositions: [],
      dimensions: [],
    }
  },
})
