import { textOf } from './search.ts'
import { useSearchChange, useSearchValues } from './use-filter.ts'

export const pageSizes = [50, 100, 500, 1000] as const

export type ListState = {
  limit: number
  offset: number
  sort: string
  search: string
  setSort: (sort: string) => void
  setPage: (offset: number) => void
  setSize: (limit: number) => void
  setSearch: (search: string) => void
}

/** Sorting, paging and the search of a list, kept in the address. */
export function useList(usualSort: string): ListState {
  const values = useSearchValues()
  const change = useSearchChange()
  const limit = pageSizes.find((size) => String(size) === values.rows) ?? 50
  const offset = Math.max(0, Math.floor(Number(textOf(values.from) ?? 0)) || 0)
  const sort = textOf(values.sort) ?? usualSort
  return {
    limit,
    offset,
    sort,
    search: textOf(values.search) ?? '',
    setSort: (next) =>
      change({ sort: next === usualSort ? undefined : next, from: undefined }, { replace: true }),
    setPage: (next) => change({ from: next > 0 ? String(next) : undefined }),
    setSize: (next) =>
      change({ rows: next === 50 ? undefined : String(next), from: undefined }, { replace: true }),
    setSearch: (next) => change({ search: next || undefined, from: undefined }, { replace: true }),
  }
}
