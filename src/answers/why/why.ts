import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { whyInput, whyOutput } from '../../contracts/why.ts'
import type { WhyMetric } from '../../contracts/why.ts'
import { answer } from '../answer.ts'
import { kpiFigures } from '../sales/kpi-figures.ts'
import type { FiguresWithReasons } from '../sales/kpi-figures.ts'
import { change } from '../sales/kpis.ts'
import { addDays } from '../period.ts'
import type { DayRange } from '../period.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { decompositions } from './why-decompositions.ts'
import { changeByDimensions } from './why-dimensions.ts'

type Input = z.output<typeof whyInput>

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

/**
 * Why a key figure changed between two periods: what the change is made of (price, volume and mix; customers new,
 * back, gone and kept; and so on by figure), and what each country, category, product and channel did to it. Every
 * decomposition, and every dimension, sums to the whole change. Figures are those of `kpis`; how each is taken apart
 * stands in docs/decisions.
 */
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
    const { metric } = input
    const scope = await resolveScope(context, input)
    const previous_range = comparedWith(input, scope)
    const ranges = previous_range ? [scope.range, previous_range] : [scope.range]
    const [now, before] = await kpiFigures(context, scope, ranges)
    const current = now.figures[metric]
    const previous = before?.figures[metric] ?? null
    const known =
      previous_range !== null && current !== null && previous !== null
        ? {
            context,
            scope,
            periods: { now: scope.range, before: previous_range },
            metric,
            figures: { now: now.figures, before: before.figures },
            current,
            previous,
          }
        : null
    return {
      ...replyHead(context, scope, reasonsOf(metric, now, before ?? null)),
      metric,
      unit: units[metric],
      period: { start_date: scope.range.start, end_date: scope.range.end },
      previous_period: previous_range && { start_date: previous_range.start, end_date: previous_range.end },
      current,
      previous,
      difference: known && known.current - known.previous,
      change: change(current, previous),
      decompositions: known ? await decompositions(known) : [],
      dimensions: known ? await changeByDimensions(known, input.limit) : [],
    }
  },
})

/** The days compared with: those asked for, which must lie before the period, or what `compare` says. */
function comparedWith(
  { previous_start_date: start, previous_end_date: end }: Input,
  { range, previous, first_day }: Scope,
): DayRange | null {
  // a period that begins after the last day has nothing in it to explain
  if (range.start > range.end) return null
  if (start === undefined && end === undefined) return previous
  const asked = { start: start ?? first_day, end: end ?? addDays(range.start, -1) }
  const refuse = (parameter: string, value: string, allowed: string): never => {
    throw new AppError('out_of_range', `${parameter} must be ${allowed}`, {
      details: [{ parameter, value, allowed }],
    })
  }
  if (asked.end >= range.start) refuse('previous_end_date', asked.end, `before ${range.start}`)
  if (asked.start > asked.end) refuse('previous_start_date', asked.start, `on or before ${asked.end}`)
  return asked.end < first_day ? null : asked
}

function reasonsOf(
  metric: WhyMetric,
  now: FiguresWithReasons,
  before: FiguresWithReasons | null,
): Record<string, string> {
  const reasons: Record<string, string> = {}
  const own = now.figures[metric] === null ? (now.reasons[metric] ?? 'nothing_before') : null
  if (own !== null) reasons.current = own
  if (before === null) reasons.previous_period = reasons.previous = 'no_previous_period'
  else if (before.figures[metric] === null) reasons.previous = before.reasons[metric] ?? 'nothing_before'
  const none = reasons.current ?? reasons.previous
  if (none !== undefined) reasons.difference = reasons.change = none
  else if (before?.figures[metric] === 0) reasons.change = 'nothing_before'
  return reasons
}
