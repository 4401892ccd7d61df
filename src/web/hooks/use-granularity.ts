import { granularities } from './granularity.ts'
import type { Granularity } from './granularity.ts'
import { dayCount } from './period-range.ts'
import { useChoice, useFilter } from './use-filter.ts'
import { useKnownDays } from './use-known-days.ts'

const longPeriods = new Set(['all_time', 'last_year'])

/** Days, weeks or months: what suits the length of the period, unless the reader chose. */
export function useGranularity(): {
  granularity: Granularity
  setGranularity: (granularity: Granularity) => void
} {
  const { view, period } = useFilter()
  const days = useKnownDays()
  const [chosen, setChosen] = useChoice('granularity', ['auto', ...granularities], 'auto')
  const custom = period === undefined
  const length = dayCount({
    start: view.start_date ?? days?.firstDay ?? '',
    end: view.end_date ?? days?.asOf ?? '',
  })
  const wholeTime = days && dayCount({ start: days.firstDay, end: days.asOf })
  const suited = (): Granularity => {
    if (custom) return length > 400 ? 'month' : length > 120 ? 'week' : 'day'
    if (period === 'all_time') return wholeTime !== null && wholeTime < 120 ? 'day' : 'month'
    return longPeriods.has(period ?? '') ? 'week' : 'day'
  }
  return { granularity: chosen === 'auto' ? suited() : chosen, setGranularity: setChosen }
}
