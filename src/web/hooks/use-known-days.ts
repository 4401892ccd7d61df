import { useAnswer } from './use-answer.ts'

/** The days of this shop: the last one with orders, from which presets count back, and the first. */
export function useKnownDays(): { asOf: string; firstDay: string } | null {
  // one day's worth of facets: the days are wanted, not the values
  const { data } = useAnswer('facets', { period: 'today', limit: 1 })
  return data?.last_day && data.first_day ? { asOf: data.last_day, firstDay: data.first_day } : null
}
