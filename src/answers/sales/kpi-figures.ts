import type { KpiFigures } from '../../contracts/kpis.ts'
import { lineMeasures, moneyBy, orderMeasures } from '../../warehouse/measures.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'
import { addDays } from '../period.ts'
import type { DayRange } from '../period.ts'
import type { Scope } from '../scope.ts'

type Totals = {
  position: number
  revenue: number
  profit: number | null
  costed_revenue: number
  orders: number
  customers: number
  new_customers: number
  visits: number | null
  lifetime_revenue: number
  lifetime_customers: number
  active_before: number
  gone: number
}

export type FiguresWithReasons = { figures: KpiFigures; reasons: Record<string, string> }

/** The figures of the overview for each of several ranges of days, in one statement. */
export async function kpiFigures(
  context: AnswerContext,
  scope: Scope,
  ranges: readonly DayRange[],
): Promise<FiguresWithReasons[]> {
  const statements = ranges.map((range, position) => totals(scope, range, position))
  const rows = await context.db.rows<Totals>(sql`${join(statements, ' UNION ALL ')} ORDER BY position`)
  return rows.map((row) => derive(row, scope))
}

function totals(scope: Scope, range: DayRange, position: number): Sql {
  return sql`SELECT CAST(${position} AS INTEGER) AS position, *
    FROM (${moneyBy(scope.costing, {}, scope.lines(range))}) AS money,
    (${counts(scope, range)}) AS counts,
    (${newCustomers(scope, range)}) AS fresh,
    (SELECT CAST(sum(v.visits) AS DOUBLE) AS visits FROM facts.visits AS v WHERE ${scope.visits(range)}) AS traffic,
    (${lifetime(scope, range)}) AS lifetime,
    (${churn(scope, range)}) AS churn`
}

const date = (day: string): Sql => sql`CAST(${day} AS DATE)`

function counts(scope: Scope, range: DayRange): Sql {
  if (scope.byLine) {
    return sql`SELECT ${lineMeasures.orders} AS orders, ${lineMeasures.customers} AS customers
      FROM marts.sales AS s WHERE ${scope.lines(range)}`
  }
  return sql`SELECT ${orderMeasures.orders} AS orders, ${customerCount(scope, range)} AS customers
    FROM marts.orders AS o WHERE ${scope.orders(range)}`
}

/** Distinct customers behind `marts.orders AS o` of a range. */
export function customerCount(scope: Scope, range: DayRange): Sql {
  return scope.wholeCustomers ? firstsWithin(range.start) : orderMeasures.customers
}

/** Distinct customers where all of a customer's orders are in scope: each has one order with none before it in the range. */
function firstsWithin(start: string): Sql {
  return sql`CAST(count(*) FILTER (WHERE o.is_order AND o.customer_key > 0
    AND (o.previous_day IS NULL OR o.previous_day < ${date(start)})) AS INTEGER)`
}

/** The customers of the scope with at least one order in it between two days. */
export function buyers(scope: Scope, range: DayRange): Sql {
  return scope.byLine
    ? sql`SELECT s.customer_key, s.day FROM marts.sales AS s
        WHERE ${scope.lines(range)} AND s.is_sale AND s.customer_key > 0`
    : sql`SELECT o.customer_key, o.day FROM marts.orders AS o
        WHERE ${scope.orders(range)} AND o.is_order AND o.customer_key > 0`
}

function newCustomers(scope: Scope, range: DayRange): Sql {
  const first = sql`first_day BETWEEN ${date(range.start)} AND ${date(range.end)}`
  const within =
    scope.conditions('s').length === 0
      ? raw('')
      : sql`AND customer_key IN (SELECT b.customer_key FROM (${buyers(scope, range)}) AS b)`
  return sql`SELECT CAST(count(*) AS INTEGER) AS new_customers FROM marts.customers WHERE ${first} ${within}`
}

/** All that the scope's customers have brought up to the end of the range. */
function lifetime(scope: Scope, range: DayRange): Sql {
  const all = { start: scope.first_day, end: range.end }
  const customers =
    scope.conditions('s').length === 0
      ? sql`SELECT CAST(count(*) AS INTEGER) FROM marts.customers WHERE first_day <= ${date(range.end)}`
      : sql`SELECT CAST(count(DISTINCT b.customer_key) AS INTEGER) FROM (${buyers(scope, all)}) AS b`
  return scope.byLine
    ? sql`SELECT ${lineMeasures.revenue} AS lifetime_revenue, (${customers}) AS lifetime_customers
        FROM marts.sales AS s WHERE ${scope.lines(all)} AND s.customer_key > 0`
    : sql`SELECT ${orderMeasures.revenue} AS lifetime_revenue, (${customers}) AS lifetime_customers
        FROM marts.orders AS o WHERE ${scope.orders(all)} AND o.customer_key > 0`
}

/** Of the customers active in the 180 days before the last 180, those who did not return in the last 180. */
function churn(scope: Scope, range: DayRange): Sql {
  const border = addDays(range.end, -180)
  const start = addDays(range.end, -359)
  if (scope.wholeCustomers) {
    // a customer's last order before the border is the one whose next comes after it, or never
    return sql`SELECT CAST(count(*) AS INTEGER) AS active_before,
        CAST(count(*) FILTER (WHERE o.next_day IS NULL OR o.next_day > ${date(range.end)}) AS INTEGER) AS gone
      FROM marts.orders AS o WHERE ${scope.orders({ start, end: border })} AND o.is_order AND o.customer_key > 0
        AND (o.next_day IS NULL OR o.next_day > ${date(border)})`
  }
  return sql`SELECT CAST(count(*) FILTER (WHERE before) AS INTEGER) AS active_before,
      CAST(count(*) FILTER (WHERE before AND NOT after) AS INTEGER) AS gone
    FROM (SELECT b.customer_key, bool_or(b.day <= ${date(border)}) AS before, bool_or(b.day > ${date(border)}) AS after
      FROM (${buyers(scope, { start, end: range.end })}) AS b GROUP BY b.customer_key) AS activity`
}

function derive(row: Totals, scope: Scope): FiguresWithReasons {
  const reasons: Record<string, string> = {}
  const ratio = (name: string, above: number | null, below: number | null, reason: string): number | null => {
    if (above !== null && below !== null && below > 0) return above / below
    reasons[name] = reason
    return null
  }
  if (row.profit === null) reasons.gross_profit = row.orders === 0 ? 'no_orders' : 'no_cost_data'
  const visits = scope.beyondVisits ? null : row.visits
  return {
    figures: {
      total_revenue: row.revenue,
      total_orders: row.orders,
      average_order_value: ratio('average_order_value', row.revenue, row.orders, 'no_orders'),
      gross_profit: row.profit,
      profit_margin: ratio('profit_margin', row.profit, row.costed_revenue, 'no_cost_data'),
      total_customers: row.customers,
      new_customers: row.new_customers,
      conversion_rate: ratio(
        'conversion_rate',
        row.orders,
        visits,
        scope.beyondVisits ? 'visits_not_by_this_filter' : 'no_visit_data',
      ),
      customer_ltv: ratio('customer_ltv', row.lifetime_revenue, row.lifetime_customers, 'no_customers'),
      churn_rate: ratio('churn_rate', row.gone, row.active_before, 'not_enough_history'),
    },
    reasons,
  }
}
