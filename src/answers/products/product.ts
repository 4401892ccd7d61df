import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { productInput, productOutput } from '../../contracts/products.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { breakdown, marginRate } from '../breakdown.ts'
import { productColumns, productReviews } from './product-columns.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import { whyNull } from '../why-null.ts'

type Catalogued = Omit<z.input<typeof productOutput>, 'figures' | 'as_of' | 'currency' | 'reasons'>

type Sold = {
  first_sold: string | null
  last_sold: string | null
  sale_revenue: number
  sale_units: number
  refunded_units: number
}

/** One product of the catalogue with its figures in the period; an archived one too. */
export const product = answer({
  name: 'product',
  paths: [{ path: '/products/{product_id}' }],
  title: 'One product',
  summary: 'A product of the catalogue with its figures in the period',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: productInput,
  output: productOutput,
  async run(context, input) {
    const [record] = await context.db.rows<{ product_key: number; edited_fields: string[] }>(sql`
      SELECT ${productColumns}, coalesce(p.edited_fields, []) AS edited_fields, p.product_key
      FROM facts.products AS p ${productReviews} WHERE p.product_id = ${input.product_id}`)
    if (record === undefined)
      throw new AppError('product_not_found', `there is no product ${input.product_id}`)
    const { product_key, ...columns } = record
    const scope = await resolveScope(context, { ...input, product_id: [input.product_id] })
    const [[row], sold, stock] = await Promise.all([
      breakdown(context, scope, ['product_id']),
      context.db.row<Sold>(sql`
        SELECT min(s.day) FILTER (WHERE s.is_sale) AS first_sold, max(s.day) FILTER (WHERE s.is_sale) AS last_sold,
          CAST(coalesce(sum(s.revenue) FILTER (WHERE s.is_sale), 0) AS DOUBLE) AS sale_revenue,
          CAST(coalesce(sum(s.units) FILTER (WHERE s.is_sale), 0) AS DOUBLE) AS sale_units,
          CAST(coalesce(-sum(s.units) FILTER (WHERE s.kind = 'refund'), 0) AS DOUBLE) AS refunded_units
        FROM marts.sales AS s WHERE ${scope.lines(scope.range)}`),
      context.db.row<{
        on_hand: number | null
      }>(sql`SELECT (SELECT CAST(on_hand AS DOUBLE) FROM facts.stock_levels
        WHERE product_key = ${raw(String(product_key))} AND day <= CAST(${scope.range.end} AS DATE)
        ORDER BY day DESC LIMIT 1) AS on_hand`),
    ])
    const why = { cost_price: 'no_cost_data', margin_percentage: 'no_cost_data' }
    const reasons: Record<string, string> = whyNull([columns], why)
    if (row === undefined || row.profit === null) reasons.profit = reasons.margin = 'no_cost_data'
    if (sold.sale_units === 0) reasons.average_price = 'no_orders'
    if (stock.on_hand === null) reasons.stock_on_hand = 'no_stock_data'
    return {
      ...replyHead(context, scope, reasons),
      ...(columns as unknown as Catalogued),
      figures: {
        revenue: row?.revenue ?? 0,
        orders: row?.orders ?? 0,
        units: row?.units ?? 0,
        first_sold: sold.first_sold,
        last_sold: sold.last_sold,
        profit: row?.profit ?? null,
        margin: row ? marginRate(row) : null,
        average_price: sold.sale_units > 0 ? sold.sale_revenue / sold.sale_units : null,
        customers: row?.customers ?? 0,
        refunded_units: sold.refunded_units,
        stock_on_hand: stock.on_hand,
      },
    }
  },
})
