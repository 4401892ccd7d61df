import { categoriesInput, categoriesOutput } from '../contracts/categories.ts'
import { answer } from './answer.ts'
import { breakdown, marginRate, shareOf } from './breakdown.ts'
import type { BreakdownRow } from './breakdown.ts'
import { change } from './kpis.ts'
import { previousRevenue } from './previous-revenue.ts'
import { replyHead } from './reply-head.ts'
import { resolveScope } from './scope.ts'
import { whyNoChange, whyNull } from './why-null.ts'

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
    const [rows, parts, before] = await Promise.all([
      breakdown(context, scope, ['category']),
      breakdown(context, scope, ['category', 'subcategory']),
      previousRevenue(context, scope, ['category']),
    ])
    const all = rows.reduce((sum, row) => sum + row.revenue, 0)
    const figures = (row: BreakdownRow<'category'>) => ({
      revenue: row.revenue,
      profit: row.profit,
      margin: marginRate(row),
      units: row.units,
      orders: row.orders,
      share: shareOf(row.revenue, all),
    })
    const items = rows.map((row) => ({
      category: row.category,
      ...figures(row),
      previous_revenue: before(row),
      change: change(row.revenue, before(row)),
      subcategories: parts
        .filter((part) => part.category === row.category)
        .map((part) => ({ subcategory: part.subcategory, ...figures(part) })),
    }))
    const why = { profit: 'no_cost_data', margin: 'no_cost_data', ...whyNoChange(scope.previous) }
    const allRows = [...items, ...items.flatMap((item) => item.subcategories)]
    return { ...replyHead(context, scope, whyNull(allRows, why)), items }
  },
})
