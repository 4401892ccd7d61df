import { useMemo } from 'react'
import { useAnswer } from './use-answer.ts'
import { useFilter } from './use-filter.ts'

// always the same one, so that a chart without marks is not drawn again
const noMarks: ReadonlySet<string> = new Set()

/** The days of the page's period on which the whole of what it shows was out of the common. */
export function useOddMarks(wanted: boolean): ReadonlySet<string> {
  const { asked } = useFilter()
  const { data } = useAnswer(
    'anomalies',
    { ...asked, entity: 'shop', severity: 'medium', limit: 100 },
    { enabled: wanted },
  )
  const found = wanted ? data?.items : undefined
  return useMemo(
    () => (found && found.length > 0 ? new Set(found.map(({ date }) => date)) : noMarks),
    [found],
  )
}
