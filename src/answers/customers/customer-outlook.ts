import { AppError } from '../../base/errors.ts'
import { actionAtRisk, actionOfSegment } from '../../contracts/segments.ts'
import type { Segment, SegmentAction } from '../../contracts/segments.ts'
import { customerOutlookInput, customerOutlookOutput } from '../../contracts/customer-outlook.ts'
import { sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { addMonths } from '../period.ts'
import { replyHead } from '../reply-head.ts'
import { knownDays } from '../scope.ts'
import { rfmOfCustomer, segmentsOfCustomer } from './segments-of-customer.ts'
import { servedBy, servedModel } from '../served-model.ts'

/** How one customer stands: segments and how they changed, expected value, next order, risk of leaving, who is alike. */
export const customerOutlook = answer({
  name: 'customer-outlook',
  paths: [{ path: '/customers/{customer_id}/outlook' }],
  title: 'Outlook of one customer',
  summary: 'Segments and their history, expected value, next order, risk of leaving, similar customers',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue', 'predictions'],
  input: customerOutlookInput,
  output: customerOutlookOutput,
  async run(context, input) {
    const days = await knownDays(context, input.as_of)
    const [known] = await context.db.rows<{ customer_key: number }>(
      sql`SELECT customer_key FROM facts.customers WHERE customer_id = ${input.customer_id}`,
    )
    if (known === undefined)
      throw new AppError('customer_not_found', `there is no customer ${input.customer_id}`)
    const key = known.customer_key
    const [segments, segment_history, value, churn, similar, trained] = await Promise.all([
      days.as_of === null
        ? noSegments
        : segmentsOfCustomer(context, key, { as_of: days.as_of, segments_day: days.segments_day }),
      history(context, key, days),
      expectedValue(context, key),
      churnOf(context, key),
      alike(context, key),
      trainedOf(context),
    ])
    const reasons: Record<string, string> = {}
    const segment = segments['rfm-11'] as Segment | null
    const unseen = segment === null ? 'no_orders' : 'not_enough_history'
    if (value === null) {
      const why = trained.value ? unseen : 'model_not_trained'
      Object.assign(reasons, { value: why, next_order: why })
    }
    if (churn === null) reasons.churn = trained.churn ? 'not_active' : 'model_not_trained'
    if (segment === null) reasons.recommended_action = 'no_orders'
    return {
      ...replyHead(context, days, reasons),
      customer_id: input.customer_id,
      segments,
      segment_history,
      value: value?.value ?? null,
      next_order: value?.next_order ?? null,
      churn,
      recommended_action: segment === null ? null : actionFor(segment, churn?.probability ?? 0),
      similar,
    }
  },
})

const noSegments = { 'rfm-11': null, 'rules-7': null, 'filter-4': null, 'clusters-8': null }

const actionFor = (segment: Segment, leaving: number): SegmentAction =>
  leaving >= 0.5 ? actionAtRisk(segment) : actionOfSegment[segment]

async function trainedOf(context: AnswerContext): Promise<{ value: boolean; churn: boolean }> {
  const [value, churn] = await Promise.all([
    servedModel(context, 'customer-value'),
    servedModel(context, 'churn'),
  ])
  return { value: value !== null, churn: churn !== null }
}

// beyond this, ranking somebody among everybody on eight past days takes longer than she waits
const manyCustomers = 200_000

/** The segment at the end of each of the last eight quarters, among everybody of that day. */
async function history(
  context: AnswerContext,
  key: number,
  days: Awaited<ReturnType<typeof knownDays>>,
): Promise<{ day: string; segment: string }[]> {
  const { customers } = await context.db.row<{ customers: number }>(
    sql`SELECT CAST(count(*) AS INTEGER) AS customers FROM marts.customers`,
  )
  if (days.as_of === null || customers > manyCustomers) return []
  const asOf = days.as_of
  const ends = Array.from({ length: 8 }, (_, back) =>
    back === 0 ? asOf : addMonths(asOf, -3 * back),
  ).filter((day) => day >= days.first_day)
  const found: { day: string; segment: string }[] = []
  for (const day of ends.reverse()) {
    const segment = await rfmOfCustomer(context, key, { as_of: day, segments_day: days.segments_day })
    if (segment !== null) found.push({ day, segment })
  }
  return found
}

type ValueRow = Record<string, number> & {
  due_day: string | null
  next_day: string | null
  next_day_low: string | null
  next_day_high: string | null
}

async function expectedValue(context: AnswerContext, key: number) {
  const served = await servedModel(context, 'customer-value')
  if (served === null) return null
  const [row] = await context.db.rows<never>(
    sql`SELECT * FROM predictions.customer_value WHERE customer_key = ${key}`,
  )
  if (row === undefined) return null
  const found = row as ValueRow
  const interval = (name: string) => ({
    expected: found[name],
    low: found[`${name}_low`],
    high: found[`${name}_high`],
  })
  return {
    value: {
      served: servedBy(served),
      made_as_of: served.as_of,
      alive: found.alive,
      orders_90: interval('orders_90'),
      value_90: interval('value_90'),
      orders_365: interval('orders_365'),
      value_365: interval('value_365'),
    },
    next_order: {
      usual_gap_days: found.usual_gap_days,
      due_day: found.due_day,
      overdue_days: found.overdue_days,
      expected: found.next_day,
      low: found.next_day_low,
      high: found.next_day_high,
    },
  }
}

async function churnOf(context: AnswerContext, key: number) {
  const served = await servedModel(context, 'churn')
  if (served === null) return null
  const [row] = await context.db.rows<{ probability: number; reasons: string[] }>(
    sql`SELECT probability, reasons FROM predictions.customer_churn WHERE customer_key = ${key}`,
  )
  return row === undefined ? null : { served: servedBy(served), made_as_of: served.as_of, ...row }
}

/** The five customers nearest in orders, spend and last order, each measured in the spread of all customers. */
function alike(context: AnswerContext, key: number) {
  return context.db.rows<{
    customer_id: string
    name: string | null
    total_orders: number
    lifetime_value: number
    last_order: string | null
  }>(sql`
    SELECT c.customer_id, c.name, m.orders AS total_orders, CAST(m.revenue AS DOUBLE) AS lifetime_value, m.last_day AS last_order
    FROM marts.customers AS m
    JOIN facts.customers AS c ON c.customer_key = m.customer_key AND c.archived_at IS NULL
    CROSS JOIN (SELECT orders, revenue, last_day FROM marts.customers WHERE customer_key = ${key} AND orders > 0) AS own
    CROSS JOIN (SELECT greatest(stddev_pop(ln(1 + orders)), 1e-9) AS orders_spread,
        greatest(stddev_pop(ln(1 + greatest(CAST(revenue AS DOUBLE), 0))), 1e-9) AS revenue_spread,
        greatest(stddev_pop(CAST(last_day - DATE '1970-01-01' AS DOUBLE)), 1e-9) AS day_spread
      FROM marts.customers WHERE orders > 0) AS spread
    WHERE m.customer_key <> ${key} AND m.orders > 0
    ORDER BY abs(ln(1 + m.orders) - ln(1 + own.orders)) / orders_spread
      + abs(ln(1 + greatest(CAST(m.revenue AS DOUBLE), 0)) - ln(1 + greatest(CAST(own.revenue AS DOUBLE), 0))) / revenue_spread
      + abs(m.last_day - own.last_day) / day_spread, c.customer_id
    LIMIT 5`)
}
