import { useMemo } from 'react'
import { HistogramChart } from '../../charts/HistogramChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'

type Props = { answer: Asked<Reply<'customer-value'>>; className?: string }

export function ValueSpreadPanel({ answer, className }: Props) {
  const t = useWords(insightWords)
  const format = useFormat()
  const { data } = answer
  const percentiles = data?.historic?.percentiles
  const marks = useMemo(
    () => (percentiles ? [{ at: percentiles.p50, label: format.money(percentiles.p50) }] : []),
    [percentiles, format],
  )
  return (
    <Panel
      className={className}
      title={t('distribution')}
      subtitle={
        percentiles &&
        t('distribution_subtitle', {
          median: format.money(percentiles.p50),
          p90: format.money(percentiles.p90),
        })
      }
      definition={t('distribution_about')}
      answer={answer}
      isEmpty={({ bins }) => bins.length === 0}
      table={({ bins }) =>
        tableOf(
          [
            { key: 'from', title: t('from'), kind: 'money', value: (bin) => bin.from },
            { key: 'to', title: t('to'), kind: 'money', value: (bin) => bin.to },
            { key: 'count', title: t('customers'), kind: 'number', value: (bin) => bin.count },
          ],
          bins,
        )
      }
    >
      {({ bins }) => (
        <HistogramChart
          name={t('distribution')}
          counted={t('customers')}
          bins={bins}
          show={format.moneyAxis}
          marks={marks}
        />
      )}
    </Panel>
  )
}
