import { useMemo } from 'react'
import type { KeyEntry } from '../../charts/ChartKey.tsx'
import { useWords } from '../../hooks/use-words.ts'
import { forecastWords } from '../../words/forecast-words.ts'

/** How the lines of a forecast that is held against what came are called. */
export function useCheckedNames() {
  const t = useWords(forecastWords)
  return useMemo(() => {
    const names = { said: t('said'), came: t('came'), naive: t('naive_rule') }
    const entries: KeyEntry[] = [
      { name: names.came, manner: 'now' },
      { name: names.said, manner: 'expected' },
      { name: names.naive, manner: 'before' },
    ]
    return { names, entries }
  }, [t])
}
