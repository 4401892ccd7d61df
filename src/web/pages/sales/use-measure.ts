import type { Reply } from '../../hooks/answers.ts'
import { useChoice } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { salesWords } from '../../words/sales-words.ts'

export const measures = ['revenue', 'orders', 'aov', 'profit'] as const
export type Measure = (typeof measures)[number]

export type SeriesItem = Reply<'time-series'>['items'][number]

const fields = { revenue: 'revenue', orders: 'orders', aov: 'average_order_value', profit: 'profit' } as const

/** Which measure the series of the page show, and how it is written. */
export function useMeasure() {
  const t = useWords(salesWords)
  const format = useFormat()
  const [measure, setMeasure] = useChoice('measure', measures, 'revenue')
  const isCount = measure === 'orders'
  return {
    measure,
    setMeasure,
    name: t(measure),
    valueOf: (item: SeriesItem): number | null => item[fields[measure]],
    short: isCount ? format.compact : format.moneyAxis,
    exact: isCount ? format.number : format.moneyExact,
  }
}
