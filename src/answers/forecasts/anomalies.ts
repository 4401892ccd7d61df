import type { z } from 'zod'
import { anomaliesInput, anomaliesOutput, anomalySorts, severities } from '../../contracts/anomalies.ts'
import type { anomaly } from '../../contracts/anomalies.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { addDays } from '../period.ts'
import type { DayRange } from '../period.ts'
import { nameProducts } from '../products/product-names.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { requireModel } from '../served-model.ts'

type Input = z.output<typeof anomaliesInput>
type Part = Omit<z.input<typeof anomaly>, 'explanation'>
type Row = Part & { explanation: string; parts_total: number }

const mostParts = 50
const columns =
  raw(`day AS date, entity, shown_id AS id, shown_id AS name, method, metric, direction, score, severity,
  expected, expected_low, expected_high, actual`)

/**
 * Days of the shop and its parts that came outside their band of 95%, days and orders that an isolation forest cuts off
 * soon, and what accounts for each: see docs/decisions for what makes one and how severe it is. Of the slight ones only
 * the `contamination` share that is oddest in its kind. What is odd on one day is one entry: what is most severe, the
 * shop before its parts, with the rest beneath it. A filter by country, category, product or source keeps what is
 * about them; by anything else only orders.
 */
export const anomalies = answer({
  name: 'anomalies',
  paths: [{ path: '/ml/anomalies' }],
  title: 'Anomalies',
  summary: 'Days and orders that are odd, how odd they are, what was expected, and what accounts for it',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers', 'predictions'],
  input: anomaliesInput,
  output: anomaliesOutput,
  async run(context, input) {
    const served = await requireModel(context, 'anomalies')
    const scope = await resolveScope(context, input)
    const range = lookedBackOn(input, scope)
    const isEach = input.group_by === 'none'
    const least = severities.slice(severities.indexOf(input.severity)).map((severity) => sql`${severity}`)
    // what leads its day is the most severe of it: its parts may be slighter than what is asked for
    const listed = sql`place = 1 AND severity IN (${join(least, ', ')})`
    const among = sql`
      SELECT m.*, row_number() OVER (PARTITION BY ${isEach ? raw('m.place_of_all') : raw('m.day')} ORDER BY ${leads}) AS place,
        count(*) OVER (PARTITION BY ${isEach ? raw('m.place_of_all') : raw('m.day')}) - 1 AS parts_total
      FROM (
        SELECT a.*, CASE WHEN a.entity = 'order' THEN o.order_id ELSE a.id END AS shown_id,
          row_number() OVER (ORDER BY a.day) AS place_of_all
        FROM predictions.anomalies AS a LEFT JOIN facts.orders AS o ON o.order_key = a.order_key
        WHERE ${join(conditions(input, scope, range), ' AND ')}
      ) AS m`
    const [counts, rows] = await Promise.all([
      context.db.rows<{ severity: string; found: number }>(
        sql`SELECT severity, CAST(count(*) AS INTEGER) AS found FROM (${among}) AS l WHERE ${listed} GROUP BY severity`,
      ),
      context.db.rows<Row>(sql`
        SELECT ${columns}, CAST(parts_total AS INTEGER) AS parts_total, explanation
        FROM (${among}) AS l WHERE ${listed} ORDER BY ${order(input.sort)} LIMIT ${input.limit} OFFSET ${input.offset}`),
    ])
    const dates = isEach ? [] : rows.flatMap(({ date, parts_total }) => (parts_total > 0 ? [date] : []))
    const parts =
      dates.length === 0
        ? []
        : await context.db.rows<Part>(sql`
            SELECT ${columns} FROM (${among}) AS l
            WHERE place BETWEEN 2 AND ${mostParts + 1} AND day IN (SELECT unnest(CAST(${dates} AS DATE[])))
            ORDER BY day, place`)
    const ofDay = Map.groupBy(parts, ({ date }) => date)
    const items = rows.map((row) => ({
      ...row,
      explanation: JSON.parse(row.explanation) as z.input<typeof anomaly>['explanation'],
      parts: ofDay.get(row.date) ?? [],
      parts_total: isEach ? 0 : row.parts_total,
    }))
    await nameAll(context, items, parts)
    const by_severity = { low: 0, medium: 0, high: 0, critical: 0 }
    for (const { severity, found } of counts) by_severity[severity as keyof typeof by_severity] = found
    return {
      ...replyHead(context, scope),
      contamination: input.contamination,
      days_back: input.days_back,
      period: { start_date: range.start, end_date: range.end },
      group_by: input.group_by,
      model: { name: 'anomalies', run_id: served.run_id, as_of: served.as_of },
      items,
      by_severity,
      total: counts.reduce((sum, { found }) => sum + found, 0),
      limit: input.limit,
      offset: input.offset,
    }
  },
})

function lookedBackOn(input: Input, { range, as_of }: Scope): DayRange {
  const isAsked = input.period !== undefined || input.start_date !== undefined
  if (isAsked || as_of === null) return range
  return { start: addDays(range.end, 1 - input.days_back), end: range.end }
}

function conditions(input: Input, scope: Scope, { start, end }: DayRange): Sql[] {
  return [
    sql`a.day BETWEEN CAST(${start} AS DATE) AND CAST(${end} AS DATE)`,
    sql`(a.severity IN ('high', 'critical') OR a.rank <= ${input.contamination})`,
    ...(input.entity ? [sql`a.entity = ${input.entity}`] : []),
    ...about(input, scope),
  ]
}

/** What the filter lets through: parts of the shop by their name, orders by all that is known of them. */
function about(input: Input, scope: Scope): Sql[] {
  if (scope.conditions('s').length === 0) return []
  const orders = scope.byLine
    ? sql`SELECT s.order_key FROM marts.sales AS s WHERE ${join(scope.conditions('s'), ' AND ')}`
    : sql`SELECT o.order_key FROM marts.orders AS o WHERE ${join(scope.conditions('o'), ' AND ')}`
  const named = (['country', 'category', 'product', 'traffic_source'] as const).flatMap((entity) => {
    const asked = input[entity === 'product' ? 'product_id' : entity]
    if (asked === undefined) return []
    return [
      sql`(a.entity = ${entity} AND a.id IN (SELECT ${idOf[entity]} FROM marts.sales AS s ${from[entity]}
      WHERE ${join(scope.conditions('s'), ' AND ')}))`,
    ]
  })
  return [sql`(${join([sql`(a.entity = 'order' AND a.order_key IN (${orders}))`, ...named], ' OR ')})`]
}

const idOf = {
  country: raw('p.country'),
  category: raw('p.category'),
  product: raw('p.product_id'),
  traffic_source: raw('p.traffic_source'),
}
const from = {
  country: raw('JOIN marts.places AS p ON p.place_key = s.place_key'),
  category: raw('JOIN facts.products AS p ON p.product_key = s.product_key'),
  product: raw('JOIN facts.products AS p ON p.product_key = s.product_key'),
  traffic_source: raw('JOIN marts.channels AS p ON p.channel_key = s.channel_key'),
}

const severityRank = raw(
  `CASE severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END`,
)

/** What stands for its day: the most severe, of those the shop as a whole. */
const leads =
  raw(`CASE m.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END DESC,
  m.entity <> 'shop', m.score DESC, m.entity, m.shown_id, m.metric`)

function order(sort: string): Sql {
  const down = raw(sort.startsWith('-') ? 'DESC' : 'ASC')
  const column = anomalySorts.find((name) => name === sort.replace('-', ''))!
  const first = { date: raw('day'), severity: severityRank, score: raw('score') }[column]
  return sql`${first} ${down}, day DESC, ${severityRank} DESC, score DESC, entity, shown_id, metric`
}

type Named = { id: string | null; name: string | null }

async function nameAll(
  context: AnswerContext,
  items: readonly (Named & { entity: string; explanation: z.input<typeof anomaly>['explanation'] })[],
  parts: readonly Part[],
): Promise<void> {
  const products = items.flatMap(({ explanation }) =>
    explanation.dimensions.flatMap((each) => (each.dimension === 'product' ? each.items : [])),
  )
  const themselves = [...items, ...parts].filter(({ entity }) => entity === 'product')
  await nameProducts(context, [...themselves, ...products])
}
