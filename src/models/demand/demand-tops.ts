import { categoryTotals } from './demand-history.ts'
import type { DemandSpec } from './demand-history.ts'
import { forecastSeries } from '../forecasts/forecast-series.ts'

/** Mean units over each horizon, and how far such sums were off. */
type Top = { expected: number[]; variance: number[] }
export type Tops = { shop: Top; categories: (Top & { category_id: string })[] }

const topMethods = ['harmonic_theta', 'theta_seasonal', 'damped_trend', 'simple_smoothing']

/** Forecasts of the shop's and the categories' units, and how far such sums were off at past origins. */
export function topForecasts(spec: DemandSpec, n: number, horizons: readonly number[]): Tops {
  const totals = categoryTotals(spec, n)
  const shop = new Float64Array(n)
  for (const total of totals.values()) for (let i = 0; i < n; i++) shop[i] += total[i]
  const top = (values: Float64Array): Top => topForecast(values, spec, horizons)
  return {
    shop: top(shop),
    categories: [...totals].map(([category_id, total]) => ({ category_id, ...top(total) })),
  }
}

function topForecast(values: Float64Array, spec: DemandSpec, horizons: readonly number[]): Top {
  const series = { values, frequency: 'daily' as const, start: spec.start, events: spec.events }
  const made = forecastSeries(series, { horizon: Math.max(...horizons), methods: topMethods, origins: 4 })
  if (made.kind !== 'forecast')
    return { expected: horizons.map(() => 0), variance: horizons.map(() => Infinity) }
  const expected = horizons.map((horizon) => sumOf(made.point.subarray(0, horizon)))
  const variance = horizons.map((horizon, h) => {
    const errors = new Map<string, number>()
    for (const { origin_date, lead, actual, forecast } of made.backtest.rows) {
      if (lead <= horizon) errors.set(origin_date, (errors.get(origin_date) ?? 0) + actual - forecast)
    }
    const squares = [...errors.values()].reduce((sum, error) => sum + error * error, 0)
    const least = (0.05 * expected[h]) ** 2
    return errors.size === 0 ? Infinity : Math.max(least, squares / errors.size)
  })
  return { expected, variance }
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
