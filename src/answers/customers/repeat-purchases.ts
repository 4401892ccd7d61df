import { repeatPurchasesInput, repeatPurchasesOutput } from '../../contracts/repeat-purchases.ts'
import { isoDay } from '../../warehouse/read-values.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'

const windows = [30, 60, 90, 180, 365]
const gapBorders = [0, 7, 14, 30, 45, 60, 90, 120, 180, 270, 365, 730]
const lastNumber = 21

/**
 * Whether customers come back: how many order twice, how soon, how often, and who was active in each month. Orders are
 * those in scope and in the period; a customer's first is the first of these, and several on one day are as many.
 */
export const repeatPurchases = answer({
  name: 'repeat-purchases',
  paths: [{ path: '/analytics/repeat-purchases' }],
  title: 'Repeat purchases',
  summary: 'Repeat rate, second-order rate, time between orders, and activity by month',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue'],
  input: repeatPurchasesInput,
  output: repeatPurchasesOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const groups = await context.db.columns<Groups>(orderGroups(scope))
    const customers = sumWhere(groups, (i) => groups.number[i] === 1)
    const repeat_customers = sumWhere(groups, (i) => groups.number[i] === 2)
    const { median, mean } = gapSummary(groups)
    const reasons: Record<string, string> = {}
    if (customers === 0)
      Object.assign(reasons, { repeat_rate: 'no_customers', orders_per_customer: 'no_customers' })
    if (median === null) {
      Object.assign(reasons, { median_gap_days: 'not_enough_history', mean_gap_days: 'not_enough_history' })
    }
    const second_order = windows.map((days) => {
      const seen = sum(groups[`seen_${days}`])
      return { days, customers: seen, rate: seen > 0 ? sum(groups[`back_${days}`]) / seen : null }
    })
    if (second_order.some(({ rate }) => rate === null)) reasons['second_order.rate'] = 'not_enough_history'
    return {
      ...replyHead(context, scope, reasons),
      customers,
      repeat_customers,
      repeat_rate: customers > 0 ? repeat_customers / customers : null,
      orders_per_customer: customers > 0 ? sum(groups.orders) / customers : null,
      median_gap_days: median,
      mean_gap_days: mean,
      second_order,
      curve: curveOf(groups),
      gaps: gapBins(groups),
      activity: activityOf(groups),
    }
  },
})

/**
 * Orders counted by month, number for the customer (all from the 21st on together) and gap to the one before (−1 for
 * first orders): a few thousand groups, from which every figure follows.
 */
type Groups = {
  month: Int32Array
  number: Int32Array
  gap: Int32Array
  orders: Int32Array
  revenue: Float64Array
} & Record<'first_in_month' | `seen_${number}` | `back_${number}`, Int32Array>

function orderGroups(scope: Scope): Sql {
  const orders = scope.byLine
    ? sql`SELECT s.customer_key, s.order_key, min(s.day) AS day, sum(s.revenue) AS revenue FROM marts.sales AS s
        WHERE ${scope.lines(scope.range)} AND s.is_sale AND s.customer_key > 0 GROUP BY s.customer_key, s.order_key`
    : sql`SELECT o.customer_key, o.order_key, o.day, o.revenue FROM marts.orders AS o
        WHERE ${scope.orders(scope.range)} AND o.is_order AND o.customer_key > 0`
  const end = sql`CAST(${scope.range.end} AS DATE)`
  // a second order's customer was first seen on its day less its gap
  const second = windows.map(
    (days) => sql`CAST(count(*) FILTER (WHERE number = 1 AND ${end} - day >= ${raw(String(days))}) AS INTEGER)
        AS ${raw(`seen_${days}`)},
      CAST(count(*) FILTER (WHERE number = 2 AND gap <= ${raw(String(days))} AND ${end} - (day - gap) >= ${raw(String(days))})
        AS INTEGER) AS ${raw(`back_${days}`)}`,
  )
  return sql`
    SELECT CAST(date_trunc('month', day) AS DATE) AS month,
      CAST(least(number, ${lastNumber}) AS INTEGER) AS number, CAST(coalesce(gap, -1) AS INTEGER) AS gap,
      CAST(count(*) AS INTEGER) AS orders, CAST(sum(revenue) AS DOUBLE) AS revenue,
      CAST(count(*) FILTER (WHERE number = 2 OR (number > 2 AND date_trunc('month', day - gap) < date_trunc('month', day)))
        AS INTEGER) AS first_in_month,
      ${join(second, ', ')}
    FROM (
      SELECT day, revenue, row_number() OVER (PARTITION BY customer_key ORDER BY day, order_key) AS number,
        CAST(day - lag(day) OVER (PARTITION BY customer_key ORDER BY day, order_key) AS INTEGER) AS gap
      FROM (${orders}) AS orders
    ) AS numbered GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`
}

const sum = (values: Int32Array): number => values.reduce((total, value) => total + value, 0)

function sumWhere(groups: Groups, chosen: (i: number) => boolean): number {
  return groups.orders.reduce((total, count, i) => (chosen(i) ? total + count : total), 0)
}

/** Median and mean of the days between orders, from their counts. */
function gapSummary({ gap, orders }: Groups): { median: number | null; mean: number | null } {
  const counts = new Map<number, number>()
  gap.forEach((days, i) => {
    if (days >= 0) counts.set(days, (counts.get(days) ?? 0) + orders[i])
  })
  const sorted = [...counts].sort(([a], [b]) => a - b)
  const total = sorted.reduce((all, [, count]) => all + count, 0)
  if (total === 0) return { median: null, mean: null }
  const at = (rank: number): number => {
    let passed = 0
    for (const [days, count] of sorted) {
      passed += count
      if (passed > rank) return days
    }
    return sorted[sorted.length - 1][0]
  }
  const mean = sorted.reduce((all, [days, count]) => all + days * count, 0) / total
  return { median: (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2, mean }
}

function curveOf(groups: Groups) {
  const reached = Array.from({ length: lastNumber }, (_, index) =>
    sumWhere(groups, (i) => groups.number[i] === index + 1),
  )
  return reached
    .slice(0, -1)
    .map((customers, index) => ({
      order_number: index + 1,
      customers,
      next_rate: reached[index + 1] / customers,
    }))
    .filter(({ order_number, customers }) => customers > 0 && order_number < lastNumber - 1)
}

function gapBins(groups: Groups) {
  const longest = groups.gap.reduce((most, days) => Math.max(most, days), 0)
  return gapBorders.map((from, index) => {
    const to = gapBorders[index + 1] ?? Math.max(longest + 1, from + 1)
    return { from, to, count: sumWhere(groups, (i) => groups.gap[i] >= from && groups.gap[i] < to) }
  })
}

function activityOf(groups: Groups) {
  const months = new Map<
    number,
    {
      month: string
      new_customers: number
      returning_customers: number
      reactivated_customers: number
      revenue: number
    }
  >()
  groups.month.forEach((day, i) => {
    const none = {
      month: isoDay(day),
      new_customers: 0,
      returning_customers: 0,
      reactivated_customers: 0,
      revenue: 0,
    }
    const month = months.get(day) ?? none
    if (groups.number[i] === 1) month.new_customers += groups.orders[i]
    month.returning_customers += groups.first_in_month[i]
    if (groups.gap[i] > 180) month.reactivated_customers += groups.orders[i]
    month.revenue += groups.revenue[i]
    months.set(day, month)
  })
  return [...months.values()]
}
