import { dayNumber, isoDay } from '../warehouse/read-values.ts'
import { addMonths } from './period.ts'
import type { DayRange } from './period.ts'

export type Granularity = 'day' | 'week' | 'month'

/** The first day of the bucket a day falls in; weeks start on Monday. */
export function bucketStart(day: string, granularity: Granularity): string {
  if (granularity === 'day') return day
  if (granularity === 'month') return `${day.slice(0, 8)}01`
  const number = dayNumber(day)
  return isoDay(number - ((((number + 3) % 7) + 7) % 7))
}

/** The first day of the bucket after the one that begins on `start`. */
export function nextBucket(start: string, granularity: Granularity): string {
  return granularity === 'month'
    ? addMonths(start, 1)
    : isoDay(dayNumber(start) + (granularity === 'week' ? 7 : 1))
}

/** Every bucket that a range touches, with whether the range covers it only in part. */
export function bucketsOf(range: DayRange, granularity: Granularity): { date: string; partial: boolean }[] {
  const buckets: { date: string; partial: boolean }[] = []
  for (let date = bucketStart(range.start, granularity); date <= range.end;) {
    const next = nextBucket(date, granularity)
    buckets.push({ date, partial: date < range.start || isoDay(dayNumber(next) - 1) > range.end })
    date = next
  }
  return buckets
}
