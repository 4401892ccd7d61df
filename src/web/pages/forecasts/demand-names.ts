import { useCallback } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { demandWords } from '../../words/demand-words.ts'

export type Demand = Reply<'demand-forecast'>['items'][number]

export const demandClasses = [
  'smooth',
  'erratic',
  'intermittent',
  'lumpy',
  'no_demand',
] as const satisfies readonly Demand['demand_class'][]

/** What to do about a product's stock: "Order 40 now". */
export function useReorderText(): (recommendation: Demand['reorder_recommendation']) => string {
  const t = useWords(demandWords)
  const format = useFormat()
  return useCallback(
    ({ action, quantity }) =>
      action === 'no_demand'
        ? t('nothing_to_order')
        : t(action, { quantity: format.number(Math.ceil(quantity)) }),
    [t, format],
  )
}

/** A forecast of units: one decimal where it is few. */
export function useUnits(): (value: number) => string {
  const format = useFormat()
  return useCallback((value) => format.number(value, value < 10 ? 1 : 0), [format])
}
