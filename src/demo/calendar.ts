import { dayNumber } from '../warehouse/read-values.ts'

/** The days of a shop's window, numbered from 0, with what seasons need to know of each. */
export type Calendar = {
  /** days since 1970 of day 0 */
  start: number
  days: number
  /** 0 is Monday */
  weekday: Uint8Array
  /** 0 is January */
  month: Uint8Array
  /** where in the year the day lies, from 0 to 1 */
  year_point: Float64Array
  /** MM-DD */
  month_day: string[]
}

export function createCalendar(firstDay: string, lastDay: string): Calendar {
  const start = dayNumber(firstDay)
  const days = dayNumber(lastDay) - start + 1
  const calendar: Calendar = {
    start,
    days,
    weekday: new Uint8Array(days),
    month: new Uint8Array(days),
    year_point: new Float64Array(days),
    month_day: [],
  }
  for (let day = 0; day < days; day++) {
    const date = new Date((start + day) * 86_400_000)
    const year = date.getUTCFullYear()
    const newYear = Date.UTC(year, 0, 1)
    calendar.weekday[day] = (date.getUTCDay() + 6) % 7
    calendar.month[day] = date.getUTCMonth()
    calendar.year_point[day] = (date.getTime() - newYear) / (Date.UTC(year + 1, 0, 1) - newYear)
    calendar.month_day.push(date.toISOString().slice(5, 10))
  }
  return calendar
}
