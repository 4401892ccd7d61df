import { z } from 'zod'
import { envelope, filter } from './filter.ts'
import { notEnough } from './models.ts'
import { granularities } from './time-series.ts'

export const forecastMetrics = ['revenue', 'orders', 'units'] as const
export type ForecastMetric = (typeof forecastMetrics)[number]

/** What can be served: single methods and their combinations. */
export const forecastModels = [
  'seasonal_naive',
  'last_year',
  'ets',
  'ets_hierarchy',
  'damped_trend',
  'damped_trend_log',
  'simple_smoothing',
  'complex_smoothing',
  'theta_hierarchy',
  'theta_seasonal',
  'theta_recent',
  'theta_log',
  'theta_weeks',
  'harmonic_regression',
  'straight_trend',
  'harmonic_theta',
  'harmonic_ets',
  'mstl',
  'prophet',
  'combination',
  'combination_keen',
  'combination_keenest',
  'combination_median',
] as const

/** Why that model is served. */
export const forecastReasons = [
  'best_in_backtest',
  'naive_not_beaten',
  'too_short_to_backtest',
  'all_zero',
  'constant',
] as const

/** What was done to a series before it was forecast. */
export const forecastNotes = [
  'partial_last_left_out',
  'leading_zeros_left_out',
  'older_history_left_out',
  'closed_weekdays',
  'closed_periods_as_missing',
  'missing_filled',
  'outliers_replaced',
  'horizon_longer_than_history',
  'summed_from_days',
  'all_zero',
  'constant',
] as const

/** Why the last day or bucket was left out of what is learnt from, and is forecast instead. */
export const leftOutReasons = ['today_not_over', 'day_ends_early', 'bucket_not_over'] as const

const daysAhead = z.coerce
  .number()
  .int()
  .min(7)
  .max(180)
  .default(90)
  .describe('how many days to forecast after the last complete one')

const band = {
  lower_80: z.number(),
  upper_80: z.number(),
  lower_95: z.number(),
  upper_95: z.number(),
}

export const prediction = z.object({
  date: z.string().describe('the day, or the first day of the week (Monday) or month'),
  value: z.number(),
  ...band,
})

const observation = z.object({ date: z.string(), value: z.number() })

/** Measures of past forecasts against what came; null where there is nothing to compute it from. */
export const forecastMetricsView = z.object({
  mape: z.number().nullable().describe('0-100, over the days that sold something'),
  rmse: z.number().nullable(),
  mae: z.number().nullable(),
  r2: z.number().nullable(),
  mase: z.number().nullable().describe('below 1 beats repeating last week on the history'),
  wape: z.number().nullable().describe('absolute errors over the total, a fraction'),
  coverage_80: z.number().nullable().describe('how much fell within the band, a fraction'),
  coverage_95: z.number().nullable(),
  periods: z.number().int().describe('forecasts that were compared with what came'),
  zero_periods: z.number().int().describe('of them without a sale, left out of mape'),
})

export const forecastScope = filter.extend({
  metric: z.enum(forecastMetrics).default('revenue'),
})

export const salesForecastInput = forecastScope.extend({
  days_ahead: daysAhead,
  granularity: z.enum(granularities).default('day'),
  thorough: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .describe('also tries MSTL and Prophet, which takes some seconds'),
})

/** The sum over all days ahead, beside as many days before. */
export const forecastTotal = z.object({
  value: z.number(),
  ...band,
  days: z.number().int(),
  previous: z.number().nullable().describe('the same number of days just before'),
  change: z.number().nullable().describe('from those, a fraction'),
  year_before: z.number().nullable().describe('the same days 52 weeks before; 12 months by month'),
  change_from_year_before: z.number().nullable(),
})

export const forecastCalendar = z.object({
  country: z.string().describe('as stored, whose public holidays are looked at'),
  country_code: z.string(),
  holidays: z.number().int().describe('holidays within the history and the days ahead'),
})

export const salesForecastOutput = envelope.extend({
  state: z.enum(['forecast', 'not_enough_data']),
  needed: notEnough.optional(),
  forecast_id: z.string().nullable().describe('the same for the same data and question'),
  metric: z.enum(forecastMetrics),
  granularity: z.enum(granularities),
  days_ahead: z.number().int(),
  model: z.enum(forecastModels).nullable(),
  why: z.enum(forecastReasons).nullable(),
  members: z.array(z.object({ name: z.enum(forecastModels), weight: z.number() })),
  last_complete: z.string().nullable().describe('the last day that is learnt from'),
  left_out: z
    .object({ date: z.string(), value: z.number(), why: z.enum(leftOutReasons) })
    .optional()
    .describe('a day or bucket that is not over, with what it has so far'),
  predictions: z.array(prediction),
  total: forecastTotal.nullable(),
  model_metrics: forecastMetricsView.nullable().describe('of the backtest'),
  naive_metrics: forecastMetricsView.nullable().describe('the same for the last season repeated'),
  candidates: z
    .array(z.object({ name: z.enum(forecastModels), mae: z.number(), mase: z.number().optional() }))
    .describe('all that were tried, best first'),
  backtest: z.object({
    origins: z.number().int().describe('past days from which it was tried'),
    horizon: z.number().int().describe('how many days, weeks or months ahead'),
    items: z
      .array(
        z.object({
          date: z.string(),
          actual: z.number(),
          forecast: z.number(),
          naive: z.number(),
          bands: z.object(band).optional().describe('as they would have been then'),
        }),
      )
      .describe('the newest of these trials'),
  }),
  history: z
    .array(observation)
    .describe('what was sold, in the period asked for; the last two years without one'),
  special_days: z
    .array(
      z.object({
        date: z.string(),
        kind: z.enum(['holiday', 'promotion']),
        name: z.string().nullable().describe('of a holiday, in English'),
      }),
    )
    .describe('holidays and promotions among the days of the history and those ahead; none by week or month'),
  notes: z.array(z.enum(forecastNotes)),
  closed_weekdays: z.array(z.number().int()).describe('0 Monday to 6 Sunday'),
  calendar: forecastCalendar.optional(),
})
export type SalesForecastReply = z.input<typeof salesForecastOutput>

export const generateForecastInput = salesForecastInput
