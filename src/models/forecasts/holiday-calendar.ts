import { createRequire } from 'node:module'
import type Calendar from 'date-holidays'
import type { CalendarEvent } from './calendar-effect.ts'
import { dayDate, dayNumber } from './calendar-effect.ts'

const load = createRequire(import.meta.url)

/**
 * The public holidays of a country (ISO 3166-1, two letters) that touch the days from `first` to `last`, each holiday
 * an event with all its dates, days off in its stead included. None for a country that is not known. Costs about 2 ms
 * a year.
 *
 * @example
 * holidayEvents('GB', '2025-12-01', '2025-12-31').map(({ name }) => name) // ['Christmas Day', 'Boxing Day']
 */
export function holidayEvents(countryCode: string, first: string, last: string): CalendarEvent[] {
  // holds every country's rules: 35 MB and 0.1 s that only those pay who ask
  const Holidays = load('date-holidays') as typeof Calendar
  const calendar = new Holidays(countryCode, { types: ['public'], languages: ['en'] })
  const dates = new Map<string, Set<string>>()
  // a holiday at the turn of the year can begin in the year before
  for (let year = Number(first.slice(0, 4)) - 1; year <= Number(last.slice(0, 4)); year++) {
    for (const { name, date, start, end } of calendar.getHolidays(year)) {
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
      const plain = name.replace(/ \(substitute day\)$/, '')
      const known = dates.get(plain) ?? new Set<string>()
      for (let day = 0; day < length; day++) {
        const falls = dayDate(dayNumber(date) + day)
        if (falls >= first && falls <= last) known.add(falls)
      }
      if (known.size > 0) dates.set(plain, known)
    }
  }
  return [...dates].map(([name, days]) => ({ name, kind: 'holiday', dates: [...days].sort() }))
}
