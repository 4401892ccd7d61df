import type { WhyDimension } from '../../contracts/why.ts'
import { revenueWhere } from '../../warehouse/measures.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { addDays } from '../period.ts'
import type { DayRange } from '../period.ts'
import type { Scope } from '../scope.ts'
import type { TwoPeriods } from './why-customers.ts'

/** Where each dimension of a line is found. */
export const places = {
  country: { table: 'marts.places', key: 'place_key', column: 'country' },
  category: { table: 'facts.products', key: 'product_key', column: 'category' },
  product: { table: 'facts.products', key: 'product_key', column: 'product_id' },
  traffic_source: { table: 'marts.channels', key: 'channel_key', column: 'traffic_source' },
  device_type: { table: 'marts.channels', key: 'channel_key', column: 'device_type' },
  payment_method: { table: 'marts.channels', key: 'channel_key', column: 'payment_method' },
} as const satisfies Record<WhyDimension, { table: string; key: string; column: string }>

type Asked = { scope: Scope; periods: TwoPeriods }

/**
 * Numerators and denominators, by group, of the figures that look at customers over long stretches: both periods in one
 * pass over the lines, keys before names. A customer of several groups counts in equal parts in each.
 */
export function customerRates(
  { scope, periods }: Asked,
  metric: 'customer_ltv' | 'churn_rate',
  dimension: WhyDimension | null,
): Sql {
  const [before, now] = [periods.before, periods.now].map((range) =>
    metric === 'customer_ltv' ? lifetime(scope, range) : churn(range),
  )
  const first = before.days.start < now.days.start ? before.days.start : now.days.start
  const end = before.days.end > now.days.end ? before.days.end : now.days.end
  const { key, table, id } =
    dimension === null
      ? { key: raw('0'), table: raw(''), id: raw('CAST(NULL AS VARCHAR)') }
      : {
          key: raw(`s.${places[dimension].key}`),
          table: raw(`LEFT JOIN ${places[dimension].table} AS d ON d.${places[dimension].key} = k.key`),
          id: raw(`d.${places[dimension].column}`),
        }
  const sale = metric === 'churn_rate' ? sql`AND s.is_sale` : raw('')
  const part = (there: string): Sql => raw(`CASE WHEN g.${there} THEN 1 / c.${there} ELSE 0 END`)
  // counts of a customer's groups are joined, for a window over them costs three times as much
  return sql`
    WITH g AS (
      SELECT k.customer_key, ${id} AS id, bool_or(k.there_0) AS there_0, bool_or(k.there_1) AS there_1,
        bool_or(k.back_0) AS back_0, bool_or(k.back_1) AS back_1, sum(k.revenue_0) AS revenue_0, sum(k.revenue_1) AS revenue_1
      FROM (
        SELECT s.customer_key, ${key} AS key, ${join([...before.columns(0), ...now.columns(1)], ', ')}
        FROM marts.sales AS s
        WHERE ${scope.lines({ start: first, end })} AND s.customer_key > 0 ${sale} GROUP BY 1, 2
      ) AS k ${table} GROUP BY 1, 2
    ), c AS (
      SELECT g.customer_key, CAST(count(*) FILTER (WHERE g.there_0) AS DOUBLE) AS there_0,
        CAST(count(*) FILTER (WHERE g.there_1) AS DOUBLE) AS there_1, bool_or(g.back_0) AS back_0, bool_or(g.back_1) AS back_1
      FROM g GROUP BY g.customer_key
    )
    SELECT id, sum(above_0) AS above_0, sum(below_0) AS below_0, sum(above_1) AS above_1, sum(below_1) AS below_1
    FROM (
      SELECT g.id, ${part('there_0')} AS below_0, ${part('there_1')} AS below_1,
        ${before.above(part('there_0'), 0)} AS above_0, ${now.above(part('there_1'), 1)} AS above_1
      FROM g JOIN c ON c.customer_key = g.customer_key
    ) AS parts GROUP BY id HAVING sum(below_0) > 0 OR sum(below_1) > 0 OR sum(above_0) <> 0 OR sum(above_1) <> 0`
}

type Reckoned = {
  days: DayRange
  columns: (place: number) => Sql[]
  above: (part: Sql, place: number) => Sql
}

const within = ({ start, end }: DayRange): Sql =>
  sql`s.day BETWEEN CAST(${start} AS DATE) AND CAST(${end} AS DATE)`

/** All that customers brought up to the end of a period, over those who bought. */
function lifetime({ first_day }: Scope, { end }: DayRange): Reckoned {
  const days = { start: first_day, end }
  return {
    days,
    columns: (place) => [
      sql`coalesce(bool_or(s.is_sale AND ${within(days)}), false) AS ${raw(`there_${place}`)}`,
      sql`false AS ${raw(`back_${place}`)}`,
      sql`${revenueWhere(within(days))} AS ${raw(`revenue_${place}`)}`,
    ],
    above: (_, place) => raw(`g.revenue_${place}`),
  }
}

/** Customers active in the 180 days before the last 180, and of them those who did not return: see `kpis`. */
function churn({ end }: DayRange): Reckoned {
  const active = { start: addDays(end, -359), end: addDays(end, -180) }
  const after = { start: addDays(end, -179), end }
  return {
    days: { start: active.start, end },
    columns: (place) => [
      sql`bool_or(${within(active)}) AS ${raw(`there_${place}`)}`,
      sql`bool_or(${within(after)}) AS ${raw(`back_${place}`)}`,
      sql`0 AS ${raw(`revenue_${place}`)}`,
    ],
    above: (part, place) => sql`CASE WHEN ${raw(`c.back_${place}`)} THEN 0 ELSE ${part} END`,
  }
}
