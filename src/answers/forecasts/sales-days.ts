import type { Filter } from '../../contracts/filter.ts'
import type { ForecastMetric } from '../../contracts/sales-forecast.ts'
import { lineMeasures, orderMeasures } from '../../warehouse/measures.ts'
import { dayNumber, isoDay } from '../../warehouse/read-values.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'
import { countryCode } from '../country-codes.ts'
import { localDay } from '../local-day.ts'
import { addDays } from '../period.ts'
import type { DayRange } from '../period.ts'
import { knownDays, resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'

/** What was sold on each day of a scope from its first day to the last one known, days without a sale 0. */
export type SalesDays = {
  as_of: string | null
  scope: Scope
  start: string
  values: Float64Array
  /** the last day that is over */
  last_complete: string
  /** why the last day is not */
  cut: 'today_not_over' | 'day_ends_early' | null
  /** whether anything was ever sold */
  sold: boolean
}

/** Everything in a scope up to its `as_of`, whatever period is asked for: what a forecast is learnt from. */
export async function salesDays(
  context: AnswerContext,
  filter: Filter,
  metric: ForecastMetric,
): Promise<SalesDays> {
  const known = await knownDays(context)
  const last =
    known.as_of !== null && filter.as_of !== undefined ? earlier(filter.as_of, known.as_of) : known.as_of
  const { period: _, start_date: __, end_date: ___, ...conditions } = filter
  const scope = await resolveScope(context, { ...conditions, as_of: last ?? undefined, compare: 'none' })
  const nothing = { as_of: last, scope, values: new Float64Array(0), cut: null, sold: false }
  if (last === null) return { ...nothing, start: scope.range.end, last_complete: scope.range.end }
  const rows = await readDays(context, scope, metric)
  const sold = rows.value.some((value) => value !== 0)
  if (!sold) return { ...nothing, start: last, last_complete: last }
  const start = rows.day[0]
  const values = new Float64Array(dayNumber(last) - start + 1)
  rows.day.forEach((day, i) => {
    values[day - start] = rows.value[i]
  })
  const cut = await whyNotOver(context, last, known.as_of ?? last)
  const last_complete = cut === null ? last : addDays(last, -1)
  return { as_of: last, scope, start: isoDay(start), values, last_complete, cut, sold }
}

const earlier = (a: string, b: string): string => (a < b ? a : b)

async function readDays(
  context: AnswerContext,
  scope: Scope,
  metric: ForecastMetric,
): Promise<{ day: Int32Array; value: Float64Array }> {
  const { range } = scope
  if (scope.conditions('s').length === 0)
    return context.db.columns(sql`SELECT day, CAST(${raw(metric)} AS DOUBLE) AS value FROM marts.days
      WHERE day BETWEEN CAST(${range.start} AS DATE) AND CAST(${range.end} AS DATE) ORDER BY day`)
  return context.db.columns(
    scope.byLine
      ? sql`SELECT s.day, CAST(${lineMeasures[metric]} AS DOUBLE) AS value FROM marts.sales AS s
          WHERE ${scope.lines(range)} GROUP BY s.day ORDER BY s.day`
      : sql`SELECT o.day, CAST(${orderMeasures[metric]} AS DOUBLE) AS value FROM marts.orders AS o
          WHERE ${scope.orders(range)} GROUP BY o.day ORDER BY o.day`,
  )
}

/** Days that the last one is compared with, and how much sooner than all of them it must end. */
const comparedDays = 56
const fewestCompared = 14
const soonerSeconds = 2 * 3600

/**
 * Why the last known day counts as not over: it is today, or its last order came hours before the last order of any
 * of the days before, as where a file was written at noon. An earlier `as_of` that was asked for is over.
 */
async function whyNotOver(
  context: AnswerContext,
  last: string,
  lastKnown: string,
): Promise<SalesDays['cut']> {
  if (last === localDay(context.clock(), context.workspace.time_zone)) return 'today_not_over'
  if (last !== lastKnown) return null
  const ends = await context.db.rows<{ day: string; seconds: number }>(sql`
    SELECT day, CAST(max(epoch(ordered_at) - epoch(CAST(day AS TIMESTAMP))) AS DOUBLE) AS seconds
    FROM marts.orders WHERE is_order AND day > CAST(${addDays(last, -comparedDays)} AS DATE)
      AND day <= CAST(${last} AS DATE) GROUP BY day`)
  const own = ends.find(({ day }) => day === last)
  const others = ends.filter(({ day }) => day !== last).map(({ seconds }) => seconds)
  if (own === undefined || others.length < fewestCompared) return null
  return own.seconds + soonerSeconds < Math.min(...others) ? 'day_ends_early' : null
}

/** The country that most was ordered from in the last year of a scope, if it is known. */
export async function mainCountry(
  context: AnswerContext,
  scope: Scope,
): Promise<{ country: string; country_code: string } | null> {
  const range = lastYear(scope)
  const [found] = await context.db.rows<{ country: string }>(
    scope.byLine
      ? sql`SELECT p.country FROM marts.sales AS s JOIN marts.places AS p ON p.place_key = s.place_key
          WHERE ${scope.lines(range)} AND p.country IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`
      : sql`SELECT p.country FROM marts.orders AS o JOIN marts.places AS p ON p.place_key = o.place_key
          WHERE ${scope.orders(range)} AND p.country IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
  )
  const code = found === undefined ? null : countryCode(found.country)
  return code === null ? null : { country: found.country, country_code: code }
}

function lastYear({ range }: Scope): DayRange {
  return { start: addDays(range.end, -364), end: range.end }
}
