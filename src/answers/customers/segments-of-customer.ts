import type { Segment } from '../../contracts/segments.ts'
import { cutOffsOfQuantiles, quintileOf, rfm11Segment, rules7 } from '../../models/customers/rfm.ts'
import { rules7Segments } from '../../contracts/segments.ts'
import { sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'
import { setCutOffs } from './customer-history.ts'
import { filter4 } from './filter-4.ts'

type Days = { as_of: string; segments_day: string | null }

/**
 * The segments of one customer on a day, by where she stands among all: as the answers about everybody have them, without
 * reading everybody. Null in a scheme that does not hold her: she had not ordered by then, or is not in the trained groups.
 */
export async function segmentsOfCustomer(
  context: AnswerContext,
  key: number,
  days: Days,
): Promise<Record<string, string | null>> {
  const all = customersOn(days.as_of, days.segments_day)
  const [rfm, rules, four, cluster] = await Promise.all([
    rfmOfCustomer(context, key, days),
    rulesOfCustomer(context, key, { all, day: days.as_of }),
    segmentIn(context, filter4(days.as_of, days.segments_day), key),
    segmentIn(context, sql`SELECT customer_key, segment FROM predictions.customer_clusters`, key),
  ])
  return { 'rfm-11': rfm, 'rules-7': rules, 'filter-4': four, 'clusters-8': cluster }
}

/** One row a customer who had ordered by the end of the day; those of the latest are kept with the marts. */
function customersOn(day: string, kept: string | null): Sql {
  if (day === kept)
    return sql`SELECT customer_key, last_day, orders, revenue FROM marts.customers WHERE orders > 0`
  return sql`
    SELECT customer_key, max(CASE WHEN is_order THEN day END) AS last_day, count(*) FILTER (WHERE is_order) AS orders,
      sum(revenue) AS revenue
    FROM marts.orders WHERE customer_key > 0 AND counts AND day <= CAST(${day} AS DATE)
    GROUP BY customer_key HAVING bool_or(is_order)`
}

type Ranks = Record<
  'n' | 'orders' | 'earlier' | 'fewer' | 'less' | `same_${'day' | 'orders' | 'revenue'}`,
  number
>

/** The group of one customer in the scheme of eleven, from how many stand below and beside her. */
export async function rfmOfCustomer(
  context: AnswerContext,
  key: number,
  days: Days,
): Promise<Segment | null> {
  const all = customersOn(days.as_of, days.segments_day)
  const ranks = await context.db.row<Ranks>(sql`
    SELECT CAST(count(*) AS INTEGER) AS n, CAST(coalesce(max(own.orders), 0) AS INTEGER) AS orders,
      CAST(count(*) FILTER (WHERE a.last_day < own.last_day) AS INTEGER) AS earlier,
      CAST(count(*) FILTER (WHERE a.last_day = own.last_day) AS INTEGER) AS same_day,
      CAST(count(*) FILTER (WHERE a.orders < own.orders) AS INTEGER) AS fewer,
      CAST(count(*) FILTER (WHERE a.orders = own.orders) AS INTEGER) AS same_orders,
      CAST(count(*) FILTER (WHERE a.revenue < own.revenue) AS INTEGER) AS less,
      CAST(count(*) FILTER (WHERE a.revenue = own.revenue) AS INTEGER) AS same_revenue
    FROM (${all}) AS a
    CROSS JOIN (SELECT last_day, orders, revenue FROM (${all}) AS o WHERE customer_key = ${key}) AS own`)
  const { n } = ranks
  if (n === 0) return null
  const frequency = ranks.orders <= 1 ? 1 : quintileOf(ranks.fewer, ranks.same_orders, n)
  return rfm11Segment(
    quintileOf(ranks.earlier, ranks.same_day, n),
    frequency,
    quintileOf(ranks.less, ranks.same_revenue, n),
  )
}

type Quantiles = Record<'recency' | 'monetary', number[] | null> & { repeated: number[] | null }

async function rulesOfCustomer(
  context: AnswerContext,
  key: number,
  { all, day }: { all: Sql; day: string },
): Promise<Segment | null> {
  const [own] = await context.db.rows<{ recency: number; orders: number; revenue: number }>(sql`
    SELECT CAST(CAST(${day} AS DATE) - last_day AS INTEGER) AS recency, CAST(orders AS INTEGER) AS orders,
      CAST(revenue AS DOUBLE) AS revenue FROM (${all}) AS a WHERE customer_key = ${key}`)
  if (own === undefined) return null
  const thirds = await context.db.row<Quantiles>(sql`
    SELECT quantile_cont(CAST(CAST(${day} AS DATE) - last_day AS DOUBLE), [1 / 3, 2 / 3]) AS recency,
      quantile_cont(CAST(revenue AS DOUBLE), [1 / 3, 2 / 3]) AS monetary,
      quantile_cont(CAST(orders AS DOUBLE), [1 / 3, 2 / 3]) FILTER (WHERE orders > 1) AS repeated
    FROM (${all}) AS a`)
  const cutOffs = setCutOffs(cutOffsOfQuantiles(thirds), context.settings)
  const { segments } = rules7(
    { recencyDays: [own.recency], frequency: [own.orders], monetary: [own.revenue] },
    cutOffs,
  )
  return rules7Segments[segments[0]]
}

async function segmentIn(context: AnswerContext, all: Sql, key: number): Promise<string | null> {
  const [row] = await context.db.rows<{ segment: string }>(
    sql`SELECT segment FROM (${all}) AS a WHERE customer_key = ${key}`,
  )
  return row?.segment ?? null
}
