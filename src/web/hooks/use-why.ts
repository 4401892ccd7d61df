import { useCallback } from 'react'
import type { WhyMetric } from '../../contracts/why.ts'
import type { ViewFilter } from './filter.ts'
import { narrowed } from './narrowed.ts'
import { writeSearch } from './search.ts'
import { searchOf, useFilter, useSearchChange } from './use-filter.ts'

/** Every key figure tells why it changed: opens the drawer with the page's filter, or a narrower one. */
export function useWhy(): (metric: WhyMetric, narrower?: ViewFilter) => void {
  const { view, period } = useFilter()
  const change = useSearchChange()
  return useCallback(
    (metric, narrower = {}) => {
      const filter = narrowed({ ...view, ...(period ? { period } : {}) }, narrower)
      change({ why: writeSearch({ metric, ...searchOf(filter) }).slice(1) })
    },
    [view, period, change],
  )
}
