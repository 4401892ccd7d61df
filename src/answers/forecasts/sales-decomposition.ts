import { salesDecompositionInput, salesDecompositionOutput } from '../../contracts/sales-decomposition.ts'
import type { SeriesDecomposition } from '../../models/forecasts/decomposition.ts'
import { decomposeSales } from '../../models/forecasts/sales-forecast.ts'
import { answer } from '../answer.ts'
import { periodRange } from '../period.ts'
import { replyHead } from '../reply-head.ts'
import { salesSeries } from './sales-series.ts'

/**
 * What sales are made of: trend, week, year, public holidays and promotions, learnt from everything up to `as_of` and
 * shown for the period asked for. The parts of each period sum to what was observed. Factors are multiplicative where
 * the series allows logarithms.
 */
export const salesDecomposition = answer({
  name: 'sales-decomposition',
  paths: [{ path: '/forecast/decomposition' }],
  title: 'Seasons and trend',
  summary: 'Sales split into trend, week, year, holidays and promotions',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: salesDecompositionInput,
  output: salesDecompositionOutput,
  async run(context, input) {
    const { metric, granularity } = input
    const sales = await salesSeries(context, input, metric, granularity)
    const series = { ...sales.series, values: sales.series.values.slice() }
    const { decomposition, holidays } = await (context.models?.decompose(series, context.signal) ??
      decomposeSales(series))
    const calendar = sales.country ? { calendar: { ...sales.country, holidays } } : {}
    if (decomposition.kind === 'not_enough_data') {
      const { what, need, have } = decomposition
      const missing = ['mode', 'weekly_amplitude', 'yearly_amplitude', 'trend_change']
      return {
        ...replyHead(context, sales, Object.fromEntries(missing.map((name) => [name, 'not_enough_data']))),
        state: 'not_enough_data' as const,
        needed: { what, need, have },
        metric,
        granularity,
        mode: null,
        items: [],
        weekly_profile: [],
        yearly_profile: [],
        weekly_amplitude: null,
        yearly_amplitude: null,
        trend_change: null,
        effects: [],
        ...calendar,
      }
    }
    const { weekly_profile, yearly_profile, effects } = decomposition
    const weekly_amplitude = weekly_profile.length > 0 ? decomposition.weekly_amplitude : null
    const yearly_amplitude = yearly_profile.length > 0 ? decomposition.yearly_amplitude : null
    const trend_change = trendChange(decomposition)
    const figures = { weekly_amplitude, yearly_amplitude, trend_change }
    const absent = Object.entries(figures).filter(([, value]) => value === null)
    const range = sales.as_of === null ? null : periodRange(input, sales.as_of, sales.series.start)
    return {
      ...replyHead(context, sales, Object.fromEntries(absent.map(([name]) => [name, 'not_enough_history']))),
      state: 'decomposition' as const,
      metric,
      granularity,
      mode: decomposition.mode,
      items: itemsOf(decomposition).filter(
        ({ date }) => range === null || (date >= range.start && date <= range.end),
      ),
      weekly_profile: weekly_profile.map((factor, weekday) => ({ weekday, factor })),
      yearly_profile: yearly_profile.map((factor, month) => ({ month: month + 1, factor })),
      ...figures,
      effects,
      ...calendar,
    }
  },
})

function itemsOf({
  dates,
  observed,
  trend,
  weekly,
  yearly,
  holidays,
  events,
  remainder,
}: SeriesDecomposition) {
  return dates.flatMap((date, i) =>
    Number.isNaN(observed[i])
      ? []
      : [
          {
            date,
            observed: observed[i],
            trend: trend[i],
            weekly: weekly[i],
            yearly: yearly[i],
            holidays: holidays[i],
            events: events[i],
            remainder: remainder[i],
          },
        ],
  )
}

const yearDays = 365

function trendChange({ dates, trend }: SeriesDecomposition): number | null {
  const last = trend[trend.length - 1]
  const since = new Date(Date.parse(dates[dates.length - 1]) - yearDays * 86_400_000).toISOString()
  const from =
    trend[
      Math.max(
        0,
        dates.findIndex((date) => date >= since.slice(0, 10)),
      )
    ]
  return from > 0 ? last / from - 1 : null
}
