import type { z } from 'zod'
import { createHash } from 'node:crypto'
import type { Filter } from '../../contracts/filter.ts'
import type { SalesForecastReply, forecastTotal } from '../../contracts/sales-forecast.ts'
import { salesForecastInput, salesForecastOutput } from '../../contracts/sales-forecast.ts'
import type { ForecastAccuracy } from '../../models/forecasts/forecast-accuracy.ts'
import type { SeriesForecast } from '../../models/forecasts/forecast-series.ts'
import { forecastSales } from '../../models/forecasts/sales-forecast.ts'
import { totalBands } from '../../models/forecasts/total-bands.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { bucketStart } from '../buckets.ts'
import type { ModelShelf } from '../model-shelf.ts'
import { periodRange } from '../period.ts'
import { replyHead } from '../reply-head.ts'
import { bucketsAhead, salesSeries } from './sales-series.ts'
import type { BucketedSales } from './sales-series.ts'

type Forecaster = ModelShelf['forecast']
type Input = z.output<typeof salesForecastInput>

/**
 * What a shop, or any part of it, will sell each day, week or month of the 7 to 180 days after the last complete one,
 * by the model that did best when tried at past days of this very series, with its bands and its errors beside the
 * naive rule's. A series that is too short is an outcome. Cost: reading, and about 0.3 s of a thread for two years.
 */
export const salesForecast = answer({
  name: 'sales-forecast',
  paths: [{ path: '/forecast/sales' }, { method: 'POST', path: '/ml/forecast' }],
  title: 'Sales forecast',
  summary: 'Revenue, orders or units to come, with 80% and 95% bands and the errors of the backtest',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: salesForecastInput,
  output: salesForecastOutput,
  run: async (context, input) => salesForecastReply(context, input),
})

/** The same, forecast wherever one says. */
export async function salesForecastReply(
  context: AnswerContext,
  input: Input,
  forecaster: Forecaster | undefined = context.models?.forecast,
): Promise<SalesForecastReply> {
  const { metric, granularity, days_ahead } = input
  const head = { metric, granularity, days_ahead }
  const { sales, forecast, holidays, holiday_days } = await forecastOf(context, input, forecaster)
  const history = shownHistory(sales, input)
  if (forecast.kind === 'not_enough_data') return { ...head, ...tooLittle(context, sales, forecast), history }
  const predictions = predictionsOf(forecast)
  const total = totalOf(sales, forecast)
  const { model_metrics, naive_metrics, reasons } = metricsOf(forecast)
  return {
    ...replyHead(context, sales, { ...reasons, ...total.reasons }),
    state: 'forecast',
    ...head,
    forecast_id: forecastId(context, input, sales),
    model: forecast.model as SalesForecastReply['model'],
    why: forecast.reason,
    members: forecast.members as SalesForecastReply['members'],
    last_complete: sales.last_complete,
    ...(sales.left_out ? { left_out: sales.left_out } : {}),
    predictions,
    total: total.total,
    model_metrics,
    naive_metrics,
    candidates: forecast.candidates as SalesForecastReply['candidates'],
    backtest: newestTrial(forecast),
    history,
    special_days: granularity === 'day' ? specialDays(sales, holiday_days, [...history, ...predictions]) : [],
    notes: forecast.notes,
    closed_weekdays: forecast.closed_weekdays,
    ...(sales.country ? { calendar: { ...sales.country, holidays } } : {}),
  }
}

export type ForecastQuestion = Pick<Input, 'metric' | 'granularity' | 'days_ahead'> &
  Filter & { thorough?: boolean }

/** Sales as they were and as they are forecast. */
export async function forecastOf(
  context: AnswerContext,
  question: ForecastQuestion,
  forecaster: Forecaster | undefined = context.models?.forecast,
): Promise<{ sales: BucketedSales } & Awaited<ReturnType<Forecaster>>> {
  const { metric, granularity, days_ahead, thorough = false } = question
  const sales = await salesSeries(context, question, metric, granularity)
  const horizon = bucketsAhead(sales, days_ahead)
  const days = sales.days && { days: { ...sales.days, values: sales.days.values.slice() } }
  const task = { ...sales.series, ...days, values: sales.series.values.slice(), horizon, thorough }
  return { sales, ...(await (forecaster?.(task, context.signal) ?? forecastSales(task))) }
}

type Needed = { what: string; need: number; have: number }

function tooLittle(context: AnswerContext, sales: BucketedSales, { what, need, have }: Needed) {
  const nothing = [
    'forecast_id',
    'model',
    'why',
    'total',
    'model_metrics',
    'naive_metrics',
    ...(sales.as_of === null ? ['last_complete'] : []),
  ]
  return {
    ...replyHead(context, sales, Object.fromEntries(nothing.map((name) => [name, 'not_enough_data']))),
    state: 'not_enough_data' as const,
    needed: { what, need, have },
    forecast_id: null,
    model: null,
    why: null,
    members: [],
    last_complete: sales.as_of === null ? null : sales.last_complete,
    predictions: [],
    total: null,
    model_metrics: null,
    naive_metrics: null,
    candidates: [],
    backtest: { origins: 0, horizon: 0, items: [] },
    special_days: [],
    notes: [],
    closed_weekdays: [],
  }
}

/** The predictions as rows. */
export function predictionsOf(forecast: SeriesForecast): SalesForecastReply['predictions'] {
  const { dates, point, lower_80, upper_80, lower_95, upper_95 } = forecast
  return dates.map((date, i) => ({
    date,
    value: point[i],
    lower_80: lower_80[i],
    upper_80: upper_80[i],
    lower_95: lower_95[i],
    upper_95: upper_95[i],
  }))
}

function totalOf(
  { series, place }: BucketedSales,
  forecast: SeriesForecast,
): { total: z.input<typeof forecastTotal>; reasons: Record<string, string> } {
  const complete = series.values.subarray(0, series.values.length - (series.partial_last ? 1 : 0))
  const ahead = forecast.point.length
  const seasonAgo = { daily: 364, weekly: 52, monthly: 12 }[series.frequency]
  const sums = totalBands(forecast)
  const previous = sumOf(complete, complete.length - ahead, complete.length)
  const yearBefore =
    ahead > seasonAgo
      ? null
      : sumOf(complete, complete.length - seasonAgo, complete.length - seasonAgo + ahead)
  const change = (from: number | null): number | null =>
    from === null || from <= 0 ? null : sums.value / from - 1
  const total = {
    ...sums,
    days: place.days(forecast.dates),
    previous,
    change: change(previous),
    year_before: yearBefore,
    change_from_year_before: change(yearBefore),
  }
  const reasons = Object.fromEntries(
    Object.entries(total).flatMap(([name, value]) => (value === null ? [[name, 'not_enough_history']] : [])),
  )
  return { total, reasons }
}

function sumOf(values: Float64Array, from: number, until: number): number | null {
  if (from < 0 || until > values.length) return null
  return values.subarray(from, until).reduce((sum, value) => sum + value, 0)
}

function metricsOf({ accuracy, naive_accuracy, backtest }: SeriesForecast): {
  model_metrics: SalesForecastReply['model_metrics']
  naive_metrics: SalesForecastReply['naive_metrics']
  reasons: Record<string, string>
} {
  if (backtest.origins === 0) {
    const why = 'too_little_history_to_compare'
    return { model_metrics: null, naive_metrics: null, reasons: { model_metrics: why, naive_metrics: why } }
  }
  const model_metrics = metricsView(accuracy)
  const naive_metrics = metricsView(naive_accuracy)
  const reasons: Record<string, string> = {}
  for (const view of [model_metrics, naive_metrics]) {
    for (const [name, value] of Object.entries(view)) {
      if (value === null)
        reasons[name] = name === 'mape' || name === 'wape' ? 'no_orders' : 'not_enough_history'
    }
  }
  return { model_metrics, naive_metrics, reasons }
}

function metricsView(accuracy: ForecastAccuracy): NonNullable<SalesForecastReply['model_metrics']> {
  const { count, zero_days, mae, rmse, mape, r2, mase, wape, coverage_80, coverage_95 } = accuracy
  return {
    mape: mape ?? null,
    rmse,
    mae,
    r2: r2 ?? null,
    mase: mase ?? null,
    wape: wape ?? null,
    coverage_80: coverage_80 ?? null,
    coverage_95: coverage_95 ?? null,
    periods: count,
    zero_periods: zero_days,
  }
}

/** What the served model would have said at the latest past day it was tried from. */
function newestTrial({ backtest }: SeriesForecast): SalesForecastReply['backtest'] {
  const newest = backtest.rows.reduce(
    (latest, row) => (row.origin_date > latest ? row.origin_date : latest),
    '',
  )
  return {
    origins: backtest.origins,
    horizon: backtest.horizon,
    items: backtest.rows
      .filter((row) => row.origin_date === newest)
      .map(({ origin_date: _, lead: __, ...row }) => row),
  }
}

const shownDays = 730

function shownHistory(sales: BucketedSales, input: Input): SalesForecastReply['history'] {
  if (sales.as_of === null) return []
  const asked = input.period ?? input.start_date ?? input.end_date
  const { start, end } =
    asked === undefined
      ? sales.place.lastDays(shownDays)
      : periodRange(input, sales.as_of, sales.series.start)
  const from = bucketStart(start, input.granularity)
  return sales.place
    .dates()
    .flatMap((date, i) => (date >= from && date <= end ? [{ date, value: sales.series.values[i] }] : []))
}

/** Holidays and the promotions of the past, of the days that are shown. */
function specialDays(
  { promotions }: BucketedSales,
  holidays: readonly { date: string; name: string }[],
  days: readonly { date: string }[],
): SalesForecastReply['special_days'] {
  const shown = new Set(days.map(({ date }) => date))
  return [
    ...holidays.map((day) => ({ ...day, kind: 'holiday' as const })),
    ...promotions.days.map((date) => ({ date, kind: 'promotion' as const, name: null })),
  ]
    .filter(({ date }) => shown.has(date))
    .sort((a, b) => a.date.localeCompare(b.date))
}

/** The same data and the same question have the same id. */
function forecastId(context: AnswerContext, input: Input, sales: BucketedSales): string {
  const { workspace_id } = context.workspace
  const told = JSON.stringify([
    workspace_id,
    context.versions?.sales ?? 0,
    sales.as_of,
    sales.last_complete,
    input,
  ])
  return `fc_${createHash('sha1').update(told).digest('hex').slice(0, 20)}`
}
