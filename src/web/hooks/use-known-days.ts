import { useAnswer } from './use-answer.ts'

// one day's worth of facets: the days are wanted, not the values
const useDays = () => useAnswer('facets', { period: 'today', limit: 1 })

/** Whether it is known that nothing was ever sold here. */
export function useIsEmptyShop(): boolean {
  return useDays().data?.last_day === null
}

/** The days of this shop: the last one with orders, from which presets count back, and the first. */
export function useKnownDays(): { asOf: string; firstDay: string } | null {
  const { data } = useDays()
  return data?.last_day && data.first_day ? { asOf: data.last_day, firstDay: data.first_day } : null
}
