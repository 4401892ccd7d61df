import { actionAtRisk } from '../../contracts/segments.ts'
import type { Segment } from '../../contracts/segments.ts'
import { churnAtRiskInput, churnAtRiskOutput } from '../../contracts/churn-at-risk.ts'
import { sumOfDoubles } from '../../warehouse/measures.ts'
import { join, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { customersInScope } from './customers-in-scope.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import { requireModel, servedBy, servedModel } from '../served-model.ts'
import type { ServedModel } from '../served-model.ts'

type AtRisk = {
  customer_id: string
  name: string | null
  email: string | null
  phone: string | null
  churn_probability: number
  value_at_risk: number
  last_order: string | null
  total_orders: number
  reasons: string[]
  segment: string | null
}

/**
 * Customers likely to leave, those with most at stake first: probability by the served churn model, the value at risk
 * (probability × what the customer spent in the last 12 months, or is expected to spend where that model is trained),
 * why, and what to do.
 */
export const churnAtRisk = answer({
  name: 'churn-at-risk',
  paths: [{ path: '/ml/churn/at-risk' }],
  title: 'Customers likely to leave',
  summary: 'Customers above a probability to leave, by value at risk, with reasons and a recommended action',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue', 'predictions'],
  input: churnAtRiskInput,
  output: churnAtRiskOutput,
  async run(context, input) {
    const served = await requireModel(context, 'churn')
    const value = await servedModel(context, 'customer-value')
    const scope = await resolveScope(context, input)
    const among = join([sql`customer_key > 0`, ...customersInScope(scope)], ' AND ')
    const { stake, join: joined } = stakeOf(value, served.as_of)
    const list = sql`
      SELECT c.customer_id, c.name, c.email, c.phone, h.probability AS churn_probability,
        h.probability * greatest(0, coalesce(${stake}, 0)) AS value_at_risk,
        m.last_day AS last_order, coalesce(m.orders, 0) AS total_orders, h.reasons, r.rfm_segment AS segment
      FROM (SELECT * FROM predictions.customer_churn WHERE ${among} AND probability >= ${input.threshold}) AS h
      JOIN facts.customers AS c ON c.customer_key = h.customer_key
      LEFT JOIN marts.customers AS m ON m.customer_key = h.customer_key
      LEFT JOIN marts.rfm AS r ON r.customer_key = h.customer_key
      ${joined}
      WHERE c.archived_at IS NULL`
    const [totals, rows] = await Promise.all([
      context.db.row<{ total: number; total_value_at_risk: number }>(sql`
        SELECT CAST(count(*) AS INTEGER) AS total, ${sumOfDoubles('value_at_risk')} AS total_value_at_risk FROM (${list}) AS l`),
      context.db.rows<AtRisk>(sql`
        SELECT * FROM (${list}) AS l ORDER BY value_at_risk DESC, customer_id LIMIT ${input.limit} OFFSET ${input.offset}`),
    ])
    return {
      ...replyHead(context, scope),
      threshold: input.threshold,
      model: {
        name: 'churn',
        served: typeof served.summary.served === 'string' ? served.summary.served : 'model',
        run_id: served.run_id,
        as_of: served.as_of,
      },
      items: rows.map(({ segment, ...row }) => ({
        ...row,
        recommended_action: actionAtRisk((segment ?? 'At Risk') as Segment),
      })),
      ...totals,
      limit: input.limit,
      offset: input.offset,
    }
  },
})

/**
 * What the next 12 months would bring of who stays, and the table to join for it. What the model expects counts the chance
 * that she has left already; the rule knows of none. Without either, and for who came after it, what was brought lately.
 */
function stakeOf(value: ServedModel | null, day: string): { stake: Sql; join: Sql } {
  if (value === null)
    return {
      stake: sql`y.revenue`,
      join: sql`LEFT JOIN (SELECT customer_key, CAST(sum(revenue) AS DOUBLE) AS revenue FROM marts.orders
        WHERE counts AND day > CAST(${day} AS DATE) - 365 GROUP BY customer_key) AS y ON y.customer_key = h.customer_key`,
    }
  const expected = servedBy(value) === 'rule' ? sql`v.value_365` : sql`v.value_365 / nullif(v.alive, 0)`
  return {
    stake: sql`coalesce(${expected}, CAST(m.revenue AS DOUBLE))`,
    join: sql`LEFT JOIN predictions.customer_value AS v ON v.customer_key = h.customer_key`,
  }
}
