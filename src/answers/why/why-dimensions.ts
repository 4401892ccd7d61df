import { whyDimensions } from '../../contracts/why.ts'
import type { WhyDimension, WhyMetric } from '../../contracts/why.ts'
import { rateContributions, settle } from '../../models/change-parts.ts'
import type { RateTwice } from '../../models/change-parts.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'
import { breakdown } from '../breakdown.ts'
import { orderBreakdown } from '../order-breakdown.ts'
import type { DayRange } from '../period.ts'
import { nameProducts } from '../products/product-names.ts'
import type { Scope } from '../scope.ts'
import type { KnownChange } from './why-decompositions.ts'
import type { TwoPeriods } from './why-customers.ts'
import { customerRates, places } from './why-customer-rates.ts'

type Contribution = {
  id: string | null
  name: string | null
  current: number | null
  previous: number | null
  contribution: number
}
type ByDimension = {
  dimension: WhyDimension
  items: Contribution[]
  rest: { count: number; contribution: number }
  reasons?: Record<string, string>
}

/** A group's numerators and denominators in both periods; a figure that is a plain sum has denominators of 1. */
type Group = RateTwice & { id: string | null }

/**
 * How a figure is divided among groups. `sum`: each group's own, which add up. `rate`: its own rate, weighed by its share
 * of the denominator. `per_whole`: its part of the numerator over the whole denominator, where denominators of groups
 * would overlap (an order can hold several categories).
 */
type Manner = 'sum' | 'rate' | 'per_whole'

/** Why a group can have no figure of its own. */
const nothing: Record<string, string> = {
  average_order_value: 'no_orders',
  profit_margin: 'no_cost_data',
  conversion_rate: 'no_visit_data',
  customer_ltv: 'no_customers',
  churn_rate: 'not_enough_history',
}

type OfOrders = Exclude<WhyDimension, 'category' | 'product'>
const isOfOrders = (dimension: WhyDimension): dimension is OfOrders =>
  dimension !== 'category' && dimension !== 'product'

/** What each country, category, product and channel did to the figure. A dimension with one group says nothing. */
export async function changeByDimensions(change: KnownChange, limit: number): Promise<ByDimension[]> {
  const wanted = whyDimensions.filter(
    (dimension) => change.metric !== 'conversion_rate' || dimension in visitColumns,
  )
  const made = await Promise.all(wanted.map(async (dimension) => changeBy(change, dimension, limit)))
  const told = made.filter((each) => each !== null)
  await nameProducts(
    change.context,
    told.flatMap(({ dimension, items }) => (dimension === 'product' ? items : [])),
  )
  return told
}

async function changeBy(
  change: KnownChange,
  dimension: WhyDimension,
  limit: number,
): Promise<ByDimension | null> {
  const groups = await ratesBy(change, dimension)
  if (groups.length < 2) return null
  const { current, previous } = change
  const manner = mannerOf(change.metric, dimension)
  const amounts = contributionsOf(groups, manner)
  const rows = groups.map((group, i) => ({ ...group, amount: amounts[i] }))
  const scale = Math.max(Math.abs(current), Math.abs(previous))
  const settled = settle(rows, current - previous, scale).sort(
    (a, b) => Math.abs(b.amount) - Math.abs(a.amount) || String(a.id).localeCompare(String(b.id), 'en'),
  )
  const items = settled.slice(0, limit).map((row) => ({
    id: row.id,
    name: row.id,
    current: ownFigure(row.above_1, row.below_1, manner),
    previous: ownFigure(row.above_0, row.below_0, manner),
    contribution: row.amount,
  }))
  const others = settled.slice(limit)
  const isUnknown = items.some((item) => item.current === null || item.previous === null)
  return {
    dimension,
    items,
    rest: { count: others.length, contribution: others.reduce((sum, { amount }) => sum + amount, 0) },
    ...(isUnknown ? { reasons: { current: nothing[change.metric], previous: nothing[change.metric] } } : {}),
  }
}

function contributionsOf(groups: Group[], manner: Manner): number[] {
  if (manner === 'rate') return rateContributions(groups).map(({ own, mix }) => own + mix)
  return groups.map(({ above_0, below_0, above_1, below_1 }) => above_1 / below_1 - above_0 / below_0)
}

const ownFigure = (above: number, below: number, manner: Manner): number | null =>
  manner === 'sum' ? above : below > 0 ? above / below : null

function mannerOf(metric: WhyMetric, dimension: WhyDimension): Manner {
  if (metric === 'average_order_value') return isOfOrders(dimension) ? 'rate' : 'per_whole'
  return ['profit_margin', 'conversion_rate', 'churn_rate', 'customer_ltv'].includes(metric) ? 'rate' : 'sum'
}

const visitColumns: Partial<Record<WhyDimension, string>> = {
  country: 'country',
  traffic_source: 'source',
  device_type: 'device',
}

type OfCustomers = 'customer_ltv' | 'churn_rate'
type Totals = { id: string | null; above: number; below: number }

/** Numerators and denominators of the figure by group, in both periods; all in one group where no dimension is named. */
export async function ratesBy(change: KnownChange, dimension: WhyDimension | null): Promise<Group[]> {
  const { metric } = change
  if (metric === 'customer_ltv' || metric === 'churn_rate')
    return change.context.db.rows<Group>(customerRates(change, metric, dimension))
  if (dimension === null) throw new RangeError(`${metric} is not asked for as a whole`)
  const [before, now] = await Promise.all([
    totalsOf({ ...change, metric }, dimension, 'before'),
    totalsOf({ ...change, metric }, dimension, 'now'),
  ])
  const manner = mannerOf(metric, dimension)
  const groups = new Map<string | null, Group>()
  const { figures } = change
  const wholes = manner === 'per_whole' ? [figures.before.total_orders!, figures.now.total_orders!] : [1, 1]
  const none = manner === 'rate' ? [0, 0] : wholes
  const groupOf = (id: string | null): Group => {
    const known = groups.get(id) ?? { id, above_0: 0, below_0: none[0], above_1: 0, below_1: none[1] }
    groups.set(id, known)
    return known
  }
  for (const { id, above, below } of before)
    Object.assign(groupOf(id), { above_0: above, ...(manner === 'rate' ? { below_0: below } : {}) })
  for (const { id, above, below } of now)
    Object.assign(groupOf(id), { above_1: above, ...(manner === 'rate' ? { below_1: below } : {}) })
  return [...groups.values()]
}

async function totalsOf(
  { context, scope, periods, metric }: KnownChange & { metric: Exclude<WhyMetric, OfCustomers> },
  dimension: WhyDimension,
  which: keyof TwoPeriods,
): Promise<Totals[]> {
  const range = periods[which]
  const rows = async (query: Sql): Promise<Totals[]> => context.db.rows<Totals>(query)
  switch (metric) {
    case 'total_revenue':
    case 'gross_profit':
    case 'profit_margin':
      return moneyOf(
        await breakdown(context, scope, [places[dimension].column], { range, counts: false }),
        dimension,
        metric,
      )
    case 'average_order_value':
    case 'total_orders': {
      const isMoney = metric === 'average_order_value'
      if (isOfOrders(dimension)) {
        const found = await orderBreakdown(context, scope, [dimension], { range, counts: 'orders' })
        return found.map((row) => ({
          id: row[dimension],
          above: isMoney ? row.revenue : row.orders,
          below: isMoney ? row.orders : 1,
        }))
      }
      if (!isMoney) return rows(dividedCount(scope, range, 'order_key', dimension))
      return moneyOf(
        await breakdown(context, scope, [places[dimension].column], { range, counts: false }),
        dimension,
        'total_revenue',
      )
    }
    case 'total_customers':
      return rows(dividedCount(scope, range, 'customer_key', dimension))
    case 'new_customers':
      return rows(dividedCount(scope, range, 'customer_key', dimension, firstIn(range)))
    case 'conversion_rate':
      return conversionBy(context, scope, range, dimension as OfOrders)
  }
}

type MoneyRow = { revenue: number; profit: number | null; costed_revenue: number }

function moneyOf(rows: MoneyRow[], dimension: WhyDimension, metric: WhyMetric): Totals[] {
  const { column } = places[dimension]
  return rows.map((row) => ({
    id: (row as MoneyRow & { [name: string]: string | null })[column],
    above: metric === 'total_revenue' ? row.revenue : (row.profit ?? 0),
    below: row.costed_revenue,
  }))
}

const joined = (dimension: WhyDimension): { id: Sql; table: Sql } => {
  const { table, key, column } = places[dimension]
  return { id: raw(`d.${column}`), table: raw(`LEFT JOIN ${table} AS d ON d.${key} = s.${key}`) }
}

/** Customers or orders of a range by group; who or what is in several groups counts in equal parts in each. */
function dividedCount(
  scope: Scope,
  range: DayRange,
  entity: 'customer_key' | 'order_key',
  dimension: WhyDimension,
  among: Sql[] = [],
): Sql {
  const { id, table } = joined(dimension)
  const where = join(
    [
      scope.lines(range),
      raw('s.is_sale'),
      ...(entity === 'customer_key' ? [raw('s.customer_key > 0')] : []),
      ...among,
    ],
    ' AND ',
  )
  return sql`
    SELECT id, sum(part) AS above, 1 AS below FROM (
      SELECT g.id, CAST(1 AS DOUBLE) / count(*) OVER (PARTITION BY g.entity) AS part
      FROM (SELECT DISTINCT s.${raw(entity)} AS entity, ${id} AS id FROM marts.sales AS s ${table} WHERE ${where}) AS g
    ) AS parts GROUP BY id`
}

const firstIn = ({ start, end }: DayRange): Sql[] => [
  sql`s.customer_key IN (SELECT customer_key FROM marts.customers
    WHERE first_day BETWEEN CAST(${start} AS DATE) AND CAST(${end} AS DATE))`,
]

/** Customers who bought up to the end of a period; with another period, only those who had not by its end. */
export function knownCustomers(scope: Scope, { end }: DayRange, before?: DayRange): Sql {
  const fresh = before ? sql`HAVING min(s.day) > CAST(${before.end} AS DATE)` : raw('')
  return sql`SELECT s.customer_key FROM marts.sales AS s
    WHERE ${scope.lines({ start: scope.first_day, end })} AND s.is_sale AND s.customer_key > 0
    GROUP BY s.customer_key ${fresh}`
}

async function conversionBy(
  context: AnswerContext,
  scope: Scope,
  range: DayRange,
  dimension: OfOrders,
): Promise<Totals[]> {
  const column = raw(visitColumns[dimension]!)
  const [orders, visits] = await Promise.all([
    orderBreakdown(context, scope, [dimension], { range, counts: 'orders' }),
    context.db.rows<{ id: string | null; visits: number }>(sql`
      SELECT v.${column} AS id, CAST(sum(v.visits) AS DOUBLE) AS visits FROM facts.visits AS v
      WHERE ${scope.visits(range)} GROUP BY 1`),
  ])
  const ids = new Set([...orders.map((row) => row[dimension]), ...visits.map(({ id }) => id)])
  return [...ids].map((id) => ({
    id,
    above: orders.find((row) => row[dimension] === id)?.orders ?? 0,
    below: visits.find((row) => row.id === id)?.visits ?? 0,
  }))
}
