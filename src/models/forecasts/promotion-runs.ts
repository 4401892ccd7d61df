import type { CalendarEvent } from './calendar-effect.ts'
import { dayNumber } from './calendar-effect.ts'

/** Days of one promotion lie no further apart than this. */
const mostGap = 2
/** A promotion that comes back starts within so many days of the same day of another year. */
const mostShift = 10
const yearDays = 365.25

/**
 * Takes the days of promotions apart into the promotions themselves: days next to each other are one, and what comes
 * back at the same time of another year is the same one. A sale for the whole shop and one for a single category lift
 * a day differently, and what a shared effect leaves over of the larger would be taken for a season.
 *
 * @example
 * promotionRuns({ name: 'promotion', kind: 'promotion', dates: ['2023-11-24', '2023-11-25', '2024-03-10', '2024-11-25'] })
 * // two events: 24 and 25 November of both years, and 10 March
 */
export function promotionRuns(event: CalendarEvent): CalendarEvent[] {
  const runs: string[][] = []
  for (const date of [...event.dates].sort()) {
    const last = runs.at(-1)
    if (last && dayNumber(date) - dayNumber(last.at(-1)!) <= mostGap) last.push(date)
    else runs.push([date])
  }
  const promotions: { first: number; dates: string[] }[] = []
  for (const dates of runs) {
    const first = dayNumber(dates[0])
    const same = promotions.find((each) => first - each.first > yearDays / 2 && isSameTime(first, each.first))
    if (same) same.dates.push(...dates)
    else promotions.push({ first, dates })
  }
  return promotions.map(({ dates }) => ({ ...event, dates }))
}

function isSameTime(a: number, b: number): boolean {
  const off = Math.abs(a - b) % yearDays
  return Math.min(off, yearDays - off) <= mostShift
}
