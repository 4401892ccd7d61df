import { useMemo } from 'react'
import { ChangeBars } from '../../charts/ChangeBars.tsx'
import { bucketDays } from '../../hooks/bucket-days.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useGranularity } from '../../hooks/use-granularity.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { salesWords } from '../../words/sales-words.ts'
import { useMeasure } from './use-measure.ts'
import type { SeriesItem } from './use-measure.ts'

type Growth = { date: string; value: number; before: number; rate: number }

export function GrowthPanel({ className }: { className?: string }) {
  const t = useWords(salesWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const { granularity } = useGranularity()
  const { measure, name, valueOf, exact } = useMeasure()
  const series = useAnswer('time-series', { ...asked, granularity })
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const rates = useMemo(() => growthOf(series.data?.items ?? [], valueOf), [series.data, measure])
  const shownDate = series.data?.granularity === 'month' ? format.month : format.day
  const bars = useMemo(
    () =>
      rates.map(({ date, rate, value }) => ({ name: shownDate(date), value: rate, detail: exact(value) })),
    [rates, shownDate, exact],
  )
  return (
    <Panel
      className={className}
      title={t('growth')}
      subtitle={t('growth_subtitle', { measure: name })}
      definition={t('growth_about')}
      answer={series}
      isEmpty={() => rates.length === 0}
      emptyText={t('growth_none')}
      onOrders={() => drill()}
      table={() =>
        tableOf(
          [
            { key: 'date', title: t('date'), kind: 'day', value: (item) => item.date },
            {
              key: 'value',
              title: name,
              kind: measure === 'orders' ? 'number' : 'money',
              value: (item) => item.value,
            },
            {
              key: 'before',
              title: t('before'),
              kind: measure === 'orders' ? 'number' : 'money',
              value: (item) => item.before,
            },
            { key: 'rate', title: t('growth_rate'), kind: 'change', value: (item) => item.rate },
          ],
          rates,
        )
      }
    >
      {(data) => (
        <ChangeBars
          name={t('growth_rate')}
          bars={bars}
          onPick={(index) => rates[index] && drill(bucketDays(rates[index].date, data.granularity))}
        />
      )}
    </Panel>
  )
}

function growthOf(items: readonly SeriesItem[], valueOf: (item: SeriesItem) => number | null): Growth[] {
  const whole = items.filter(({ partial }) => !partial)
  return whole.slice(1).flatMap((item, index) => {
    const value = valueOf(item)
    const before = valueOf(whole[index])
    if (value === null || before === null || before === 0) return []
    return [{ date: item.date, value, before, rate: (value - before) / Math.abs(before) }]
  })
}
