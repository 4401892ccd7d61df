import { useCallback, useMemo } from 'react'
import { anomalyKey } from './anomaly-key.ts'
import { useAnswer } from './use-answer.ts'
import { useFilter, useSearchChange } from './use-filter.ts'

// always the same one, so that a chart without marks is not drawn again
const noMarks: ReadonlyMap<string, string> = new Map()

/**
 * The days of the page's period on which the whole of what it shows was out of the common, and how one of them is
 * opened: it says whether the day was one.
 */
export function useOddMarks(wanted: boolean): {
  marks: ReadonlyMap<string, string>
  openOdd: (day: string) => boolean
} {
  const { asked } = useFilter()
  const change = useSearchChange()
  const { data } = useAnswer(
    'anomalies',
    { ...asked, entity: 'shop', severity: 'medium', limit: 100 },
    { enabled: wanted },
  )
  const found = wanted ? data?.items : undefined
  const marks = useMemo(
    () =>
      found && found.length > 0
        ? new Map(found.toReversed().map((one) => [one.date, anomalyKey(one)]))
        : noMarks,
    [found],
  )
  const openOdd = useCallback(
    (day: string): boolean => {
      const odd = marks.get(day)
      if (odd !== undefined) change({ odd })
      return odd !== undefined
    },
    [marks, change],
  )
  return { marks, openOdd }
}
