import {
  actionOfSegment,
  clusters8Segments,
  defaultSegmentScheme,
  segmentsOfScheme,
} from '../../contracts/segments.ts'
import type { Segment, SegmentScheme } from '../../contracts/segments.ts'
import { customerSegmentsInput, customerSegmentsOutput } from '../../contracts/customer-segments.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { shareOf } from '../breakdown.ts'
import { customerHistory, cutOffsOf, segmentsOf } from './customer-history.ts'
import type { CustomerHistory, Segmented } from './customer-history.ts'
import { customersInScope } from './customers-in-scope.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { requireModel } from '../served-model.ts'
import { whyNull } from '../why-null.ts'

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
    const among = customersInScope(scope)
    const kept = scope.upToDate && among.length === 0 ? await keptCells(context, scope, scheme) : null
    const { cells, cut_offs } = kept ?? (await countedCells(context, { scope, scheme, among }))
    const items = sizes(segmentsOfScheme[scheme], cells)
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
      customers: cells.reduce((sum, cell) => sum + cell.customers, 0),
      items,
      cut_offs,
      matrix: matrix(cells),
    }
  },
})

/** Customers of one segment, and of one pair of scores where the scheme has them; no segment for those after training. */
type Cell = {
  segment: string | null
  recency_score: number | null
  frequency_score: number | null
  customers: number
  revenue: number
  recency_days: number
  orders: number
}

type Cells = { cells: Cell[]; cut_offs: ReturnType<typeof shown> | null }

/** What the marts and the served run hold of all customers on the latest day; null for schemes they do not hold. */
async function keptCells(context: AnswerContext, scope: Scope, scheme: SegmentScheme): Promise<Cells | null> {
  if (scheme !== 'rfm-11' && scheme !== 'clusters-8') return null
  if (scheme === 'clusters-8') await requireModel(context, 'customer-segmentation')
  const scores =
    scheme === 'rfm-11'
      ? sql`k.rfm_segment AS segment, k.recency_score, k.frequency_score`
      : sql`k.segment, NULL AS recency_score, NULL AS frequency_score`
  const table = raw(scheme === 'rfm-11' ? 'marts.rfm' : 'predictions.customer_clusters')
  const cells = await context.db.rows<Cell>(sql`
    SELECT ${scores}, CAST(count(*) AS INTEGER) AS customers, CAST(sum(c.revenue) AS DOUBLE) AS revenue,
      CAST(sum(CAST(${scope.range.end} AS DATE) - c.last_day) AS DOUBLE) AS recency_days,
      CAST(sum(c.orders) AS DOUBLE) AS orders
    FROM marts.customers AS c LEFT JOIN ${table} AS k ON k.customer_key = c.customer_key
    WHERE c.orders > 0 GROUP BY 1, 2, 3 ORDER BY 2, 3, 1`)
  return { cells, cut_offs: null }
}

type Counting = { scope: Scope; scheme: SegmentScheme; among: readonly Sql[] }

/** The same of any day and any customers, ranked among each other. */
async function countedCells(context: AnswerContext, { scope, scheme, among }: Counting): Promise<Cells> {
  const history = await customerHistory(context, scope.range.end, among)
  const { names, segment, scores } =
    scheme === 'clusters-8'
      ? await trainedClusters(context, history)
      : segmentsOf(scheme, history, context.settings)
  const cells = new Map<number, Cell>()
  for (let i = 0; i < segment.length; i++) {
    const recency_score = scores?.recency[i] ?? null
    const frequency_score = scores?.frequency[i] ?? null
    const key = ((recency_score ?? 0) * 10 + (frequency_score ?? 0)) * 256 + segment[i]
    let cell = cells.get(key)
    if (!cell) {
      const sums = { customers: 0, revenue: 0, recency_days: 0, orders: 0 }
      cell = { segment: names[segment[i]] ?? null, recency_score, frequency_score, ...sums }
      cells.set(key, cell)
    }
    cell.customers += 1
    cell.revenue += history.monetary[i]
    cell.recency_days += history.recencyDays[i]
    cell.orders += history.frequency[i]
  }
  return {
    cells: [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell),
    cut_offs: scheme === 'rules-7' ? shown(cutOffsOf(history, context.settings)) : null,
  }
}

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

function sizes(names: readonly Segment[], cells: readonly Cell[]) {
  const sum = (own: readonly Cell[], value: (cell: Cell) => number): number =>
    own.reduce((total, cell) => total + value(cell), 0)
  const mean = (total: number, count: number): number | null => (count > 0 ? total / count : null)
  const grouped = cells.filter(({ segment }) => segment !== null)
  const all = {
    customers: sum(grouped, ({ customers }) => customers),
    revenue: sum(grouped, ({ revenue }) => revenue),
  }
  return names.map((name) => {
    const own = grouped.filter(({ segment }) => segment === name)
    const customers = sum(own, (cell) => cell.customers)
    const revenue = sum(own, (cell) => cell.revenue)
    return {
      segment: name,
      customers,
      share: shareOf(customers, all.customers),
      revenue,
      revenue_share: shareOf(revenue, all.revenue),
      mean_recency_days: mean(
        sum(own, (cell) => cell.recency_days),
        customers,
      ),
      mean_orders: mean(
        sum(own, (cell) => cell.orders),
        customers,
      ),
      mean_revenue: mean(revenue, customers),
      recommended_action: actionOfSegment[name],
    }
  })
}

/** Customers by recency and frequency score; none where the scheme has no scores. */
function matrix(cells: readonly Cell[]) {
  const found = new Map<
    number,
    { recency_score: number; frequency_score: number; customers: number; revenue: number }
  >()
  for (const { recency_score, frequency_score, customers, revenue } of cells) {
    if (recency_score === null || frequency_score === null) continue
    const key = recency_score * 10 + frequency_score
    const cell = found.get(key) ?? { recency_score, frequency_score, customers: 0, revenue: 0 }
    cell.customers += customers
    cell.revenue += revenue
    found.set(key, cell)
  }
  return [...found].sort(([a], [b]) => a - b).map(([, cell]) => cell)
}
