import { SegmentedControl } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import { CurveChart } from '../../charts/CurveChart.tsx'
import type { CurvePoint } from '../../charts/CurveChart.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { salesWords } from '../../words/sales-words.ts'
import classes from './ConcentrationPanel.module.css'

const dimensions = ['customer', 'product', 'country'] as const
const findings = {
  customer: 'concentration_customer',
  product: 'concentration_product',
  country: 'concentration_country',
} as const

export function ConcentrationPanel({ className }: { className?: string }) {
  const t = useWords(salesWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const [dimension, setDimension] = useChoice('depends', dimensions, 'customer')
  const answer = useAnswer('concentration', { ...asked, dimension })
  const { data } = answer
  const points = useMemo(
    () => data?.curve.map((point) => ({ x: point.share_of_count, y: point.share_of_revenue })) ?? [],
    [data],
  )
  const count = data?.count ?? 0
  const describe = useCallback(
    ({ x, y }: CurvePoint) => ({
      title: `${format.percent(x, 0)} ${t('share_of_count', { count })}`,
      value: format.percent(y),
    }),
    [format, t, count],
  )
  const finding =
    data && data.top_20_percent_share !== null
      ? t(findings[dimension], { share: format.percent(data.top_20_percent_share, 0) })
      : undefined
  return (
    <Panel
      className={className}
      title={t('concentration')}
      subtitle={finding}
      definition={t('concentration_about')}
      answer={answer}
      height={420}
      isEmpty={({ curve }) => curve.length === 0}
      onOrders={() => drill()}
      table={({ top }) =>
        tableOf(
          [
            {
              key: 'name',
              title: t(dimension),
              kind: 'text',
              value: (item) => item.name ?? item.id ?? t('guest'),
            },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue },
            { key: 'share', title: t('share'), kind: 'percent', value: (item) => item.share },
          ],
          top,
        )
      }
    >
      {(shown) => (
        <div className={classes.box}>
          <SegmentedControl
            fullWidth
            aria-label={t('by')}
            value={dimension}
            onChange={(value) => setDimension(value)}
            data={dimensions.map((one) => ({ value: one, label: t(one) }))}
          />
          <div className={classes.chart}>
            <CurveChart label={finding ?? t('concentration')} points={points} describe={describe} />
          </div>
          {shown.count_for_80_percent !== null && (
            <p className={classes.rest}>
              {t('concentration_rest', { count: shown.count_for_80_percent, total: shown.count })}
            </p>
          )}
        </div>
      )}
    </Panel>
  )
}
