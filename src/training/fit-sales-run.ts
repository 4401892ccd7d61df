import { dayNumber } from '../models/forecasts/calendar-effect.ts'
import type { SeriesForecast } from '../models/forecasts/forecast-series.ts'
import { forecastSales } from '../models/forecasts/sales-forecast.ts'
import type { SalesSeries } from '../models/forecasts/sales-forecast.ts'
import { totalBands } from '../models/forecasts/total-bands.ts'
import type { FittedModel, FittedRun, Foretold, PredictedColumns } from './fitted-run.ts'
import type { TellProgress } from './tasks.ts'

export const salesHorizon = 90
const totals = [7, 30, 60, 90]

export type SalesInput = { metrics: { metric: string; series: SalesSeries }[] }

type Told = { metric: string; forecast: SeriesForecast }

/**
 * The next 90 days of a whole shop in every metric, each by the model that did best on its own past. The run is judged
 * by the first metric.
 */
export function fitSalesRun({ metrics }: SalesInput, tell: TellProgress): FittedRun {
  const told: Told[] = []
  for (const [i, { metric, series }] of metrics.entries()) {
    tell(i / metrics.length, `forecasting ${metric}`)
    const { forecast } = forecastSales({ ...series, horizon: salesHorizon, thorough: false })
    if (forecast.kind === 'not_enough_data') return forecast
    told.push({ metric, forecast })
  }
  const [{ forecast: main }] = told
  const byRule = main.model === 'seasonal_naive'
  return {
    kind: 'fitted',
    outcome: byRule ? 'rule' : 'model',
    why: whyServed(main),
    artifact: {
      first_day: main.dates[0],
      horizon_days: salesHorizon,
      metrics: Object.fromEntries(told.map(kept)),
    },
    summary: { horizon_days: salesHorizon, first_day: main.dates[0] },
    quality: qualityOf(main),
    backtest: shownBacktest(main),
    detail: { horizon_days: salesHorizon, metrics: Object.fromEntries(told.map(learnt)) },
    columns: columnsOf(told),
    issued: null,
    foretold: told.flatMap(foretold),
  }
}

function whyServed({ reason }: SeriesForecast): FittedModel['why'] {
  if (reason === 'best_in_backtest') return 'better_than_rule'
  if (reason === 'too_short_to_backtest') return 'too_little_history_to_compare'
  return 'rule_better'
}

function qualityOf({ accuracy, naive_accuracy }: SeriesForecast): Record<string, number> {
  const { mape, rmse, r2, mase, wape, coverage_80, coverage_95 } = accuracy
  const figures = { wape, naive_wape: naive_accuracy.wape, mape, rmse, r2, mase, coverage_80, coverage_95 }
  return known(figures)
}

function known(figures: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function shownBacktest(forecast: SeriesForecast): FittedModel['backtest'] {
  const { backtest, candidates, model } = forecast
  if (backtest.origins === 0) return null
  return {
    day: backtest.rows.reduce((latest, { origin_date }) => (origin_date > latest ? origin_date : latest), ''),
    horizon_days: backtest.horizon,
    periods: backtest.rows.length,
    criterion: 'mae',
    candidates: candidates.map(({ name, mae, mase }) => ({
      name,
      served: name === model,
      figures: known({ mae, mase }),
    })),
    calibration: [],
  }
}

function learnt({ metric, forecast }: Told): [string, object] {
  const { model, reason, members, accuracy, naive_accuracy, notes, closed_weekdays } = forecast
  return [metric, { model, reason, members, accuracy, naive_accuracy, notes, closed_weekdays }]
}

function kept(told: Told): [string, object] {
  const [metric, about] = learnt(told)
  const { point, lower_80, upper_80, lower_95, upper_95 } = told.forecast
  const columns = { point, lower_80, upper_80, lower_95, upper_95 }
  const lists = Object.entries(columns).map(([name, values]) => [name, Array.from(values)])
  return [metric, { ...about, ...Object.fromEntries(lists) }]
}

const limits = ['lower_80', 'upper_80', 'lower_95', 'upper_95'] as const

function columnsOf(told: readonly Told[]): PredictedColumns {
  const doubles = (name: 'point' | 'naive' | (typeof limits)[number]) => ({
    type: 'double' as const,
    values: told.flatMap(({ forecast }) => Array.from(forecast[name])),
  })
  return {
    metric: {
      type: 'varchar',
      values: told.flatMap(({ metric, forecast }) => forecast.dates.map(() => metric)),
    },
    day: { type: 'date', values: told.flatMap(({ forecast }) => forecast.dates.map(dayNumber)) },
    value: doubles('point'),
    ...Object.fromEntries(limits.map((name) => [name, doubles(name)])),
    naive: doubles('naive'),
  }
}

/** What each metric comes to over the first days ahead, for the ledger. */
function foretold({ metric, forecast }: Told): Foretold[] {
  return totals.map((days) => {
    const { value, lower_80, upper_80 } = totalBands(forecast, 0, days)
    return {
      metric: `${metric}_${days}`,
      bucket: null,
      due_day: dayNumber(forecast.dates[0]) + days - 1,
      subjects: days,
      predicted: value,
      low: lower_80,
      high: upper_80,
      naive: forecast.naive.subarray(0, days).reduce((sum, each) => sum + each, 0),
    }
  })
}
