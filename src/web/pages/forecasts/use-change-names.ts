import { useCallback } from 'react'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { scenarioWords } from '../../words/scenario-words.ts'
import type { Change } from './scenario-changes.ts'

/** A change in a few words: "20% promotion, Nov 1 – 14". */
export function useChangeNames(): (change: Change) => string {
  const t = useWords(scenarioWords)
  const format = useFormat()
  return useCallback(
    (change) => {
      const what = named()
      const { start_date: from, end_date: until } = change
      if (from && until) return t('told_dates', { what, range: format.range(from, until) })
      if (from) return t('told_dates', { what, range: `${format.day(from)} →` })
      return until ? t('told_dates', { what, range: `→ ${format.day(until)}` }) : what

      function named(): string {
        switch (change.kind) {
          case 'promotion':
            return t('told_promotion', { discount: format.percent(change.discount, 0) })
          case 'price':
            return t('told_price', { change: format.change(change.change) })
          case 'closure':
            return t('told_closure', { value: change.value || '…' })
          case 'growth':
            return t('told_growth', { change: format.change(change.change) })
        }
      }
    },
    [t, format],
  )
}
