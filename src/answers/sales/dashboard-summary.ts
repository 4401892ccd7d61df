import { dashboardSummaryInput, dashboardSummaryOutput } from '../../contracts/dashboard-summary.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { countries } from './countries.ts'
import { kpis } from './kpis.ts'
import { localDay } from '../local-day.ts'
import { daysBetween } from '../period.ts'
import { timeSeries } from './time-series.ts'
import { topProducts } from './top-products.ts'

/** The executive summary: key figures, the series, the best products and countries, and what asks for attention. */
export const dashboardSummary = answer({
  name: 'dashboard-summary',
  paths: [{ path: '/dashboard/summary' }],
  title: 'Executive summary',
  summary: 'Key figures, series, best products and countries, and what asks for attention',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: dashboardSummaryInput,
  output: dashboardSummaryOutput,
  async run(context, input) {
    const [figures, series, products, places] = await Promise.all([
      kpis.run(context, input),
      timeSeries.run(context, { ...input, granularity: 'day' }),
      topProducts.run(context, { ...input, metric: 'revenue', limit: 10 }),
      countries.run(context, input),
    ])
    return {
      as_of: figures.as_of,
      currency: figures.currency,
      kpis: figures,
      series: series.items,
      top_products: products.items,
      top_countries: places.items.slice(0, 10),
      alerts: alerts(context, figures),
      reasons: { ...products.reasons, ...places.reasons, ...series.reasons },
    }
  },
})

type Alert = { code: string; severity: 'info' | 'warning' | 'critical'; message: string }
type Figures = Awaited<ReturnType<typeof kpis.run>>

// how far a figure has to fall before it is worth a merchant's attention
const notable = 0.1

function alerts(context: AnswerContext, figures: Figures): Alert[] {
  if (figures.as_of === null)
    return [{ code: 'no_orders', severity: 'info', message: 'there are no orders yet' }]
  const found: Alert[] = []
  const age = daysBetween(figures.as_of, localDay(context.clock(), context.workspace.time_zone))
  if (age > 7) {
    found.push({
      code: 'old_data',
      severity: 'warning',
      message: `the last order is ${age} days old (${figures.as_of})`,
    })
  }
  const fallen = (['total_revenue', 'total_orders', 'total_customers'] as const).filter(
    (name) => (figures.change?.[name] ?? 0) < -notable,
  )
  for (const name of fallen) {
    const fall = Math.round(-figures.change![name]! * 100)
    const severity = fall >= 25 ? 'critical' : 'warning'
    found.push({
      code: `${name}_fell`,
      severity,
      message: `${name} fell by ${fall}% against the period before`,
    })
  }
  return found
}
