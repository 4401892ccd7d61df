import { useMemo } from 'react'
import type { ForecastMetric } from '../../contracts/sales-forecast.ts'
import type { ViewFilter } from './filter.ts'
import { dayCount } from './period-range.ts'
import { useAnswer } from './use-answer.ts'
import { useFilter } from './use-filter.ts'
import type { Granularity } from './use-granularity.ts'
import { usePredictions } from './use-predictions.ts'

const daysAhead = { day: 30, week: 90, month: 180 } as const
const longestStep = { day: 1, week: 7, month: 31 } as const

type Point = { date: string; value: number | null }

/**
 * What is expected after the last point of a series, where the reader wants it shown and it follows on the series:
 * not after a period that ended long ago. A point that is not over gives way to what is expected of it.
 */
export function useTrendForecast<One extends Point>(
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

/** The points that are over and what is expected after them; nothing is expected where days lie between. */
export function joined<One extends Point, Expected extends { date: string }>(
  points: readonly One[],
  predicted: readonly Expected[],
  granularity: Granularity,
): { points: readonly One[]; predicted: readonly Expected[] } {
  const first = predicted[0]?.date
  const last = points.findLast(({ date }) => first === undefined || date < first)?.date
  if (first === undefined || last === undefined) return { points, predicted: [] }
  if (dayCount({ start: last, end: first }) - 1 > longestStep[granularity]) return { points, predicted: [] }
  return { points: points.filter(({ date }) => date < first), predicted }
}
