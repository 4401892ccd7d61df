import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useMetricFormat } from './use-forecast-question.ts'

/** How a season or an effect is written: a share of the level, or an amount where seasons are amounts. */
export function useEffectFormat(decomposition: Reply<'sales-decomposition'> | undefined) {
  const format = useFormat()
  const metric = useMetricFormat(decomposition?.metric ?? 'revenue')
  const shares = decomposition?.mode !== 'additive'
  return useMemo(() => {
    if (shares)
      return {
        kind: 'change' as const,
        show: format.change,
        short: (value: number) => format.percent(value, 0),
      }
    const signed = (value: number) => `${value > 0 ? '+' : ''}${metric.exact(value)}`
    return { kind: metric.kind, show: signed, short: metric.short }
  }, [shares, format, metric])
}
