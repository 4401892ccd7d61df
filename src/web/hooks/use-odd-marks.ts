import { useMemo } from 'react'
import { useAnswer } from './use-answer.ts'
import { useFilter } from './use-filter.ts'

/** The days of the page's period on which the whole of what it shows was out of the common. */
export function useOddMarks(wanted: boolean): ReadonlySet<string> {
  const { asked } = useFilter()
  const { data } = useAnswer(
    'anomalies',
    { ...asked, entity: 'shop', severity: 'medium', limit: 100 },
    { enabled: wanted },
  )
  return useMemo(() => new Set(wanted ? data?.items.map(({ date }) => date) : []), [wanted, data])
}
