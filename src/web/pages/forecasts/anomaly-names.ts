import { useCallback, useMemo } from 'react'
import type { AnomalyMetric, Severity } from '../../../contracts/anomalies.ts'
import type { Reply } from '../../hooks/answers.ts'
import type { ViewFilter } from '../../hooks/filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { anomalyWords } from '../../words/anomaly-words.ts'

export type Anomaly = Reply<'anomalies'>['items'][number]

export const severities = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[]

const money = new Set<AnomalyMetric>(['revenue', 'average_order_value', 'order_amount'])
const counts = new Set<AnomalyMetric>(['orders', 'units', 'customers'])
const shares = new Set<AnomalyMetric>(['new_customer_share', 'discount_share', 'refund_share'])
const ratios = new Set<AnomalyMetric>(['times_usual_quantity', 'unit_price_ratio'])

/** What is odd, how its figures are written, and what accounts for it, in the reader's words. */
export function useAnomalyNames() {
  const t = useWords(anomalyWords)
  const format = useFormat()
  const show = useCallback(
    (metric: AnomalyMetric, value: number): string => {
      if (money.has(metric)) return format.money(value)
      if (shares.has(metric)) return format.percent(value, 0)
      if (ratios.has(metric)) return `×${format.number(value, 1)}`
      return format.number(value, Number.isInteger(value) || value >= 100 ? 0 : 1)
    },
    [format],
  )
  return useMemo(() => {
    const who = ({ entity, name, id }: Pick<Anomaly, 'entity' | 'name' | 'id'>): string =>
      entity === 'shop' ? t('shop') : (name ?? id ?? t('unknown'))
    const which = (one: Pick<Anomaly, 'entity' | 'name' | 'id'>): string =>
      one.entity === 'shop' ? who(one) : `${t(one.entity)}: ${who(one)}`
    const range = (metric: AnomalyMetric, low: number, high: number): string =>
      t('usual_range', { low: show(metric, low), high: show(metric, high) })
    const signed = (value: number): string => `${value > 0 ? '+' : ''}${format.moneyCompact(value)}`
    return {
      which,
      range,
      show,
      signed,
      told: (one: Anomaly): string =>
        t(counts.has(one.metric) ? 'told_count' : 'told', {
          who: one.entity === 'order' ? `${t('order')} ${who(one)}` : who(one),
          metric: t(one.metric),
          actual: show(one.metric, one.actual),
          low: show(one.metric, one.expected_low),
          high: show(one.metric, one.expected_high),
        }),
      /** the parts of the shop that were odd on the same day, the most severe by name */
      beneath: ({ parts, parts_total }: Anomaly): string => {
        if (parts_total === 0) return ''
        const named = parts.slice(0, 2).map(who)
        const rest = parts_total - named.length
        return [...named, ...(rest > 0 ? [t('and_more', { count: rest })] : [])].join(' · ')
      },
      account: ({ explanation, direction }: Anomaly): string => {
        const sign = direction === 'above' ? 1 : -1
        const most = explanation.dimensions.flatMap(({ items }) => {
          const item = items.toSorted((a, b) => sign * (b.contribution - a.contribution))[0]
          return item && sign * item.contribution > 0
            ? [`${item.name ?? t('unknown')} ${signed(item.contribution)}`]
            : []
        })
        if (most.length > 0) return most.slice(0, 2).join(' · ')
        return explanation.features
          .slice(0, 2)
          .map(({ feature, value }) => `${t(feature)} ${show(feature, value)}`)
          .join(' · ')
      },
    }
  }, [t, format, show])
}

/** The orders behind one: those of its day, narrowed to what it is about. */
export function ordersOf({ date, entity, id }: Pick<Anomaly, 'date' | 'entity' | 'id'>): ViewFilter {
  const day = { start_date: date, end_date: date }
  if (id === null || entity === 'shop' || entity === 'order') return day
  return { ...day, [entity === 'product' ? 'product_id' : entity]: [id] }
}
