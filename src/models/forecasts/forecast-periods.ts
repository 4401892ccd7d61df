import { dayDate, dayNumber, weekday } from './calendar-effect.ts'
import type { PreparedSeries } from './series-cleaning.ts'
import { periodDay } from './series-cleaning.ts'

export type Future = { dates: string[]; open: Float64Array; place: Int32Array }

/** The periods to forecast: all their dates, the days of the open ones, and where those stand among all. */
export function futurePeriods(series: PreparedSeries, start: string, horizon: number): Future {
  const startDay = dayNumber(start)
  const dates: string[] = []
  const open: number[] = []
  const place: number[] = []
  for (let h = 0; h < horizon; h++) {
    const day = periodDay(startDay, series.frequency, series.next_index + h)
    dates.push(dayDate(day))
    if (series.closed_weekdays.includes(weekday(day))) continue
    open.push(day)
    place.push(h)
  }
  return { dates, open: Float64Array.from(open), place: Int32Array.from(place) }
}

/** Values of the open periods among all periods, 0 on closed ones. */
export function spread(values: Float64Array, { place, dates }: Future): Float64Array {
  const result = new Float64Array(dates.length)
  for (let i = 0; i < values.length; i++) result[place[i]] = values[i]
  return result
}
