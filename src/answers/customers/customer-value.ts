import { customerValueInput, customerValueOutput } from '../../contracts/customer-value.ts'
import { moneyBy, sumOfDoubles } from '../../warehouse/measures.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { customersInScope } from './customers-in-scope.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { servedBy, servedModel } from '../served-model.ts'

const levels = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

/**
 * What customers have brought so far and what they are expected to bring: historic net revenue with its percentiles,
 * and by the served model (BG/NBD and Gamma-Gamma) the orders and value of the next 90 days and 12 months with intervals.
 */
export const customerValue = answer({
  name: 'customer-value',
  paths: [{ path: '/analytics/customer-value' }],
  title: 'Customer value',
  summary: 'What customers have brought, and what the next 90 days and 12 months are expected to bring',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue', 'predictions'],
  input: customerValueInput,
  output: customerValueOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const among = join([sql`customer_key > 0`, ...customersInScope(scope)], ' AND ')
    const [past, expected, top] = await Promise.all([
      historic(context, scope, among, input.bins),
      predicted(context, scope, among),
      best(context, scope, among),
    ])
    const reasons: Record<string, string> = {}
    if (past.historic === null) reasons.historic = 'no_customers'
    if (expected === null) reasons.predicted = 'model_not_trained'
    return { ...replyHead(context, scope, reasons), ...past, predicted: expected, top }
  },
})

/** One row a customer who has ordered by the end of the period; columns customer_key, value. */
function values(scope: Scope, among: Sql): Sql {
  if (scope.upToDate) {
    return sql`SELECT customer_key, CAST(revenue AS DOUBLE) AS value FROM marts.customers WHERE orders > 0 AND ${among}`
  }
  return sql`SELECT customer_key, CAST(sum(revenue) AS DOUBLE) AS value FROM marts.sales
    WHERE counts AND day <= CAST(${scope.range.end} AS DATE) AND ${among}
    GROUP BY customer_key HAVING bool_or(is_sale)`
}

async function historic(context: AnswerContext, scope: Scope, among: Sql, bins: number) {
  const list = values(scope, among)
  const summary = await context.db.row<{ customers: number; total: number; quantiles: number[] | null }>(sql`
    SELECT CAST(count(*) AS INTEGER) AS customers, ${sumOfDoubles('value')} AS total,
      quantile_cont(value, [${raw(levels.join(', '))}]) AS quantiles FROM (${list}) AS v`)
  if (summary.quantiles === null) return { customers: 0, historic: null, bins: [] }
  const [p10, p25, p50, p75, p90, p95, p99] = summary.quantiles
  const width = roundWidth((p99 - Math.min(0, p10)) / bins)
  const from = Math.floor(Math.min(0, p10) / width) * width
  const life = { start: scope.first_day, end: scope.range.end }
  const where = join(
    [sql`s.counts AND s.day BETWEEN CAST(${life.start} AS DATE) AND CAST(${life.end} AS DATE)`, among],
    ' AND ',
  )
  const [counts, { profit }] = await Promise.all([
    context.db.rows<{ bin: number; count: number; highest: number }>(sql`
      SELECT CAST(greatest(0, least(floor((value - ${from}) / ${width}), ${bins})) AS INTEGER) AS bin,
        CAST(count(*) AS INTEGER) AS count, max(value) AS highest FROM (${list}) AS v GROUP BY 1 ORDER BY 1`),
    context.db.row<{ profit: number | null }>(moneyBy(scope.costing, {}, where)),
  ])
  const found = new Map(counts.map((row) => [row.bin, row]))
  const last = Math.max(...counts.map((row) => row.bin))
  return {
    customers: summary.customers,
    historic: {
      total: summary.total,
      mean: summary.total / summary.customers,
      profit,
      percentiles: { p10, p25, p50, p75, p90, p95, p99 },
    },
    bins: Array.from({ length: last + 1 }, (_, bin) => ({
      from: from + bin * width,
      to: bin === bins ? found.get(bin)!.highest : from + (bin + 1) * width,
      count: found.get(bin)?.count ?? 0,
    })),
  }
}

/** The next width that is easily read: 1, 2, 2.5 or 5 times a power of ten. */
function roundWidth(least: number): number {
  if (!(least > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((width) => width >= least * (1 - 1e-9)) ?? least
}

type Predicted = {
  customers: number
  alive: number
  orders_90: number
  orders_365: number
  value_90: number
  value_365: number
  quantiles: number[] | null
  best: number
}

async function predicted(context: AnswerContext, scope: Scope, among: Sql) {
  const served = await servedModel(context, 'customer-value')
  if (served === null) return null
  const row = await context.db.row<Predicted>(sql`
    SELECT CAST(count(*) AS INTEGER) AS customers, ${sumOfDoubles('alive')} AS alive,
      ${sumOfDoubles('orders_90')} AS orders_90, ${sumOfDoubles('orders_365')} AS orders_365,
      ${sumOfDoubles('value_90')} AS value_90, ${sumOfDoubles('value_365')} AS value_365,
      quantile_cont(value_365, [${raw(levels.join(', '))}]) AS quantiles,
      ${sumOfDoubles('CASE WHEN place <= ceil(n / 10.0) THEN value_365 END')} AS best
    FROM (SELECT *, row_number() OVER (ORDER BY value_365 DESC, customer_key) AS place, count(*) OVER () AS n
      FROM predictions.customer_value WHERE ${among}) AS p`)
  if (row.quantiles === null) return null
  const [p10, p25, p50, p75, p90, p95, p99] = row.quantiles
  const whole = scope.conditions('s').length === 0
  return {
    served: servedBy(served),
    made_as_of: served.as_of,
    customers: row.customers,
    alive: row.alive,
    orders_90: row.orders_90,
    orders_365: row.orders_365,
    value_90: row.value_90,
    value_365: row.value_365,
    equity_365: whole ? ((served.summary.equity_365 as Interval | undefined) ?? null) : null,
    percentiles_365: { p10, p25, p50, p75, p90, p95, p99 },
    top_decile_share: row.value_365 > 0 ? row.best / row.value_365 : 0,
  }
}

type Interval = { expected: number; low: number; high: number }

function best(context: AnswerContext, scope: Scope, among: Sql) {
  return context.db.rows<
    { customer_id: string; historic_value: number } & Record<string, string | number | null>
  >(sql`
    SELECT c.customer_id, c.name, v.value AS historic_value, p.value_365, p.value_365_low, p.value_365_high, p.alive,
      p.next_day
    FROM (${values(scope, among)}) AS v
    JOIN facts.customers AS c ON c.customer_key = v.customer_key
    LEFT JOIN predictions.customer_value AS p ON p.customer_key = v.customer_key
    ORDER BY coalesce(p.value_365, 0) DESC, v.value DESC, c.customer_id LIMIT 100`) as Promise<TopCustomer[]>
}

type TopCustomer = {
  customer_id: string
  name: string | null
  historic_value: number
  value_365: number | null
  value_365_low: number | null
  value_365_high: number | null
  alive: number | null
  next_day: string | null
}
