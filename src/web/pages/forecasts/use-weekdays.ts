import { useMemo } from 'react'
import { useFormat } from '../../hooks/use-format.ts'

// a Monday, from which the seven are counted
const monday = Date.UTC(2024, 0, 1)
const dayMilliseconds = 86_400_000

/** Names of the weekdays from Monday on. */
export function useWeekdays(length: 'short' | 'long'): string[] {
  const { locale } = useFormat()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' })
    return [0, 1, 2, 3, 4, 5, 6].map((day) => format.format(monday + day * dayMilliseconds))
  }, [locale, length])
}

/** Names of the months from January on. */
export function useMonths(length: 'short' | 'long'): string[] {
  const { locale } = useFormat()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2024, month, 1)))
  }, [locale, length])
}
