import { quantileCutOffs, filter4, rfm11, rules7 } from '../../models/customers/rfm.ts'
import type { RfmScores, Rules7CutOffs } from '../../models/customers/rfm.ts'
import { filter4Segments, rfm11Segments, rules7Segments } from '../../contracts/segments.ts'
import type { Segment, SegmentScheme } from '../../contracts/segments.ts'
import type { WorkspaceSettings } from '../../contracts/settings.ts'
import { join, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'

/** One entry for each customer who had ordered by the day. */
export type CustomerHistory = {
  customer_key: Int32Array
  recencyDays: Int32Array
  frequency: Int32Array
  monetary: Float64Array
  firstOrderDays: Int32Array
  yearRevenue: Float64Array
}

/**
 * Recency in days, orders and net revenue of every customer as of the end of a day, guests left out; what came after is
 * not seen. `among` narrows the customers (conditions on the column customer_key), never what is known of them.
 */
export async function customerHistory(
  context: AnswerContext,
  day: string,
  among: readonly Sql[] = [],
): Promise<CustomerHistory> {
  const end = sql`CAST(${day} AS DATE)`
  const conditions = join([sql`customer_key > 0`, sql`counts`, sql`day <= ${end}`, ...among], ' AND ')
  return context.db.columns<CustomerHistory>(sql`
    SELECT customer_key, CAST(${end} - max(CASE WHEN is_order THEN day END) AS INTEGER) AS "recencyDays",
      CAST(count(*) FILTER (WHERE is_order) AS INTEGER) AS frequency, CAST(sum(revenue) AS DOUBLE) AS monetary,
      CAST(${end} - min(CASE WHEN is_order THEN day END) AS INTEGER) AS "firstOrderDays",
      CAST(sum(CASE WHEN day > ${end} - 365 THEN revenue ELSE 0 END) AS DOUBLE) AS "yearRevenue"
    FROM marts.orders WHERE ${conditions}
    GROUP BY customer_key HAVING bool_or(is_order) ORDER BY customer_key`)
}

export type Segmented = {
  /** the segments of the scheme, in their order */
  names: readonly Segment[]
  /** index into names, one a customer */
  segment: Uint8Array
  scores: RfmScores | null
}

/** Puts customers into the segments of a scheme that needs no training. */
export function segmentsOf(
  scheme: Exclude<SegmentScheme, 'clusters-8'>,
  history: CustomerHistory,
  settings: WorkspaceSettings | undefined,
): Segmented {
  if (scheme === 'filter-4') return { names: filter4Segments, segment: filter4(history), scores: null }
  if (scheme === 'rules-7') {
    const { scores, segments } = rules7(history, cutOffsOf(history, settings))
    return { names: rules7Segments, segment: segments, scores }
  }
  const { scores, segments } = rfm11(history)
  return { names: rfm11Segments, segment: segments, scores }
}

/** The cut-offs that the workspace has set; where it has not, thirds of its own customers. */
export function cutOffsOf(history: CustomerHistory, settings: WorkspaceSettings | undefined): Rules7CutOffs {
  return setCutOffs(quantileCutOffs(history), settings)
}

export function setCutOffs(own: Rules7CutOffs, settings: WorkspaceSettings | undefined): Rules7CutOffs {
  return {
    recency_days: settings?.recency_cut_offs ?? own.recency_days,
    frequency: settings?.frequency_cut_offs ?? own.frequency,
    monetary: settings?.monetary_cut_offs ?? own.monetary,
  }
}
