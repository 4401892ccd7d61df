import type { z } from 'zod'
import type { kpiOutlook } from '../../contracts/kpis.ts'
import type { AnswerContext } from '../answer.ts'
import type { Scope } from '../scope.ts'
import { servedModel } from '../served-model.ts'

type Interval = { expected: number; low: number; high: number }
type ServedValue = { customers: number; equity_90: Interval; equity_365: Interval }
type ServedChurn = { expected_churn_rate: number; horizon_days: number }

/**
 * What the served models expect of all customers from here on. Only for the whole shop and a period that ends at
 * `as_of`: the models speak of no other day. `ltv` is the historic value of a customer, which the next 12 months add to.
 */
export async function kpiOutlookOf(
  context: AnswerContext,
  scope: Scope,
  ltv: number | null,
): Promise<{ outlook: z.input<typeof kpiOutlook> | null; reasons: Record<string, string> }> {
  if (scope.conditions('s').length > 0) return { outlook: null, reasons: { outlook: 'not_by_this_filter' } }
  if (scope.range.end !== scope.as_of || scope.filter.as_of !== undefined)
    return { outlook: null, reasons: { outlook: 'only_at_present' } }
  const [value, churn] = await Promise.all([
    servedModel(context, 'customer-value'),
    servedModel(context, 'churn'),
  ])
  if (value === null && churn === null) return { outlook: null, reasons: { outlook: 'model_not_trained' } }
  const reasons: Record<string, string> = {}
  const worth = value && (value.summary as ServedValue)
  const leaving = churn && (churn.summary as ServedChurn)
  if (worth === null)
    for (const name of ['predicted_ltv', 'revenue_90', 'revenue_365'])
      reasons[`outlook.${name}`] = 'model_not_trained'
  if (leaving === null)
    for (const name of ['expected_churn_rate', 'churn_horizon_days'])
      reasons[`outlook.${name}`] = 'model_not_trained'
  return {
    outlook: {
      made_as_of: (value ?? churn)!.as_of,
      expected_churn_rate: leaving?.expected_churn_rate ?? null,
      churn_horizon_days: leaving?.horizon_days ?? null,
      predicted_ltv:
        worth === null || ltv === null
          ? null
          : ltv + worth.equity_365.expected / Math.max(1, worth.customers),
      revenue_90: worth?.equity_90 ?? null,
      revenue_365: worth?.equity_365 ?? null,
    },
    reasons,
  }
}
