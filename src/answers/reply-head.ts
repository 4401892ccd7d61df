import type { AnswerContext } from './answer.ts'
import type { Scope } from './scope.ts'

/** What nearly every reply begins with: the day it was computed as of, the currency, and why anything is null. */
export function replyHead(
  context: AnswerContext,
  scope: Pick<Scope, 'as_of'>,
  reasons: Record<string, string> = {},
): { as_of: string | null; currency: string; reasons?: Record<string, string> } {
  return {
    as_of: scope.as_of,
    currency: context.workspace.currency,
    ...(Object.keys(reasons).length > 0 ? { reasons } : {}),
  }
}
