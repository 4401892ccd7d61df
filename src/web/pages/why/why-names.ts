import { useCallback, useMemo } from 'react'
import type { ChangePart, WhyDimension, WhyMetric } from '../../../contracts/why.ts'
import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { whyWords } from '../../words/why-words.ts'

export type Decomposition = Reply<'why'>['decompositions'][number]

export const whyMetrics = [
  'total_revenue',
  'total_orders',
  'average_order_value',
  'gross_profit',
  'profit_margin',
  'total_customers',
  'new_customers',
  'conversion_rate',
  'customer_ltv',
  'churn_rate',
] as const satisfies readonly WhyMetric[]

export const lessIsBetter = (metric: WhyMetric): boolean => metric === 'churn_rate'

// of the customers who bought both times, where the others stand beside them
const ofThoseWhoStayed = { volume: 'kept_volume', mix: 'kept_mix', price: 'kept_price' } as const

/** Figures, ways to take a change apart and its parts, in the reader's words. */
export function useWhyNames() {
  const t = useWords(whyWords)
  return {
    metric: useCallback(
      (metric: WhyMetric) => t(metric === 'new_customers' ? 'new_customers_metric' : metric),
      [t],
    ),
    decomposition: useCallback(
      (name: Decomposition['name']) => t(name === 'customers' ? 'customers_split' : name),
      [t],
    ),
    dimension: useCallback((dimension: WhyDimension) => t(dimension), [t]),
    part: useCallback(
      (part: ChangePart, of: Decomposition['name']) => {
        if (of === 'drivers' && part in ofThoseWhoStayed)
          return t(ofThoseWhoStayed[part as keyof typeof ofThoseWhoStayed])
        return t(of === 'rates_and_mix' && part === 'mix' ? 'mix_of_groups' : part)
      },
      [t],
    ),
  }
}

/** How a figure and a difference of it are written: money, a number, or a rate whose changes are points. */
export function useFigureFormat(unit: Reply<'why'>['unit']) {
  const format = useFormat()
  return useMemo(() => {
    const sign = (value: number, text: string): string => `${value > 0 ? '+' : ''}${text}`
    if (unit === 'rate')
      return {
        kind: 'percent' as const,
        figure: (value: number) => format.percent(value, 2),
        difference: (value: number) =>
          Math.abs(value) < 0.0005 && value !== 0
            ? sign(value, `${format.number(value * 100, 3)}\u00a0pp`)
            : format.points(value),
      }
    if (unit === 'money')
      return {
        kind: 'money' as const,
        figure: format.money,
        difference: (value: number) => sign(value, format.money(value)),
      }
    const number = (value: number) => format.number(value, Math.abs(value) < 100 ? 1 : 0)
    return {
      kind: 'number' as const,
      figure: number,
      difference: (value: number) => sign(value, number(value)),
    }
  }, [unit, format])
}
