import { addDays } from './period-range.ts'
import type { Granularity } from './granularity.ts'

/** The days of one point of a series: a day, the week or the month it begins. */
export function bucketDays(date: string, granularity: Granularity): { start_date: string; end_date: string } {
  if (granularity === 'day') return { start_date: date, end_date: date }
  if (granularity === 'week') return { start_date: date, end_date: addDays(date, 6) }
  const [year = 0, month = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return { start_date: `${date.slice(0, 8)}01`, end_date: last }
}
