import { useNavigate, useSearch } from '@tanstack/react-router'
import { use, useCallback, useMemo } from 'react'
import type { FilterInput, Period } from '../../contracts/filter.ts'
import { askedFilter, filterNames, readFilter } from './filter.ts'
import type { ViewFilter } from './filter.ts'
import { oneOf } from './search.ts'
import type { SearchValues } from './search.ts'
import { UsualPeriodContext } from './usual-period.ts'

export function useSearchValues(): SearchValues {
  return useSearch({ strict: false })
}

/** Changes some of the address and leaves the rest; a step that can be gone back from unless `replace`. */
export function useSearchChange(): (changes: SearchValues, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (changes, options) => {
      void navigate({
        to: '.',
        search: (before: SearchValues) => ({ ...before, ...changes }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
}

type FilterState = {
  /** as the address has it */
  view: ViewFilter
  /** as the server is asked */
  asked: FilterInput
  /** the preset in force; undefined where days were chosen */
  period: Period | undefined
  change: (changes: ViewFilter) => void
  reset: () => void
  /** the search part for a link that keeps the filter */
  kept: SearchValues
}

/** The page's filter: read from the address, changed by changing the address. */
export function useFilter(): FilterState {
  const search = useSearchValues()
  const changeSearch = useSearchChange()
  const usual = use(UsualPeriodContext)
  const text = JSON.stringify(readFilter(search))
  return useMemo(() => {
    const view = JSON.parse(text) as ViewFilter
    return {
      view,
      asked: askedFilter(view, usual),
      period: view.start_date || view.end_date ? undefined : (view.period ?? usual),
      change: (changes) => changeSearch(changes as unknown as SearchValues),
      reset: () => changeSearch(Object.fromEntries(filterNames.map((name) => [name, undefined]))),
      kept: searchOf(view),
    }
  }, [text, usual, changeSearch])
}

export function searchOf(filter: ViewFilter): SearchValues {
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  )
}

/** A choice of the page that is kept in its address: `useChoice('granularity', ['day', 'week'], 'day')`. */
export function useChoice<const Allowed extends readonly string[]>(
  name: string,
  allowed: Allowed,
  usual: NoInfer<Allowed[number]>,
): [Allowed[number], (value: Allowed[number]) => void] {
  const search = useSearchValues()
  const change = useSearchChange()
  const value = oneOf(search[name], allowed) ?? usual
  return [value, (next) => change({ [name]: next === usual ? undefined : next }, { replace: true })]
}
