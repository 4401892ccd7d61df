import { AppError } from '../base/errors.ts'
import { customerSegments } from '../contracts/filter.ts'
import type { Filter } from '../contracts/filter.ts'
import { costingOf } from '../warehouse/measures.ts'
import type { Costing } from '../warehouse/measures.ts'
import { join, raw, sql } from '../warehouse/sql.ts'
import type { Sql } from '../warehouse/sql.ts'
import type { AnswerContext } from './answer.ts'
import { countryCode } from './country-codes.ts'
import { filter4 } from './customers/filter-4.ts'
import { localDay } from './local-day.ts'
import { comparedRange, periodRange } from './period.ts'
import type { DayRange } from './period.ts'

/** A filter resolved against a workspace: its days, and its conditions ready for a statement. */
export type Scope = {
  /** the day taken for today; null in a shop without a counted order */
  as_of: string | null
  /** the shop's first day with an order or with revenue: a credit note can come before any order */
  first_day: string
  range: DayRange
  /** what the range is compared with, if anything comes before it */
  previous: DayRange | null
  /** whether a condition looks at lines (product, category, price), so that whole orders will not do */
  byLine: boolean
  /** whether nothing counted comes after the end of the range: then what marts hold of customers is what is known */
  upToDate: boolean
  /** whether a customer's orders are all in scope or all out of it, days aside */
  wholeCustomers: boolean
  /** whether conditions other than days, place and channel are set: visits know nothing of them */
  beyondVisits: boolean
  filter: Filter
  /** where the costs that profit needs are to be found */
  costing: Costing
  /** the day whose customer segments are kept with the marts */
  segments_day: string | null
  /** conditions on marts.sales AS s, days included */
  lines: (range: DayRange) => Sql
  /** conditions on marts.orders AS o, days included; only where `byLine` is false */
  orders: (range: DayRange) => Sql
  /** conditions on facts.visits AS v, days included */
  visits: (range: DayRange) => Sql
  /** conditions without days, on the alias given; [] where nothing is filtered */
  conditions: (alias: 's' | 'o') => Sql[]
}

const never = '1970-01-01'

/** The last day with a counted order that is not after the clock (or the `as_of` given), and the first. */
export async function knownDays(
  context: AnswerContext,
  asOf?: string,
): Promise<Pick<Scope, 'as_of' | 'first_day' | 'costing' | 'segments_day'> & { last_day: string | null }> {
  const today = localDay(context.clock(), context.workspace.time_zone)
  const days = await context.db.row<{
    first_day: string | null
    counted_day: string | null
    last_day: string | null
    costing: Costing
    segments_day: string | null
  }>(
    sql`SELECT min(day) AS first_day, max(day) AS last_day,
        max(day) FILTER (WHERE orders > 0 AND day <= CAST(${today} AS DATE)) AS counted_day, (${costingOf}) AS costing,
        (SELECT segments_day FROM marts.costing) AS segments_day
      FROM marts.days WHERE orders > 0 OR revenue <> 0`,
  )
  const { counted_day, first_day, ...rest } = days
  return { as_of: asOf ?? counted_day, first_day: first_day ?? never, ...rest }
}

export async function resolveScope(context: AnswerContext, filter: Filter): Promise<Scope> {
  const { as_of, first_day, last_day, costing, segments_day } = await knownDays(context, filter.as_of)
  const range = periodRange(filter, as_of ?? never, first_day)
  const segments = segmentCondition(filter.segment, range.end, segments_day)
  const places = await placeCondition(context, filter)
  const channels = await channelCondition(context, filter)
  const customers = filter.customer_id && customerCondition(filter.customer_id)
  const lines = await lineConditions(context, filter)
  const visits = await visitConditions(context, filter)

  const shared = (alias: 's' | 'o'): Sql[] =>
    [places, channels, customers, segments].flatMap((condition) => (condition ? [condition(raw(alias))] : []))
  const conditions = (alias: 's' | 'o'): Sql[] => [...shared(alias), ...(alias === 's' ? lines : [])]
  const within = (alias: 's' | 'o' | 'v', { start, end }: DayRange): Sql =>
    sql`${raw(alias)}.day BETWEEN CAST(${start} AS DATE) AND CAST(${end} AS DATE)`

  return {
    as_of,
    first_day,
    range,
    previous: comparedRange(filter, range, first_day),
    upToDate: last_day === null || range.end >= last_day,
    byLine: lines.length > 0,
    wholeCustomers: lines.length === 0 && !places && !channels,
    beyondVisits:
      lines.length > 0 ||
      [customers, segments, filter.payment_method, filter.region, filter.city].some(
        (set) => set !== undefined && set !== null,
      ),
    filter,
    costing,
    segments_day,
    conditions,
    lines: (days) => join([within('s', days), sql`s.counts`, ...conditions('s')], ' AND '),
    orders: (days) => join([within('o', days), sql`o.counts`, ...conditions('o')], ' AND '),
    visits: (days) => join([within('v', days), ...visits], ' AND '),
  }
}

type Condition = (alias: Sql) => Sql

/** Several values in one text, separated by commas, unless the text as a whole is a value that exists. */
async function spread(
  values: string[],
  exists: (candidates: string[]) => Promise<ReadonlySet<string>>,
): Promise<string[]> {
  const doubtful = values.filter((value) => value.includes(','))
  const whole = doubtful.length > 0 ? await exists(doubtful) : new Set<string>()
  return values.flatMap((value) =>
    value.includes(',') && !whole.has(value)
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : [value],
  )
}

/** The values of a column, or those of some candidates that it holds. */
async function stored(
  context: AnswerContext,
  table: string,
  column: string,
  candidates?: string[],
): Promise<Set<string>> {
  const where = candidates ? oneOf(raw(column), candidates) : sql`${raw(column)} IS NOT NULL`
  const rows = await context.db.rows<{ value: string }>(
    sql`SELECT DISTINCT ${raw(column)} AS value FROM ${raw(table)} WHERE ${where}`,
  )
  return new Set(rows.map((row) => row.value))
}

const oneOf = (column: Sql, values: readonly string[]): Sql =>
  sql`${column} IN (${join(
    values.map((value) => sql`${value}`),
    ', ',
  )})`

const plain = (values: string[]): string[] =>
  values.flatMap((value) => value.split(',').map((part) => part.trim()))

async function placeCondition(context: AnswerContext, filter: Filter): Promise<Condition | null> {
  const wanted = (['country', 'region', 'city'] as const).filter((column) => filter[column] !== undefined)
  if (wanted.length === 0) return null
  const pieces: Sql[] = []
  for (const column of wanted) {
    const names = await stored(context, 'marts.places', column)
    const asked = await spread(filter[column]!, async () => names)
    const matched = column === 'country' ? countriesMeant(asked, [...names]) : asked
    pieces.push(matched.length > 0 ? oneOf(raw(column), matched) : raw('FALSE'))
  }
  const where = join(pieces, ' AND ')
  return (alias) => sql`${alias}.place_key IN (SELECT place_key FROM marts.places WHERE ${where})`
}

/** The stored countries that the asked names or codes mean. */
function countriesMeant(asked: string[], names: string[]): string[] {
  return names.filter((name) =>
    asked.some((value) => {
      if (value.toLowerCase() === name.toLowerCase()) return true
      const code = countryCode(value)
      return code !== null && code === countryCode(name)
    }),
  )
}

async function channelCondition(context: AnswerContext, filter: Filter): Promise<Condition | null> {
  const pieces: Sql[] = []
  for (const column of ['payment_method', 'device_type', 'traffic_source'] as const) {
    const values = filter[column]
    if (values === undefined) continue
    const asked = await spread(values, (candidates) => stored(context, 'marts.channels', column, candidates))
    pieces.push(asked.length > 0 ? oneOf(raw(column), asked) : raw('FALSE'))
  }
  if (pieces.length === 0) return null
  const where = join(pieces, ' AND ')
  return (alias) => sql`${alias}.channel_key IN (SELECT channel_key FROM marts.channels WHERE ${where})`
}

function customerCondition(ids: string[]): Condition {
  const where = oneOf(raw('customer_id'), [...new Set([...ids, ...plain(ids)])])
  return (alias) => sql`${alias}.customer_key IN (SELECT customer_key FROM facts.customers WHERE ${where})`
}

function segmentCondition(
  segments: string[] | undefined,
  end: string,
  kept: string | null,
): Condition | null {
  if (segments === undefined) return null
  const asked = plain(segments)
  const unknown = asked.filter(
    (name) => name !== 'guest' && !customerSegments.some((segment) => segment === name),
  )
  if (unknown.length > 0) {
    throw new AppError('out_of_range', `there is no segment ${unknown.join(', ')}`, {
      details: [{ parameter: 'segment', value: unknown.join(','), allowed: [...customerSegments, 'guest'] }],
    })
  }
  const named = asked.filter((name) => name !== 'guest')
  return (alias) => {
    const pieces = asked.includes('guest') ? [sql`${alias}.customer_key = 0`] : []
    if (named.length > 0) {
      pieces.push(
        sql`${alias}.customer_key IN (SELECT customer_key FROM (${filter4(end, kept)}) AS seg WHERE ${oneOf(raw('segment'), named)})`,
      )
    }
    return sql`(${join(pieces, ' OR ')})`
  }
}

async function lineConditions(context: AnswerContext, filter: Filter): Promise<Sql[]> {
  const conditions: Sql[] = []
  const pieces: Sql[] = []
  for (const column of ['category', 'subcategory'] as const) {
    const values = filter[column]
    if (values === undefined) continue
    const asked = await spread(values, (candidates) => stored(context, 'facts.products', column, candidates))
    pieces.push(asked.length > 0 ? oneOf(raw(column), asked) : raw('FALSE'))
  }
  if (filter.product_id) {
    pieces.push(oneOf(raw('product_id'), [...new Set([...filter.product_id, ...plain(filter.product_id)])]))
  }
  if (pieces.length > 0) {
    conditions.push(
      sql`s.product_key IN (SELECT product_key FROM facts.products WHERE ${join(pieces, ' AND ')})`,
    )
  }
  if (filter.min_price !== undefined) conditions.push(sql`s.unit_price >= ${filter.min_price}`)
  if (filter.max_price !== undefined) conditions.push(sql`s.unit_price <= ${filter.max_price}`)
  return conditions
}

async function visitConditions(context: AnswerContext, filter: Filter): Promise<Sql[]> {
  const columns = { country: 'country', device_type: 'device', traffic_source: 'source' } as const
  const conditions: Sql[] = []
  for (const [name, column] of Object.entries(columns)) {
    const values = filter[name as keyof typeof columns]
    if (values === undefined) continue
    const seen = await stored(context, 'facts.visits', column)
    const asked = await spread(values, async () => seen)
    const meant = column === 'country' ? countriesMeant(asked, [...seen]) : asked
    conditions.push(meant.length > 0 ? oneOf(sql`v.${raw(column)}`, meant) : raw('FALSE'))
  }
  return conditions
}
