import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { SeriesChart } from '../../charts/SeriesChart.tsx'
import { bucketDays } from '../../hooks/bucket-days.ts'
import type { ViewFilter } from '../../hooks/filter.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useGranularity } from '../../hooks/use-granularity.ts'
import { useTrendForecast } from '../../hooks/use-trend-forecast.ts'
import { useWords } from '../../hooks/use-words.ts'
import { GranularityPicker } from '../../parts/GranularityPicker.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { salesWords } from '../../words/sales-words.ts'
import { measures, useMeasure } from './use-measure.ts'
import type { SeriesItem } from './use-measure.ts'

type Props = {
  /** one customer or product whose series it is; all of the shop without it */
  of?: ViewFilter
  className?: string
}

export function SeriesPanel({ of: only, className }: Props) {
  const t = useWords(salesWords)
  const drill = useDrill()
  const { asked } = useFilter()
  const { granularity } = useGranularity()
  const { measure, setMeasure, name, valueOf, short, exact } = useMeasure()
  const series = useAnswer('time-series', { ...asked, ...only, granularity })
  const [points, compared] = useMemo(() => {
    const of = (items: readonly SeriesItem[] = []) =>
      items.map((item) => ({ date: item.date, value: valueOf(item), partial: item.partial }))
    return [of(series.data?.items), of(series.data?.previous ?? undefined)]
    // the measure stands for valueOf, which is made anew each time
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [series.data, measure])
  const metric = measure === 'revenue' || measure === 'orders' ? measure : null
  const trend = useTrendForecast(metric, granularity, points, only)

  return (
    <Panel
      className={className}
      title={t('series')}
      definition={t('series_about')}
      answer={series}
      height={320}
      isEmpty={(data) => data.items.length === 0 || data.items.every((item) => valueOf(item) === null)}
      emptyText={measure === 'profit' ? t('no_costs') : undefined}
      onOrders={() => drill(only)}
      controls={
        <>
          <SegmentedControl
            aria-label={t('measure')}
            value={measure}
            onChange={(value) => setMeasure(value)}
            data={measures.map((one) => ({ value: one, label: t(one) }))}
          />
          <GranularityPicker />
        </>
      }
      table={(data) =>
        tableOf(
          [
            { key: 'date', title: t('date'), kind: 'day', value: (item) => item.date },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue },
            { key: 'orders', title: t('orders'), kind: 'number', value: (item) => item.orders },
            { key: 'aov', title: t('aov'), kind: 'money', value: (item) => item.average_order_value },
            { key: 'profit', title: t('profit'), kind: 'money', value: (item) => item.profit },
          ],
          data.items,
        )
      }
    >
      {(data) => (
        <SeriesChart
          name={name}
          points={trend.points}
          compared={compared}
          predicted={trend.predicted}
          granularity={data.granularity}
          short={short}
          exact={exact}
          onPick={(point) => drill({ ...only, ...bucketDays(point.date, data.granularity) })}
        />
      )}
    </Panel>
  )
}
