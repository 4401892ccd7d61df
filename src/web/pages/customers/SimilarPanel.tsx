import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'

type Similar = Reply<'customer-outlook'>['similar'][number]

export function SimilarPanel({ id, className }: { id: string; className?: string }) {
  const t = useWords(insightWords)
  const navigate = useNavigate()
  const answer = useAnswer('customer-outlook', { customer_id: id }, { forget: true })
  const columns = useMemo<Column<Similar>[]>(
    () => [
      { key: 'name', title: t('customer'), kind: 'text', value: (row) => row.name ?? row.customer_id },
      { key: 'orders', title: t('orders'), kind: 'number', value: (row) => row.total_orders },
      { key: 'value', title: t('revenue'), kind: 'money', value: (row) => row.lifetime_value },
      { key: 'last', title: t('last_order'), kind: 'day', value: (row) => row.last_order },
    ],
    [t],
  )
  return (
    <Panel
      className={className}
      title={t('similar')}
      definition={t('similar_about')}
      answer={answer}
      height="auto"
      isEmpty={({ similar }) => similar.length === 0}
      table={({ similar }) => tableOf(columns, similar)}
    >
      {({ similar }) => (
        <CompactTable
          label={t('similar')}
          columns={columns}
          rows={similar}
          rowKey={(row) => row.customer_id}
          onOpen={(row) => void navigate({ to: `/customers/${encodeURIComponent(row.customer_id)}` })}
        />
      )}
    </Panel>
  )
}
