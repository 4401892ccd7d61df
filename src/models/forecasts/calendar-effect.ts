/** A holiday, a promotion or another happening known beforehand, with the days it falls on. */
export type CalendarEvent = {
  name: string
  kind: 'holiday' | 'promotion' | 'event'
  /** Local dates `YYYY-MM-DD`, past and to come. */
  dates: readonly string[]
  /** Nobody knew of it beforehand: past days are explained by it, no forecast is. */
  unforeseen?: boolean
}

/** An event as a column: its share of each period (0 to 1), the history's and those to forecast. */
export type CalendarEffect = {
  name: string
  kind: CalendarEvent['kind']
  share: Float64Array
  unforeseen?: boolean
}

const dayLength = 86_400_000

/** Days since 1970-01-01 of a date `YYYY-MM-DD`. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / dayLength)
}

/** The date `YYYY-MM-DD` of a day counted from 1970-01-01. */
export function dayDate(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10)
}

/** Weekday of a day counted from 1970-01-01: 0 is Monday, 6 is Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/**
 * One column an event over periods that begin on `days` and last `lengths` days. An event seen on fewer than
 * `seen` of the first `history` periods is left out: nothing can be learnt of it.
 */
export function calendarEffects(
  events: readonly CalendarEvent[],
  days: Float64Array,
  periodDays: number,
  history: number,
): CalendarEffect[] {
  const effects: CalendarEffect[] = []
  for (const event of events) {
    const wanted = new Set<number>()
    for (const date of event.dates) wanted.add(dayNumber(date))
    const share = new Float64Array(days.length)
    let seen = 0
    for (let i = 0; i < days.length; i++) {
      for (let d = 0; d < periodDays; d++) if (wanted.has(days[i] + d)) share[i] += 1 / periodDays
      if (share[i] > 0 && i < history) seen++
    }
    if (seen > 0) effects.push({ name: event.name, kind: event.kind, share, unforeseen: event.unforeseen })
  }
  return effects
}
