import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { HistogramChart } from '../../charts/HistogramChart.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { salesWords } from '../../words/sales-words.ts'

const kinds = ['order_value', 'customer_revenue', 'daily_revenue', 'unit_price'] as const

export function DistributionPanel({ className }: { className?: string }) {
  const t = useWords(salesWords)
  const format = useFormat()
  const { asked } = useFilter()
  const [kind, setKind] = useChoice('sizes', kinds, 'order_value')
  const sizes = useAnswer('distribution', { ...asked, measure: kind })
  const { data } = sizes
  const marks = useMemo(
    () => (data?.percentiles ? [{ at: data.percentiles.p50, label: t('median') }] : []),
    [data, t],
  )
  const subtitle =
    data?.percentiles && data.mean !== null
      ? t('distribution_subtitle', {
          median: format.money(data.percentiles.p50),
          mean: format.money(data.mean),
          p90: format.money(data.percentiles.p90),
        })
      : undefined
  return (
    <Panel
      className={className}
      title={t('distribution')}
      subtitle={subtitle}
      definition={t('distribution_about')}
      answer={sizes}
      isEmpty={({ count }) => count === 0}
      controls={
        <SegmentedControl
          aria-label={t('measure')}
          value={kind}
          onChange={(value) => setKind(value)}
          data={kinds.map((one) => ({ value: one, label: t(one) }))}
        />
      }
      table={({ bins }) =>
        tableOf(
          [
            { key: 'from', title: t('from'), kind: 'money', value: (bin) => bin.from },
            { key: 'to', title: t('to'), kind: 'money', value: (bin) => bin.to },
            { key: 'count', title: t('count'), kind: 'number', value: (bin) => bin.count },
          ],
          bins,
        )
      }
    >
      {({ bins }) => (
        <HistogramChart
          name={t(kind)}
          counted={t('count')}
          bins={bins}
          show={format.moneyAxis}
          marks={marks}
        />
      )}
    </Panel>
  )
}
