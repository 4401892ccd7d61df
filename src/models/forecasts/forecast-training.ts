import type { CalendarEffect } from './calendar-effect.ts'

/** How far apart the values of a series lie. */
export type SeriesFrequency = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly' | 'other'

/**
 * What a forecasting method is given: complete values, oldest first, and the calendar of these and of the periods to
 * forecast. `period` is the length of the short season in values (1 for none).
 */
export type ForecastTraining = {
  values: Float64Array
  /** The same, but for days of events as they were: what stands out there is the event. */
  with_events?: Float64Array
  period: number
  /** Days since 1970-01-01 of the first day of each period: the history's, then those to forecast. */
  days: Float64Array
  horizon: number
  /** Whether the calendar (weekdays, time of the year) means something: daily and weekly series. */
  calendar: boolean
  effects: readonly CalendarEffect[]
  /** In a first year: the same without the usual year of retail, and what puts it back on the forecast. */
  borrowed?: { training: ForecastTraining; factors: Float64Array }
}

/**
 * A forecasting method: the next `horizon` values, or null where it does not apply to such a series. A `plain` one
 * borrows nothing: it is the rule the others are held against.
 */
export type ForecastMethod = {
  name: string
  plain?: true
  forecast: (training: ForecastTraining) => Float64Array | null
}

/** The method's forecast if every value is a finite number, otherwise null. */
export function tryForecast(method: ForecastMethod, training: ForecastTraining): Float64Array | null {
  const borrowed = method.plain ? undefined : training.borrowed
  const forecast = method.forecast(borrowed?.training ?? training)
  if (forecast === null || forecast.length !== training.horizon) return null
  for (let h = 0; h < forecast.length; h++) if (!Number.isFinite(forecast[h])) return null
  return borrowed === undefined ? forecast : forecast.map((value, h) => value * borrowed.factors[h])
}
