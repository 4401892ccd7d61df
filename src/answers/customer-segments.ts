import { actionOfSegment, clusters8Segments, defaultSegmentScheme } from '../contracts/segments.ts'
import type { Segment } from '../contracts/segments.ts'
import { customerSegmentsInput, customerSegmentsOutput } from '../contracts/customer-segments.ts'
import { sql } from '../warehouse/sql.ts'
import { answer } from './answer.ts'
import type { AnswerContext } from './answer.ts'
import { shareOf } from './breakdown.ts'
import { customerHistory, cutOffsOf, segmentsOf } from './customer-history.ts'
import type { CustomerHistory, Segmented } from './customer-history.ts'
import { customersInScope } from './customers-in-scope.ts'
import { replyHead } from './reply-head.ts'
import { resolveScope } from './scope.ts'
import { requireModel } from './served-model.ts'
import { whyNull } from './why-null.ts'

/**
 * How many customers each segment has at the end of the period and what they have brought, with what to do next. A
 * filter on place, channel or product takes the customers who ordered so in the period, and all that is known of them.
 */
export const customerSegments = answer({
  name: 'customer-segments',
  paths: [{ path: '/analytics/segments' }],
  title: 'Customer segments',
  summary: 'Size, value and recommended action of each customer segment, in four schemes',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue', 'predictions'],
  input: customerSegmentsInput,
  output: customerSegmentsOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const scheme = input.scheme ?? context.settings?.segment_scheme ?? defaultSegmentScheme
    const history = await customerHistory(context, scope.range.end, customersInScope(scope))
    const grouped =
      scheme === 'clusters-8'
        ? await trainedClusters(context, history)
        : segmentsOf(scheme, history, context.settings)
    const items = sizes(history, grouped)
    const why = {
      mean_recency_days: 'no_customers',
      mean_orders: 'no_customers',
      mean_revenue: 'no_customers',
    }
    const reasons = whyNull(items, why)
    if (scheme !== 'rules-7') reasons.cut_offs = 'not_of_this_scheme'
    return {
      ...replyHead(context, scope, reasons),
      scheme,
      customers: history.customer_key.length,
      items,
      cut_offs: scheme === 'rules-7' ? shown(cutOffsOf(history, context.settings)) : null,
      matrix: matrix(history, grouped),
    }
  },
})

const shown = (cutOffs: ReturnType<typeof cutOffsOf>) => ({
  recency_days: [...cutOffs.recency_days],
  frequency: [...cutOffs.frequency],
  monetary: [...cutOffs.monetary],
})

/** The clusters of the served run; customers who came after it are left out. */
async function trainedClusters(context: AnswerContext, history: CustomerHistory): Promise<Segmented> {
  await requireModel(context, 'customer-segmentation')
  const rows = await context.db.columns<{ customer_key: Int32Array; segment: string[] }>(
    sql`SELECT customer_key, segment FROM predictions.customer_clusters`,
  )
  const names: readonly Segment[] = clusters8Segments
  const found = new Map<number, number>()
  rows.customer_key.forEach((key, i) => found.set(key, names.indexOf(rows.segment[i] as Segment)))
  const segment = Uint8Array.from(history.customer_key, (key) => found.get(key) ?? none)
  return { names, segment, scores: null }
}

const none = 255

function sizes(history: CustomerHistory, { names, segment }: Segmented) {
  const totals = names.map(() => ({ customers: 0, revenue: 0, recency: 0, orders: 0 }))
  let revenue = 0
  segment.forEach((index, i) => {
    if (index === none) return
    const total = totals[index]
    total.customers++
    total.revenue += history.monetary[i]
    total.recency += history.recencyDays[i]
    total.orders += history.frequency[i]
    revenue += history.monetary[i]
  })
  const customers = totals.reduce((sum, total) => sum + total.customers, 0)
  const mean = (sum: number, count: number): number | null => (count > 0 ? sum / count : null)
  return names.map((name, index) => {
    const total = totals[index]
    return {
      segment: name,
      customers: total.customers,
      share: shareOf(total.customers, customers),
      revenue: total.revenue,
      revenue_share: shareOf(total.revenue, revenue),
      mean_recency_days: mean(total.recency, total.customers),
      mean_orders: mean(total.orders, total.customers),
      mean_revenue: mean(total.revenue, total.customers),
      recommended_action: actionOfSegment[name],
    }
  })
}

function matrix(history: CustomerHistory, { scores }: Segmented) {
  if (scores === null) return []
  const cells = new Map<
    number,
    { recency_score: number; frequency_score: number; customers: number; revenue: number }
  >()
  for (let i = 0; i < history.customer_key.length; i++) {
    const key = scores.recency[i] * 10 + scores.frequency[i]
    const cell = cells.get(key) ?? {
      recency_score: scores.recency[i],
      frequency_score: scores.frequency[i],
      customers: 0,
      revenue: 0,
    }
    cell.customers++
    cell.revenue += history.monetary[i]
    cells.set(key, cell)
  }
  return [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell)
}
