import { topProductsInput, topProductsOutput } from '../../contracts/top-products.ts'
import { lineMeasures } from '../../warehouse/measures.ts'
import { join, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { breakdown, marginRate, shareOf } from '../breakdown.ts'
import type { BreakdownRow } from '../breakdown.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { whyNull } from '../why-null.ts'

const rankBy: Record<'revenue' | 'orders' | 'margin', (row: BreakdownRow<'product_id'>) => number> = {
  revenue: (row) => row.revenue,
  orders: (row) => row.orders,
  margin: (row) => row.profit ?? Number.NEGATIVE_INFINITY,
}

/** The products that sold best, by revenue, by orders they were in, or by profit. Ties are in the order of revenue. */
export const topProducts = answer({
  name: 'top-products',
  paths: [{ path: '/analytics/top-products' }],
  title: 'Best-selling products',
  summary: 'Products ranked by revenue, orders or margin',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: topProductsInput,
  output: topProductsOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const byOrders = input.metric === 'orders'
    const all = await breakdown(context, scope, ['product_id'], { counts: byOrders })
    const revenue = all.reduce((sum, row) => sum + row.revenue, 0)
    const value = rankBy[input.metric]
    const ranked = all
      .filter((row) => row.product_id !== null)
      .sort((a, b) => value(b) - value(a) || b.revenue - a.revenue)
      .slice(0, input.limit)
    const orders = byOrders ? null : await ordersWith(context, scope, ranked)
    const names = new Map<string, { product_name: string | null; category: string | null }>()
    if (ranked.length > 0) {
      const ids = join(
        ranked.map((row) => sql`${row.product_id}`),
        ', ',
      )
      const found = await context.db.rows<{
        product_id: string
        product_name: string | null
        category: string | null
      }>(sql`SELECT product_id, product_name, category FROM facts.products WHERE product_id IN (${ids})`)
      for (const row of found) names.set(row.product_id, row)
    }
    const items = ranked.map((row, index) => ({
      rank: index + 1,
      product_id: row.product_id!,
      product_name: names.get(row.product_id!)?.product_name ?? null,
      category: names.get(row.product_id!)?.category ?? null,
      revenue: row.revenue,
      orders: orders ? (orders.get(row.product_id!) ?? 0) : row.orders,
      units: row.units,
      margin: row.profit,
      margin_rate: marginRate(row),
      share: shareOf(row.revenue, revenue),
    }))
    const why = { margin: 'no_cost_data', margin_rate: 'no_cost_data' }
    return { ...replyHead(context, scope, whyNull(items, why)), metric: input.metric, items }
  },
})

/** In how many orders each of a few products was: counting for those that are shown only is several times quicker. */
async function ordersWith(
  context: AnswerContext,
  scope: Scope,
  products: readonly { product_id: string | null }[],
): Promise<Map<string, number>> {
  if (products.length === 0) return new Map()
  const ids = join(
    products.map((row) => sql`${row.product_id}`),
    ', ',
  )
  const rows = await context.db.rows<{ product_id: string; orders: number }>(sql`
    SELECT p.product_id, ${lineMeasures.orders} AS orders
    FROM marts.sales AS s JOIN facts.products AS p ON p.product_key = s.product_key AND p.product_id IN (${ids})
    WHERE ${scope.lines(scope.range)} GROUP BY p.product_id`)
  return new Map(rows.map((row) => [row.product_id, row.orders]))
}
