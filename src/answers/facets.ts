import { facetNames, facetsInput, facetsOutput } from '../contracts/facets.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Sql } from '../warehouse/sql.ts'
import { answer } from './answer.ts'
import { filter4 } from './filter-4.ts'
import { replyHead } from './reply-head.ts'
import { resolveScope } from './scope.ts'
import type { Scope } from './scope.ts'

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
    const lists = await Promise.all(
      facetNames.map(async (name): Promise<[FacetName, Values]> => [
        name,
        await context.db.rows<Values[number]>(sql`
          SELECT value, CAST(sum(count) AS INTEGER) AS count FROM (${valuesOf(name, scope)}) AS v
          WHERE value IS NOT NULL AND ${matches(input.search)} GROUP BY value
          ORDER BY count DESC, value LIMIT ${input.limit}`),
      ]),
    )
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

function matches(search: string | undefined): Sql {
  return search === undefined ? raw('TRUE') : sql`contains(lower(value), lower(${search}))`
}

function valuesOf(name: FacetName, scope: Scope): Sql {
  if (name === 'segment') {
    return sql`SELECT segment AS value, count(*) AS count FROM (${filter4(scope.range.end)}) AS seg GROUP BY segment`
  }
  const [table, key] = tableOf(name)
  return sql`SELECT d.${raw(name)} AS value, n.count FROM (
      SELECT s.${raw(key)}, count(*) AS count FROM marts.sales AS s WHERE ${scope.lines(scope.range)} GROUP BY 1) AS n
    JOIN ${raw(table)} AS d ON d.${raw(key)} = n.${raw(key)}`
}

function tableOf(name: Exclude<FacetName, 'segment'>): [table: string, key: string] {
  switch (name) {
    case 'country':
    case 'region':
    case 'city':
      return ['marts.places', 'place_key']
    case 'category':
    case 'subcategory':
      return ['facts.products', 'product_key']
    default:
      return ['marts.channels', 'channel_key']
  }
}
