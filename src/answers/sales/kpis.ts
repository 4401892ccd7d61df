import { kpisInput, kpisOutput } from '../../contracts/kpis.ts'
import type { KpiFigures } from '../../contracts/kpis.ts'
import { answer } from '../answer.ts'
import { kpiFigures } from './kpi-figures.ts'
import type { FiguresWithReasons } from './kpi-figures.ts'
import { kpiOutlookOf } from './kpi-outlook.ts'
import { resolveScope } from '../scope.ts'

/**
 * The eight headline figures of a period, each with the period before it and the change between them as a fraction.
 * Definitions are those of `warehouse/measures.ts`; customer LTV is historic net revenue per customer, the churn rate
 * the share of the customers active in the 180 days before the last 180 who did not return in the last 180.
 */
export const kpis = answer({
  name: 'kpis',
  paths: [{ path: '/kpis' }],
  title: 'Key figures',
  summary:
    'Revenue, orders, AOV, profit, customers, conversion rate, customer value and churn, against the period before',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers', 'predictions'],
  input: kpisInput,
  output: kpisOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const ranges = scope.previous ? [scope.range, scope.previous] : [scope.range]
    const [now, before] = await kpiFigures(context, scope, ranges)
    const change = before ? changes(now, before) : null
    const ahead = await kpiOutlookOf(context, scope, now.figures.customer_ltv)
    const reasons = before
      ? { ...now.reasons, ...prefixed('previous', before.reasons), ...prefixed('change', change!.reasons) }
      : { ...now.reasons, previous: 'no_previous_period', change: 'no_previous_period' }
    return {
      as_of: scope.as_of,
      currency: context.workspace.currency,
      ...now.figures,
      period: { start_date: scope.range.start, end_date: scope.range.end },
      previous: before
        ? { ...before.figures, period: { start_date: scope.previous!.start, end_date: scope.previous!.end } }
        : null,
      change: change && change.figures,
      outlook: ahead.outlook,
      ...(Object.keys({ ...reasons, ...ahead.reasons }).length > 0
        ? { reasons: { ...reasons, ...ahead.reasons } }
        : {}),
    }
  },
})

/** (now − before) ÷ before, null where either is unknown or there was nothing before. */
export function change(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before)
}

function changes(now: FiguresWithReasons, before: FiguresWithReasons): FiguresWithReasons {
  const names = Object.keys(now.figures) as (keyof KpiFigures)[]
  const figures = Object.fromEntries(
    names.map((name) => [name, change(now.figures[name], before.figures[name])]),
  ) as KpiFigures
  const unknown = names.filter((name) => figures[name] === null)
  const why = (name: string): string => now.reasons[name] ?? before.reasons[name] ?? 'nothing_before'
  return { figures, reasons: Object.fromEntries(unknown.map((name) => [name, why(name)])) }
}

const prefixed = (prefix: string, reasons: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(reasons).map(([name, reason]) => [`${prefix}.${name}`, reason]))
