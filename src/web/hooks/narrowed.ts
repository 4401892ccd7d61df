import type { ViewFilter } from './filter.ts'

/** Days of the narrower filter take the place of the preset. */
export function narrowed(view: ViewFilter, narrower: ViewFilter): ViewFilter {
  const merged = { ...view, ...narrower }
  if (narrower.start_date !== undefined || narrower.end_date !== undefined) delete merged.period
  return merged
}
