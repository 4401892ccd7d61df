import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Definition } from '../../parts/Definition.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ListBody } from '../../parts/ListBody.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { insightWords } from '../../words/insight-words.ts'
import { CustomerTabs } from './CustomerTabs.tsx'
import { useInsightNames } from './insight-names.ts'
import { PhoneCell } from './PhoneCell.tsx'
import { RuleNotice } from './RuleNotice.tsx'

type AtRisk = Reply<'churn-at-risk'>['items'][number]

const thresholds = ['0.5', '0.6', '0.7', '0.8', '0.9'] as const

export function AtRiskPage() {
  const t = useWords(insightWords)
  const format = useFormat()
  const names = useInsightNames()
  const { asked } = useFilter()
  const list = useList('-value_at_risk')
  const [threshold, setThreshold] = useChoice('risk', thresholds, '0.5')
  const answer = useAnswer('churn-at-risk', {
    ...asked,
    threshold: Number(threshold),
    limit: list.limit,
    offset: list.offset,
  })
  const columns = useMemo<Column<AtRisk>[]>(
    () => [
      { key: 'name', title: t('customer'), kind: 'text', value: (row) => row.name ?? row.customer_id },
      { key: 'probability', title: t('probability'), kind: 'percent', value: (row) => row.churn_probability },
      { key: 'stake', title: t('at_stake'), kind: 'money', value: (row) => row.value_at_risk, bar: true },
      { key: 'last', title: t('last_order'), kind: 'day', value: (row) => row.last_order },
      { key: 'orders', title: t('orders'), kind: 'number', value: (row) => row.total_orders },
      { key: 'why', title: t('why'), kind: 'text', value: (row) => row.reasons.map(names.reason).join(', ') },
      {
        key: 'action',
        title: t('to_do'),
        kind: 'text',
        value: (row) => names.action(row.recommended_action),
      },
      {
        key: 'phone',
        title: t('phone'),
        kind: 'text',
        value: (row) => row.phone,
        show: (row) => <PhoneCell phone={row.phone} />,
      },
    ],
    [t, names],
  )
  const { data } = answer
  return (
    <>
      <CustomerTabs />
      <RuleNotice model="churn" served={data?.model.served} />
      <Toolbar
        end={
          <>
            {data &&
              t('risk_subtitle', { count: data.total, value: format.moneyCompact(data.total_value_at_risk) })}
            <Definition title={t('risk')} text={t('risk_about')} notes={[]} />
          </>
        }
      >
        <SegmentedControl
          aria-label={t('threshold')}
          value={threshold}
          onChange={setThreshold}
          data={thresholds.map((one) => ({ value: one, label: `≥ ${format.percent(Number(one), 0)}` }))}
        />
      </Toolbar>
      <ListBody
        label={t('risk')}
        answer={answer}
        list={list}
        columns={columns}
        rowKey={(row) => row.customer_id}
        rowLink={(row) => ({ to: `/customers/${encodeURIComponent(row.customer_id)}` })}
        empty={<EmptyState title={t('risk_empty')} />}
      />
    </>
  )
}
