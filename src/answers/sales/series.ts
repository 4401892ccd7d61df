import { lineMeasures, moneyBy, orderMeasures } from '../../warehouse/measures.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'
import { bucketsOf } from '../buckets.ts'
import type { Granularity } from '../buckets.ts'
import type { DayRange } from '../period.ts'
import type { Scope } from '../scope.ts'

export type SeriesPoint = {
  date: string
  revenue: number
  orders: number
  average_order_value: number | null
  profit: number | null
  units: number
  partial: boolean
}

type BucketRow = { date: string; revenue: number; units: number; profit: number | null; orders: number }

/** Revenue, orders, AOV, profit and units of each bucket of a range; days without a sale are 0. */
export async function series(
  context: AnswerContext,
  scope: Scope,
  granularity: Granularity,
  range: DayRange = scope.range,
): Promise<SeriesPoint[]> {
  if (range.start > range.end) return []
  const bucketOf = (day: string): Sql =>
    granularity === 'day' ? raw(day) : raw(`CAST(date_trunc('${granularity}', ${day}) AS DATE)`)
  const orders = scope.byLine
    ? sql`SELECT ${bucketOf('s.day')} AS date, ${lineMeasures.orders} AS orders
        FROM marts.sales AS s WHERE ${scope.lines(range)} GROUP BY 1`
    : sql`SELECT ${bucketOf('o.day')} AS date, ${orderMeasures.orders} AS orders
        FROM marts.orders AS o WHERE ${scope.orders(range)} GROUP BY 1`
  const money = moneyBy(scope.costing, { date: bucketOf('s.day') }, scope.lines(range))
  const rows = await context.db.rows<BucketRow>(sql`
    SELECT coalesce(m.date, c.date) AS date, coalesce(revenue, 0) AS revenue, coalesce(units, 0) AS units, profit,
      coalesce(orders, 0) AS orders
    FROM (${money}) AS m FULL JOIN (${orders}) AS c ON c.date = m.date`)
  const found = new Map(rows.map((row) => [row.date, row]))
  return bucketsOf(range, granularity).map(({ date, partial }) =>
    point(date, partial, found.get(date), scope),
  )
}

function point(date: string, partial: boolean, row: BucketRow | undefined, scope: Scope): SeriesPoint {
  const { revenue, orders, units } = row ?? { revenue: 0, orders: 0, units: 0 }
  // nothing sold is no profit; something sold at unknown cost is an unknown one
  const idle = revenue === 0 && units === 0
  const profit = row?.profit ?? (idle && scope.costing !== 'none' ? 0 : null)
  return {
    date,
    revenue,
    orders,
    average_order_value: orders > 0 ? revenue / orders : null,
    profit,
    units,
    partial,
  }
}
