import type { AnswerContext } from './answer.ts'
import { breakdown } from './breakdown.ts'
import type { Dimension } from './breakdown.ts'
import { isOrderDimension, orderBreakdown } from './order-breakdown.ts'
import type { Scope } from './scope.ts'

/** Looks up what a row brought in the period before: 0 where nothing, null where there is no such period. */
export async function previousRevenue<D extends Dimension>(
  context: AnswerContext,
  scope: Scope,
  by: readonly D[],
): Promise<(row: { [K in D]: string | null }) => number | null> {
  if (scope.previous === null) return () => null
  const range = scope.previous
  const names: readonly Dimension[] = by
  const rows: { revenue: number }[] = names.every(isOrderDimension)
    ? await orderBreakdown(context, scope, names, { range, counts: 'none' })
    : await breakdown(context, scope, names, { range, counts: false })
  const keyOf = (row: object): string =>
    JSON.stringify(by.map((name) => (row as { [K in D]: string | null })[name]))
  const revenues = new Map(rows.map((row) => [keyOf(row), row.revenue]))
  return (row) => revenues.get(keyOf(row)) ?? 0
}
