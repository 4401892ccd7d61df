import { cohortsInput, cohortsOutput } from '../../contracts/cohorts.ts'
import { moneyBy } from '../../warehouse/measures.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { addDays, addMonths } from '../period.ts'
import type { DayRange } from '../period.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'

type Granularity = 'week' | 'month' | 'quarter'
type Cell = {
  cohort: string
  period: string
  customers: number
  orders: number
  revenue: number
  profit: number | null
}

/**
 * Customers by when they first ordered, and how many of each cohort ordered again in each week, month or quarter after,
 * with what they brought. A cohort is made of the customers whose first order of all lies in the period and who are in
 * scope; a cell counts a customer once. Retention is customers of the cell ÷ customers of the cohort.
 */
export const cohorts = answer({
  name: 'cohorts',
  paths: [{ path: '/analytics/cohorts' }],
  title: 'Cohorts',
  summary: 'Retention, revenue, profit and cumulative value of customers by when they first ordered',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue'],
  input: cohortsInput,
  output: cohortsOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const unit = raw(`'${input.granularity}'`)
    const end = scope.as_of ?? scope.range.end
    const life = { start: scope.range.start, end }
    const known = sql`JOIN marts.customers AS c ON c.customer_key = s.customer_key
      AND c.first_day BETWEEN CAST(${scope.range.start} AS DATE) AND CAST(${scope.range.end} AS DATE)`
    const keys = {
      cohort: sql`CAST(date_trunc(${unit}, c.first_day) AS DATE)`,
      period: sql`CAST(date_trunc(${unit}, s.day) AS DATE)`,
    }
    const rows = await context.db.rows<Cell>(sql`
      SELECT m.cohort, m.period, coalesce(n.customers, 0) AS customers, coalesce(n.orders, 0) AS orders, m.revenue, m.profit
      FROM (${moneyBy(scope.costing, keys, scope.lines(life), { joins: known })}) AS m
      LEFT JOIN (${activity(scope, life, input.granularity)}) AS n ON n.cohort = m.cohort AND n.period = m.period
      ORDER BY m.cohort, m.period`)
    const sizes = scope.wholeCustomers
      ? rows.filter((row) => row.cohort === row.period)
      : await context.db.rows<{ cohort: string; customers: number }>(sql`
          SELECT ${keys.cohort} AS cohort, CAST(count(DISTINCT s.customer_key) AS INTEGER) AS customers
          FROM marts.sales AS s ${known} WHERE ${scope.lines(life)} AND s.is_sale GROUP BY 1 ORDER BY 1`)
    const items = sizes.map(({ cohort, customers }) => ({
      cohort,
      customers,
      cells: cellsOf(
        rows.filter((row) => row.cohort === cohort),
        { cohort, customers, granularity: input.granularity, end, noCosts: scope.costing === 'none' },
      ),
    }))
    return {
      ...replyHead(
        context,
        scope,
        scope.costing === 'none' ? { profit: 'no_cost_data', cumulative_profit: 'no_cost_data' } : {},
      ),
      granularity: input.granularity,
      items,
      average_retention: averages(items),
    }
  },
})

/** Customers and orders of each cohort in each period; columns cohort, period, customers, orders. */
function activity(scope: Scope, life: DayRange, granularity: Granularity): Sql {
  const bucket = (day: string): Sql => raw(`CAST(date_trunc('${granularity}', ${day}) AS DATE)`)
  const first = sql`c.first_day BETWEEN CAST(${scope.range.start} AS DATE) AND CAST(${scope.range.end} AS DATE)`
  if (scope.byLine) {
    return sql`SELECT ${bucket('c.first_day')} AS cohort, ${bucket('s.day')} AS period,
        CAST(count(DISTINCT s.customer_key) AS INTEGER) AS customers, CAST(count(DISTINCT s.order_key) AS INTEGER) AS orders
      FROM marts.sales AS s JOIN marts.customers AS c ON c.customer_key = s.customer_key AND ${first}
      WHERE ${scope.lines(life)} AND s.is_sale GROUP BY 1, 2`
  }
  // with all of a customer's orders in scope, the first of a period is the one whose former lies before it
  const customers = scope.wholeCustomers
    ? sql`count(*) FILTER (WHERE o.previous_day IS NULL OR o.previous_day < ${bucket('o.day')})`
    : sql`count(DISTINCT o.customer_key)`
  return sql`SELECT ${bucket('c.first_day')} AS cohort, ${bucket('o.day')} AS period,
      CAST(${customers} AS INTEGER) AS customers, CAST(count(*) AS INTEGER) AS orders
    FROM marts.orders AS o JOIN marts.customers AS c ON c.customer_key = o.customer_key AND ${first}
    WHERE ${scope.orders(life)} AND o.is_order GROUP BY 1, 2`
}

type CohortFrame = {
  cohort: string
  customers: number
  granularity: Granularity
  end: string
  noCosts: boolean
}

/** Every period from the first order on, empty ones too. */
function cellsOf(rows: Cell[], frame: CohortFrame) {
  const found = new Map(rows.map((row) => [row.period, row]))
  const cells = []
  let revenue = 0
  let profit: number | null = frame.noCosts ? null : 0
  let period = frame.cohort
  for (let index = 0; period <= frame.end; index++) {
    const next = nextPeriod(period, frame.granularity)
    const row = found.get(period)
    revenue += row?.revenue ?? 0
    if (profit !== null) profit += row?.profit ?? 0
    cells.push({
      index,
      customers: row?.customers ?? 0,
      retention: (row?.customers ?? 0) / frame.customers,
      orders: row?.orders ?? 0,
      revenue: row?.revenue ?? 0,
      profit: frame.noCosts ? null : (row?.profit ?? 0),
      cumulative_revenue: revenue / frame.customers,
      cumulative_profit: profit === null ? null : profit / frame.customers,
      partial: addDays(next, -1) > frame.end,
    })
    period = next
  }
  return cells
}

function nextPeriod(start: string, granularity: Granularity): string {
  return granularity === 'week' ? addDays(start, 7) : addMonths(start, granularity === 'month' ? 1 : 3)
}

type CohortItem = { customers: number; cells: { index: number; customers: number; partial: boolean }[] }

function averages(items: readonly CohortItem[]) {
  const sums: { customers: number; active: number; cohorts: number }[] = []
  for (const item of items) {
    for (const cell of item.cells) {
      if (cell.partial) continue
      const sum = (sums[cell.index] ??= { customers: 0, active: 0, cohorts: 0 })
      sum.customers += item.customers
      sum.active += cell.customers
      sum.cohorts++
    }
  }
  return sums.flatMap((sum, index) =>
    sum === undefined ? [] : [{ index, retention: sum.active / sum.customers, cohorts: sum.cohorts }],
  )
}
