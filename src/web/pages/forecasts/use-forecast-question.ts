import { useMemo } from 'react'
import type { ForecastMetric } from '../../../contracts/sales-forecast.ts'
import { useChoice, useFilter, useSearchChange, useSearchValues } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { forecastWords } from '../../words/forecast-words.ts'
import { horizonOf, usualHorizon } from './horizon.ts'

export const forecastMetrics = ['revenue', 'orders', 'units'] as const satisfies readonly ForecastMetric[]
export const forecastGranularities = ['day', 'week', 'month'] as const
/** What is forecast, in which steps and how far: all in the address, with the page's filter. */
export function useForecastQuestion() {
  const { asked } = useFilter()
  const search = useSearchValues()
  const change = useSearchChange()
  const [metric, setMetric] = useChoice('measure', forecastMetrics, 'revenue')
  const [granularity, setGranularity] = useChoice('granularity', forecastGranularities, 'day')
  const days = horizonOf(search.days_ahead)
  const question = useMemo(
    () => ({ ...asked, metric, granularity, days_ahead: days }),
    [asked, metric, granularity, days],
  )
  const setDays = (next: number) =>
    change({ days_ahead: next === usualHorizon ? undefined : String(next) }, { replace: true })
  return { question, metric, setMetric, granularity, setGranularity, days, setDays }
}

const told = { revenue: 'value_revenue', orders: 'value_orders', units: 'value_units' } as const

/** How amounts of a metric are written: money, or a number of orders or units. */
export function useMetricFormat(metric: ForecastMetric) {
  const t = useWords(forecastWords)
  const format = useFormat()
  const isMoney = metric === 'revenue'
  return useMemo(
    () => ({
      name: t(metric),
      kind: isMoney ? ('money' as const) : ('number' as const),
      short: isMoney ? format.moneyAxis : format.compact,
      compact: isMoney ? format.moneyCompact : (value: number) => format.compact(Math.round(value)),
      exact: isMoney ? format.moneyExact : (value: number) => format.number(value, value < 100 ? 1 : 0),
      /** "about 1,200 orders" */
      told: (value: number) =>
        t(told[metric], {
          value: isMoney ? format.moneyCompact(value) : format.compact(Math.round(value)),
        }),
    }),
    [metric, isMoney, format, t],
  )
}
