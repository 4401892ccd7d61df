import { categoriesInput, categoriesOutput } from '../../contracts/categories.ts'
import { sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { breakdown, marginRate, rollUp, shareOf } from '../breakdown.ts'
import type { BreakdownRow } from '../breakdown.ts'
import { distinctByMask } from '../distinct-by-mask.ts'
import { change } from './kpis.ts'
import { previousRevenue } from '../previous-revenue.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { whyNoChange, whyNull } from '../why-null.ts'

/** Revenue, profit and margin of each category and its sub-categories, most revenue first, against the period before. */
export const categories = answer({
  name: 'categories',
  paths: [{ path: '/analytics/categories' }],
  title: 'Sales by category',
  summary: 'Revenue, profit and margin of each category and its sub-categories, against the period before',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: categoriesInput,
  output: categoriesOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const orders = await ordersBehind(context, scope)
    const counts = orders === null
    const [parts, before, counted] = await Promise.all([
      breakdown(context, scope, ['category', 'subcategory'], { counts }),
      previousRevenue(context, scope, ['category']),
      counts ? breakdown(context, scope, ['category'], { counts }) : null,
    ])
    const rows = counted ?? rollUp(parts, 'category')
    const all = rows.reduce((sum, row) => sum + row.revenue, 0)
    const figures = (row: BreakdownRow<'category'>, names: (string | null)[]) => ({
      revenue: row.revenue,
      profit: row.profit,
      margin: marginRate(row),
      units: row.units,
      orders: orders?.get(JSON.stringify(names)) ?? row.orders,
      share: shareOf(row.revenue, all),
    })
    const items = rows.map((row) => ({
      category: row.category,
      ...figures(row, [row.category]),
      previous_revenue: before(row),
      change: change(row.revenue, before(row)),
      subcategories: parts
        .filter((part) => part.category === row.category)
        .map((part) => ({
          subcategory: part.subcategory,
          ...figures(part, [part.category, part.subcategory]),
        })),
    }))
    const why = { profit: 'no_cost_data', margin: 'no_cost_data', ...whyNoChange(scope.previous) }
    const allRows = [...items, ...items.flatMap((item) => item.subcategories)]
    return { ...replyHead(context, scope, whyNull(allRows, why)), items }
  },
})

// beyond this a catalogue is too long to be sent along with a statement
const mostProducts = 20_000

/** Orders behind each category and each of its parts, found in one pass; null where that cannot be done. */
async function ordersBehind(context: AnswerContext, scope: Scope): Promise<Map<string, number> | null> {
  const known = await context.db.rows<{
    product_key: number
    category: string | null
    subcategory: string | null
  }>(sql`SELECT product_key, category, subcategory FROM facts.products LIMIT ${mostProducts + 1}`)
  if (known.length > mostProducts) return null
  const labels = [{ product_key: 0, category: null, subcategory: null }, ...known].map(
    ({ product_key, category, subcategory }): [number, string[]] => [
      product_key,
      [JSON.stringify([category]), JSON.stringify([category, subcategory])],
    ],
  )
  const rows = sql`SELECT s.order_key AS unit, s.product_key AS key FROM marts.sales AS s
    WHERE ${scope.lines(scope.range)} AND s.is_sale`
  return distinctByMask(context, rows, new Map(labels))
}
