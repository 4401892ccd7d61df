import type { Period } from '../../contracts/filter.ts'

export type DayRange = { start: string; end: string }

const dayMilliseconds = 86_400_000
const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)
const dayText = (date: Date): string => date.toISOString().slice(0, 10)

export const addDays = (day: string, count: number): string =>
  dayText(new Date(dateOf(day).getTime() + count * dayMilliseconds))

export const dayCount = ({ start, end }: DayRange): number =>
  Math.round((dateOf(end).getTime() - dateOf(start).getTime()) / dayMilliseconds) + 1

function monthStart(day: string, months = 0): string {
  const date = dateOf(day)
  return dayText(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)))
}

/** The days behind a preset, as the server counts them: back from the last day with orders. */
export function presetDays(period: Period, asOf: string, firstDay: string): DayRange {
  const back = (days: number): DayRange => ({ start: addDays(asOf, 1 - days), end: asOf })
  switch (period) {
    case 'today':
      return back(1)
    case 'last_7_days':
      return back(7)
    case 'last_30_days':
      return back(30)
    case 'last_90_days':
      return back(90)
    case 'this_month':
      return { start: monthStart(asOf), end: asOf }
    case 'last_month':
      return { start: monthStart(asOf, -1), end: addDays(monthStart(asOf), -1) }
    case 'last_year':
      return back(365)
    case 'all_time':
      return { start: firstDay < asOf ? firstDay : asOf, end: asOf }
  }
}
