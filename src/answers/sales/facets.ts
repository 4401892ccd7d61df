import { facetNames, facetsInput, facetsOutput } from '../../contracts/facets.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { filter4 } from '../customers/filter-4.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'

type FacetName = (typeof facetNames)[number]
type Values = { value: string; count: number }[]

/**
 * The values that each filter can take, with the order lines of the period behind them (customers, for segments), most
 * first. Only days narrow them: a choice already made in one filter hides nothing in the others.
 */
export const facets = answer({
  name: 'facets',
  paths: [{ path: '/facets' }],
  title: 'Values of the filters',
  summary: 'The values each filter can take, with how many order lines stand behind each',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: facetsInput,
  output: facetsOutput,
  async run(context, input) {
    const { period, start_date, end_date, as_of } = input
    const scope = await resolveScope(context, { period, start_date, end_date, as_of })
    const [places, channels, products, segments] = await Promise.all([
      linesBehind(context, scope, 'place_key'),
      linesBehind(context, scope, 'channel_key'),
      linesBehind(context, scope, 'product_key'),
      context.db.rows<Counted>(
        sql`SELECT segment, CAST(count(*) AS INTEGER) AS count
          FROM (${filter4(scope.range.end, scope.segments_day)}) AS seg GROUP BY segment`,
      ),
    ])
    const sources: Record<FacetName, Counted[]> = {
      country: places,
      region: places,
      city: places,
      category: products,
      subcategory: products,
      segment: segments,
      payment_method: channels,
      device_type: channels,
      traffic_source: channels,
    }
    const lists = facetNames.map((name) => [name, valuesOf(name, sources[name], input)] as const)
    const prices = await context.db.row<{ min: number | null; max: number | null }>(sql`
      SELECT CAST(min(s.unit_price) AS DOUBLE) AS min, CAST(max(s.unit_price) AS DOUBLE) AS max
      FROM marts.sales AS s WHERE ${scope.lines(scope.range)} AND s.is_sale`)
    const reasons: Record<string, string> = prices.min === null ? { price_range: 'no_orders' } : {}
    return {
      ...replyHead(context, scope, reasons),
      facets: Object.fromEntries(lists) as Record<FacetName, Values>,
      price_range: prices.min === null || prices.max === null ? null : { min: prices.min, max: prices.max },
      first_day: scope.as_of === null ? null : scope.first_day,
      last_day: scope.as_of,
    }
  },
})

type Counted = { count: number } & { [K in FacetName]?: string | null }

const tables = {
  place_key: 'marts.places',
  channel_key: 'marts.channels',
  product_key: '(SELECT product_key, category, subcategory FROM facts.products)',
} as const

/** Every place, channel or product with the counted lines of the period behind it. */
function linesBehind(context: AnswerContext, scope: Scope, key: keyof typeof tables): Promise<Counted[]> {
  const counted =
    key === 'product_key'
      ? sql`SELECT s.product_key, count(*) AS count FROM marts.sales AS s WHERE ${scope.lines(scope.range)} GROUP BY 1`
      : sql`SELECT o.${raw(key)}, sum(o.lines) AS count FROM marts.orders AS o WHERE ${scope.orders(scope.range)} GROUP BY 1`
  return context.db.rows<Counted>(sql`
    SELECT d.*, CAST(n.count AS INTEGER) AS count
    FROM (${counted}) AS n JOIN ${raw(tables[key])} AS d ON d.${raw(key)} = n.${raw(key)}`)
}

function valuesOf(name: FacetName, rows: Counted[], asked: { search?: string; limit: number }): Values {
  const part = asked.search?.toLowerCase()
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = row[name]
    if (value === null || value === undefined) continue
    if (part !== undefined && !value.toLowerCase().includes(part)) continue
    counts.set(value, (counts.get(value) ?? 0) + row.count)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, asked.limit)
}
