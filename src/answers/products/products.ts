import { productSorts, productsInput, productsOutput } from '../../contracts/products.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { z } from 'zod'
import { answer } from '../answer.ts'
import { searchPattern } from '../list-sql.ts'
import { productColumns, productReviews, productSales } from './product-columns.ts'
import { replyHead } from '../reply-head.ts'
import { knownDays } from '../scope.ts'
import { whyNull } from '../why-null.ts'

/** The catalogue, with what each product has sold ever; archived products are left out unless asked for. */
export const products = answer({
  name: 'products',
  paths: [{ path: '/products' }],
  title: 'Products',
  summary: 'The catalogue with what each product has sold, with search, paging and sorting',
  permission: 'answers:read',
  reads: ['sales', 'catalogue'],
  input: productsInput,
  output: productsOutput,
  async run(context, input) {
    const days = await knownDays(context)
    const where = selected(input)
    const list = sql`SELECT ${productColumns}, ${productSales}, p.product_key
      FROM facts.products AS p ${productReviews} LEFT JOIN marts.products AS m ON m.product_key = p.product_key`
    const down = input.sort.startsWith('-')
    const column = productSorts.find((name) => name === input.sort.replace('-', ''))!
    const [{ total }, items] = await Promise.all([
      context.db.row<{ total: number }>(
        sql`SELECT CAST(count(*) AS INTEGER) AS total FROM (${list}) AS p WHERE ${where}`,
      ),
      context.db.rows(sql`SELECT * EXCLUDE (product_key) FROM (${list}) AS p WHERE ${where}
        ORDER BY ${raw(column)} ${raw(down ? 'DESC' : 'ASC')} NULLS LAST, product_key LIMIT ${input.limit} OFFSET ${input.offset}`),
    ])
    return {
      ...replyHead(
        context,
        days,
        whyNull(items, { cost_price: 'no_cost_data', margin_percentage: 'no_cost_data' }),
      ),
      items: items as never,
      total,
      limit: input.limit,
      offset: input.offset,
    }
  },
})

function selected(input: z.output<typeof productsInput>): Sql {
  const conditions: Sql[] = [raw('TRUE')]
  if (!input.include_archived) conditions.push(raw('p.archived_at IS NULL'))
  for (const column of ['category', 'subcategory'] as const) {
    const values = input[column]?.flatMap((value) => [value, ...value.split(',').map((part) => part.trim())])
    if (values) conditions.push(sql`p.${raw(column)} IN (SELECT unnest(${[...new Set(values)]}))`)
  }
  if (input.min_rating !== undefined) conditions.push(sql`p.rating >= ${input.min_rating}`)
  if (input.search) {
    const part = searchPattern(input.search)
    conditions.push(sql`(p.product_id ILIKE ${part} ESCAPE '~' OR p.product_name ILIKE ${part} ESCAPE '~'
      OR p.brand ILIKE ${part} ESCAPE '~')`)
  }
  return join(conditions, ' AND ')
}
