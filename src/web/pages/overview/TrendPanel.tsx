import { useMemo } from 'react'
import { SeriesChart } from '../../charts/SeriesChart.tsx'
import { bucketDays } from '../../hooks/bucket-days.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useGranularity } from '../../hooks/use-granularity.ts'
import { useOddMarks } from '../../hooks/use-odd-marks.ts'
import { useTrendForecast } from '../../hooks/use-trend-forecast.ts'
import { useWords } from '../../hooks/use-words.ts'
import { GranularityPicker } from '../../parts/GranularityPicker.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { overviewWords } from '../../words/overview-words.ts'

export function TrendPanel({ className }: { className?: string }) {
  const t = useWords(overviewWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const { granularity } = useGranularity()
  const series = useAnswer('time-series', { ...asked, granularity })
  const points = useMemo(() => pointsOf(series.data?.items), [series.data])
  const compared = useMemo(() => pointsOf(series.data?.previous ?? undefined), [series.data])
  const trend = useTrendForecast('revenue', granularity, points)
  const { marks, openOdd } = useOddMarks(granularity === 'day')
  return (
    <Panel
      className={className}
      title={t('trend')}
      definition={t('trend_about')}
      answer={series}
      isEmpty={(data) => data.items.length === 0}
      controls={<GranularityPicker />}
      onOrders={() => drill()}
      height={300}
      table={(data) =>
        tableOf(
          [
            { key: 'date', title: t('date'), kind: 'day', value: (item) => item.date },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue },
            { key: 'orders', title: t('orders'), kind: 'number', value: (item) => item.orders },
            { key: 'aov', title: t('aov'), kind: 'money', value: (item) => item.average_order_value },
          ],
          data.items,
        )
      }
    >
      {(data) => (
        <SeriesChart
          name={t('revenue')}
          points={trend.points}
          compared={compared}
          predicted={trend.predicted}
          marks={marks}
          granularity={data.granularity}
          short={format.moneyAxis}
          exact={format.moneyExact}
          onPick={({ date }) => openOdd(date) || drill(bucketDays(date, data.granularity))}
        />
      )}
    </Panel>
  )
}

function pointsOf(items: readonly { date: string; revenue: number; partial: boolean }[] = []) {
  return items.map(({ date, revenue, partial }) => ({ date, value: revenue, partial }))
}
