import type { CalendarEvent } from './calendar-effect.ts'
import { dayDate, dayNumber } from './calendar-effect.ts'
import type { SeriesDecomposition } from './decomposition.ts'
import { decomposeSeries } from './decomposition.ts'
import type { SeriesForecast } from './forecast-series.ts'
import { naiveScale } from './forecast-accuracy.ts'
import { forecastSeries } from './forecast-series.ts'
import { holidayEvents } from './holiday-calendar.ts'
import { periodsFromDays } from './periods-from-days.ts'
import type { NotEnoughData } from '../not-enough-data.ts'
import { periodDay } from './series-cleaning.ts'

/** A series of sales with what is known of its calendar, as plain data for a thread. */
export type SalesSeries = {
  values: Float64Array
  frequency: 'daily' | 'weekly' | 'monthly'
  /** First day of the first period. */
  start: string
  /** Whether the last period is not over. */
  partial_last: boolean
  non_negative: boolean
  /** ISO code of the country whose public holidays count. */
  country_code: string | null
  /** Days on which much was sold at a discount, none of which are known beforehand. */
  promotion_days: string[]
}

export type SalesForecastTask = SalesSeries & {
  horizon: number
  thorough: boolean
  /** of weeks and months, their days: what weeks are summed from, and months where too few are over to be tried */
  days?: SalesSeries
}

/**
 * Forecasts a series of sales with the holidays of its country; also says how many of them were looked at, and on which
 * days they fall.
 */
export function forecastSales(task: SalesForecastTask): {
  forecast: SeriesForecast | NotEnoughData
  holidays: number
  holiday_days: { date: string; name: string }[]
} {
  const events = eventsOf(task, task.horizon)
  const { horizon, thorough, days } = task
  const of_calendar = events.filter(({ kind }) => kind === 'holiday')
  const holidays = of_calendar.length
  const holiday_days = of_calendar.flatMap(({ name, dates }) => dates.map((date) => ({ date, name })))
  const calendar = { holidays, holiday_days }
  const own = (): SeriesForecast | NotEnoughData => forecastSeries({ ...task, events }, { horizon, thorough })
  if (days === undefined || task.frequency === 'daily') return { forecast: own(), ...calendar }
  if (task.frequency === 'weekly') {
    const summed = forecastFromDays(task, days)
    if (summed !== null && beatsNaive(summed)) return { forecast: summed, ...calendar }
  }
  const forecast = own()
  if (wasTried(forecast)) return { forecast, ...calendar }
  const summed = forecastFromDays(task, days)
  const served = summed === null || beatsNaive(summed) ? summed : forecastFromDays(task, days, true)
  return { forecast: served ?? forecast, ...calendar }
}

function wasTried(forecast: SeriesForecast | NotEnoughData): forecast is SeriesForecast {
  return forecast.kind === 'forecast' && forecast.reason !== 'too_short_to_backtest'
}

/** Days may be forecast better than by the naive rule, and their sums worse. */
function beatsNaive({ accuracy, naive_accuracy }: SeriesForecast): boolean {
  return accuracy.mae <= naive_accuracy.mae
}

/** Weeks or months as sums of days, if those can be tried on their past. */
function forecastFromDays(
  { values, start, frequency, partial_last, horizon, thorough }: SalesForecastTask,
  days: SalesSeries,
  naively = false,
): SeriesForecast | null {
  if (frequency === 'daily') return null
  const next = values.length - (partial_last ? 1 : 0)
  const from = periodDay(dayNumber(start), frequency, next)
  const last = periodDay(dayNumber(start), frequency, next + horizon)
  const known = days.values.length - (days.partial_last ? 1 : 0)
  const over = Math.max(0, dayNumber(days.start) + known - from)
  const ahead = last - from - over
  const events = eventsOf(days, ahead)
  const methods = naively ? { methods: [] } : {}
  const daily = forecastSeries({ ...days, events }, { horizon: ahead, thorough, ...methods })
  if (!wasTried(daily)) return null
  const sold = days.values.subarray(known - over, known).reduce((sum, value) => sum + value, 0)
  return periodsFromDays(daily, {
    frequency,
    count: horizon,
    begun: { start: dayDate(from), sold },
    scale: naiveScale(values.subarray(0, next), frequency === 'monthly' ? 12 : 1),
  })
}

/** Splits a series of sales into trend, seasons, holidays and promotions. */
export function decomposeSales(series: SalesSeries): {
  decomposition: SeriesDecomposition | NotEnoughData
  holidays: number
} {
  const events = eventsOf(series, 0)
  return {
    decomposition: decomposeSeries({ ...series, events }),
    holidays: events.filter(({ kind }) => kind === 'holiday').length,
  }
}

function eventsOf(series: SalesSeries, horizon: number): CalendarEvent[] {
  const { values, frequency, start, country_code, promotion_days } = series
  if (frequency === 'monthly') return []
  const last = dayDate(periodDay(dayNumber(start), frequency, values.length + horizon))
  const holidays = country_code === null ? [] : holidayEvents(country_code, start, last)
  if (promotion_days.length === 0) return holidays
  return [...holidays, { name: 'promotion', kind: 'promotion', dates: promotion_days, unforeseen: true }]
}
