import type { AnswerContext } from './answer.ts'
import { breakdown } from './breakdown.ts'
import type { Dimension } from './breakdown.ts'
import type { Scope } from './scope.ts'

/** Looks up what a row brought in the period before: 0 where nothing, null where there is no such period. */
export async function previousRevenue<D extends Dimension>(
  context: AnswerContext,
  scope: Scope,
  by: readonly D[],
): Promise<(row: { [K in D]: string | null }) => number | null> {
  if (scope.previous === null) return () => null
  const rows = await breakdown(context, scope, by, { range: scope.previous, counts: false })
  const keyOf = (row: { [K in D]: string | null }): string => JSON.stringify(by.map((name) => row[name]))
  const revenues = new Map(rows.map((row) => [keyOf(row), row.revenue]))
  return (row) => revenues.get(keyOf(row)) ?? 0
}
