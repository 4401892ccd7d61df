import { useCallback } from 'react'
import type { ViewFilter } from './filter.ts'
import { narrowed } from './narrowed.ts'
import { writeSearch } from './search.ts'
import { searchOf, useFilter, useSearchChange } from './use-filter.ts'

/** Every figure opens the orders behind it: those of the page's filter, narrowed to what the figure counts. */
export function useDrill(): (narrower?: ViewFilter) => void {
  const { view, period } = useFilter()
  const change = useSearchChange()
  return useCallback(
    (narrower = {}) =>
      change({
        orders_of:
          writeSearch(searchOf(narrowed({ ...view, ...(period ? { period } : {}) }, narrower))).slice(1) ||
          'all',
      }),
    [view, period, change],
  )
}
