import { changesInput, changesOutput } from '../../contracts/changes.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { breakdown } from '../breakdown.ts'
import type { Dimension } from '../breakdown.ts'
import { change } from './kpis.ts'
import { isOrderDimension, orderBreakdown } from '../order-breakdown.ts'
import { nameProducts } from '../products/product-names.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { whyNoChange, whyNull } from '../why-null.ts'

type Moved = {
  dimension: 'country' | 'category' | 'product'
  id: string | null
  name: string | null
  revenue: number
  previous_revenue: number
  difference: number
  change: number | null
}

/** Which countries, categories and products gained and lost most revenue against the period before. */
export const changes = answer({
  name: 'changes',
  paths: [{ path: '/analytics/changes' }],
  title: 'What changed most',
  summary: 'Countries, categories and products that gained and lost most against the period before',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: changesInput,
  output: changesOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const period = { start_date: scope.range.start, end_date: scope.range.end }
    if (scope.previous === null) {
      const head = replyHead(context, scope, {
        previous_period: 'no_previous_period',
        difference: 'no_previous_period',
      })
      return { ...head, period, previous_period: null, difference: null, gained: [], lost: [] }
    }
    const [countries, categories, products] = await Promise.all([
      movements(context, scope, 'country', 'country'),
      movements(context, scope, 'category', 'category'),
      movements(context, scope, 'product', 'product_id'),
    ])
    const all = [countries, categories, products]
    const gained = all.flatMap((rows) => rows.filter((row) => row.difference > 0).slice(0, input.limit))
    const lost = all.flatMap((rows) =>
      rows
        .filter((row) => row.difference < 0)
        .slice(-input.limit)
        .reverse(),
    )
    await nameProducts(
      context,
      [...gained, ...lost].filter(({ dimension }) => dimension === 'product'),
    )
    return {
      ...replyHead(context, scope, whyNull([...gained, ...lost], whyNoChange(scope.previous))),
      period,
      previous_period: { start_date: scope.previous.start, end_date: scope.previous.end },
      difference: countries.reduce((sum, row) => sum + row.difference, 0),
      gained,
      lost,
    }
  },
})

/** Every row of a dimension with what it gained or lost, most gained first. */
async function movements(
  context: AnswerContext,
  scope: Scope,
  dimension: Moved['dimension'],
  column: Dimension,
): Promise<Moved[]> {
  const [current, earlier] = await Promise.all(
    [scope.range, scope.previous!].map(async (range) => {
      const rows: ({ revenue: number } & { [K in Dimension]?: string | null })[] = isOrderDimension(column)
        ? await orderBreakdown(context, scope, [column], { counts: 'none', range })
        : await breakdown(context, scope, [column], { counts: false, range })
      return new Map(rows.map((row) => [row[column] ?? null, row.revenue]))
    }),
  )
  const ids = new Set([...current.keys(), ...earlier.keys()])
  return [...ids]
    .map((id) => {
      const revenue = current.get(id) ?? 0
      const previous_revenue = earlier.get(id) ?? 0
      const difference = revenue - previous_revenue
      return {
        dimension,
        id,
        name: id,
        revenue,
        previous_revenue,
        difference,
        change: change(revenue, previous_revenue),
      }
    })
    .sort((a, b) => b.difference - a.difference || String(a.id).localeCompare(String(b.id), 'en'))
}
