import { useMemo } from 'react'
import type { ForecastMetric } from '../../contracts/sales-forecast.ts'
import type { ViewFilter } from './filter.ts'
import { joined } from './joined-forecast.ts'
import { useAnswer } from './use-answer.ts'
import { useFilter } from './use-filter.ts'
import type { Granularity } from './granularity.ts'
import { usePredictions } from './use-predictions.ts'

const daysAhead = { day: 30, week: 90, month: 180 } as const

/**
 * What is expected after the last point of a series, where the reader wants it shown and it follows on the series:
 * not after a period that ended long ago. A point that is not over gives way to what is expected of it.
 */
export function useTrendForecast<One extends { date: string }>(
  metric: ForecastMetric | null,
  granularity: Granularity,
  points: readonly One[],
  only?: ViewFilter,
) {
  const { asked } = useFilter()
  const [shown] = usePredictions()
  const wanted = shown && metric !== null
  const { data } = useAnswer(
    'sales-forecast',
    { ...asked, ...only, metric: metric ?? 'revenue', granularity, days_ahead: daysAhead[granularity] },
    { enabled: wanted },
  )
  return useMemo(() => {
    const predicted =
      wanted && data?.metric === metric && data.granularity === granularity ? data.predictions : []
    return joined(points, predicted, granularity)
  }, [wanted, data, metric, granularity, points])
}
