import { AppError } from '../base/errors.ts'
import type { Filter, Period } from '../contracts/filter.ts'
import { dayNumber, isoDay } from '../warehouse/read-values.ts'

/** Days from `start` to `end`, both inclusive, YYYY-MM-DD. */
export type DayRange = { start: string; end: string }

/** The day `count` days later. */
export function addDays(day: string, count: number): string {
  return isoDay(dayNumber(day) + count)
}

export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** The same day of the month `count` months later, or the last day of that month. */
export function addMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + count, 1))
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, lastDate))
  return first.toISOString().slice(0, 10)
}

const monthStart = (day: string): string => `${day.slice(0, 8)}01`

/** Which days a preset means, counted back from `asOf`; all time begins on `firstDay`. */
export function presetRange(period: Period, asOf: string, firstDay: string): DayRange {
  switch (period) {
    case 'today':
      return { start: asOf, end: asOf }
    case 'last_7_days':
      return { start: addDays(asOf, -6), end: asOf }
    case 'last_30_days':
      return { start: addDays(asOf, -29), end: asOf }
    case 'last_90_days':
      return { start: addDays(asOf, -89), end: asOf }
    case 'this_month':
      return { start: monthStart(asOf), end: asOf }
    case 'last_month':
      return { start: addMonths(monthStart(asOf), -1), end: addDays(monthStart(asOf), -1) }
    case 'last_year':
      return { start: addDays(asOf, -364), end: asOf }
    case 'all_time':
      return { start: firstDay < asOf ? firstDay : asOf, end: asOf }
  }
}

/** The days a filter asks for, never past `asOf`. */
export function periodRange(filter: Filter, asOf: string, firstDay: string): DayRange {
  const preset = presetRange(filter.period ?? 'all_time', asOf, firstDay)
  if (filter.start_date === undefined && filter.end_date === undefined) return preset
  const end = filter.end_date !== undefined && filter.end_date < asOf ? filter.end_date : asOf
  const start = filter.start_date ?? (filter.period === undefined ? firstDay : preset.start)
  if (
    filter.start_date !== undefined &&
    filter.end_date !== undefined &&
    filter.start_date > filter.end_date
  ) {
    throw new AppError('out_of_range', 'start_date is after end_date', {
      details: [
        { parameter: 'start_date', value: filter.start_date, allowed: `on or before ${filter.end_date}` },
      ],
    })
  }
  return { start, end }
}

/**
 * The days a period is compared with: a calendar month with the month before (as many days of it as have passed),
 * otherwise as many days just before; or the same days a year earlier. Null where nothing comes before.
 */
export function comparedRange(filter: Filter, range: DayRange, firstDay: string): DayRange | null {
  const kind = filter.compare ?? 'previous_period'
  if (kind === 'none') return null
  const previous = kind === 'previous_year' ? yearBefore(range) : periodBefore(filter, range)
  return previous.end < firstDay ? null : previous
}

function yearBefore({ start, end }: DayRange): DayRange {
  return { start: addMonths(start, -12), end: addMonths(end, -12) }
}

function periodBefore(filter: Filter, { start, end }: DayRange): DayRange {
  const preset = filter.start_date === undefined && filter.end_date === undefined ? filter.period : undefined
  if (preset === 'this_month') return { start: addMonths(start, -1), end: addMonths(end, -1) }
  if (preset === 'last_month') return { start: addMonths(start, -1), end: addDays(start, -1) }
  const days = daysBetween(start, end) + 1
  return { start: addDays(start, -days), end: addDays(start, -1) }
}
