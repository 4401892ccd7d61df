import { distributionInput, distributionOutput } from '../../contracts/distribution.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { orderTotals } from './order-totals.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'

type Measure = 'order_value' | 'customer_revenue' | 'daily_revenue' | 'unit_price'
type Summary = { count: number; mean: number | null; quantiles: number[] | null; lowest: number | null }

const levels = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

/**
 * How values are spread: of orders, of customers, of days or of unit prices. Percentiles are interpolated (type 7).
 * Bins are of one width from the lowest value to the 99th percentile; the last holds all that lies above.
 */
export const distribution = answer({
  name: 'distribution',
  paths: [{ path: '/analytics/distribution' }],
  title: 'Distribution of values',
  summary: 'Percentiles and histogram of order values, revenue per customer, daily revenue or unit prices',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: distributionInput,
  output: distributionOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const values = valuesOf(input.measure, scope)
    const summary = await context.db.row<Summary>(sql`
      SELECT CAST(count(*) AS INTEGER) AS count, avg(value) AS mean, min(value) AS lowest,
        quantile_cont(value, [${raw(levels.join(', '))}]) AS quantiles
      FROM (${values}) AS v`)
    if (summary.count === 0 || summary.quantiles === null) {
      const head = replyHead(context, scope, { mean: 'no_orders', percentiles: 'no_orders' })
      return { ...head, measure: input.measure, count: 0, mean: null, percentiles: null, bins: [] }
    }
    const [p5, p25, p50, p75, p90, p95, p99] = summary.quantiles
    const from = Math.min(summary.lowest!, p99)
    const width = (p99 - from) / input.bins || 1
    const rows = await context.db.rows<{ bin: number; count: number; highest: number }>(sql`
      SELECT CAST(least(floor((value - ${from}) / ${width}), ${input.bins}) AS INTEGER) AS bin,
        CAST(count(*) AS INTEGER) AS count, max(value) AS highest
      FROM (${values}) AS v GROUP BY 1 ORDER BY 1`)
    const found = new Map(rows.map((row) => [row.bin, row]))
    const last = Math.max(...rows.map((row) => row.bin))
    const bins = Array.from({ length: last + 1 }, (_, bin) => ({
      from: from + bin * width,
      to: bin === input.bins ? found.get(bin)!.highest : from + (bin + 1) * width,
      count: found.get(bin)?.count ?? 0,
    }))
    return {
      ...replyHead(context, scope),
      measure: input.measure,
      count: summary.count,
      mean: summary.mean,
      percentiles: { p5, p25, p50, p75, p90, p95, p99 },
      bins,
    }
  },
})

/** One row a value, column `value` DOUBLE. */
function valuesOf(measure: Measure, scope: Scope): Sql {
  const lines = scope.lines(scope.range)
  switch (measure) {
    case 'order_value':
      return sql`SELECT CAST(revenue AS DOUBLE) AS value FROM (${orderTotals(scope)}) AS orders WHERE is_order`
    case 'customer_revenue':
      if (!scope.byLine) {
        return sql`SELECT CAST(sum(o.revenue) AS DOUBLE) AS value FROM marts.orders AS o
          WHERE ${scope.orders(scope.range)} AND o.customer_key > 0 GROUP BY o.customer_key HAVING bool_or(o.is_order)`
      }
      return sql`SELECT CAST(sum(s.revenue) AS DOUBLE) AS value FROM marts.sales AS s
        WHERE ${lines} AND s.customer_key > 0 GROUP BY s.customer_key HAVING bool_or(s.is_sale)`
    case 'daily_revenue':
      return sql`SELECT CAST(sum(s.revenue) AS DOUBLE) AS value FROM marts.sales AS s WHERE ${lines} GROUP BY s.day`
    case 'unit_price':
      return sql`SELECT CAST(s.unit_price AS DOUBLE) AS value FROM marts.sales AS s WHERE ${lines} AND s.is_sale`
  }
}
