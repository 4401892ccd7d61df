import { SegmentedControl } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'
import { useInsightNames } from './insight-names.ts'
import { schemes, useScheme } from './use-scheme.ts'

type Segment = Reply<'customer-segments'>['items'][number]

const schemeWords = {
  'rfm-11': 'scheme_11',
  'clusters-8': 'scheme_8',
  'rules-7': 'scheme_7',
  'filter-4': 'scheme_4',
} as const

export function SegmentsPanel({ className }: { className?: string }) {
  const t = useWords(insightWords)
  const names = useInsightNames()
  const navigate = useNavigate()
  const { asked } = useFilter()
  const [scheme, setScheme] = useScheme()
  const answer = useAnswer('customer-segments', { ...asked, scheme })
  const columns = useMemo<Column<Segment>[]>(
    () => [
      { key: 'segment', title: t('group'), kind: 'text', value: (row) => names.segment(row.segment) },
      { key: 'customers', title: t('customers'), kind: 'number', value: (row) => row.customers, bar: true },
      { key: 'share', title: t('share'), kind: 'percent', value: (row) => row.share },
      { key: 'revenue', title: t('revenue'), kind: 'money', value: (row) => row.revenue, bar: true },
      { key: 'revenue_share', title: t('revenue_share'), kind: 'percent', value: (row) => row.revenue_share },
      { key: 'orders', title: t('mean_orders'), kind: 'number', value: (row) => rounded(row.mean_orders) },
      { key: 'mean', title: t('mean_revenue'), kind: 'money', value: (row) => row.mean_revenue },
      {
        key: 'recency',
        title: t('mean_recency'),
        kind: 'number',
        value: (row) => (row.mean_recency_days === null ? null : Math.round(row.mean_recency_days)),
      },
      {
        key: 'action',
        title: t('to_do'),
        kind: 'text',
        value: (row) => names.action(row.recommended_action),
      },
    ],
    [t, names],
  )
  return (
    <Panel
      className={className}
      title={t('who')}
      subtitle={answer.data && t('who_subtitle', { count: answer.data.customers })}
      definition={t('who_about')}
      answer={answer}
      height="auto"
      isEmpty={({ customers }) => customers === 0}
      controls={
        <SegmentedControl
          aria-label={t('scheme')}
          value={scheme}
          onChange={setScheme}
          data={schemes.map((one) => ({ value: one, label: t(schemeWords[one]) }))}
        />
      }
      table={({ items }) => tableOf(columns, items)}
    >
      {({ items }) => (
        <CompactTable
          label={t('who')}
          columns={columns}
          rows={items.filter((row) => row.customers > 0)}
          rowKey={(row) => row.segment}
          onOpen={
            scheme === 'rfm-11'
              ? (row) => void navigate({ to: '/customers', search: { group: row.segment } })
              : undefined
          }
        />
      )}
    </Panel>
  )
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)
