import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'

type Best = Reply<'customer-value'>['top'][number]
type Props = { answer: Asked<Reply<'customer-value'>>; className?: string }

export function BestCustomersPanel({ answer, className }: Props) {
  const t = useWords(insightWords)
  const format = useFormat()
  const navigate = useNavigate()
  const columns = useMemo<Column<Best>[]>(
    () => [
      { key: 'name', title: t('customer'), kind: 'text', value: (row) => row.name ?? row.customer_id },
      { key: 'historic', title: t('historic'), kind: 'money', value: (row) => row.historic_value },
      { key: 'expected', title: t('expected'), kind: 'money', value: (row) => row.value_365, bar: true },
      {
        key: 'range',
        title: t('range'),
        kind: 'text',
        value: (row) =>
          row.value_365_low === null || row.value_365_high === null
            ? null
            : `${format.money(row.value_365_low)} – ${format.money(row.value_365_high)}`,
      },
      { key: 'next', title: t('next_order'), kind: 'day', value: (row) => row.next_day },
    ],
    [t, format],
  )
  return (
    <Panel
      className={className}
      title={t('best')}
      definition={t('best_about')}
      answer={answer}
      height="auto"
      isEmpty={({ top }) => top.length === 0}
      table={({ top }) => tableOf(columns, top)}
    >
      {({ top }) => (
        <CompactTable
          label={t('best')}
          columns={columns}
          rows={top.slice(0, 20)}
          rowKey={(row) => row.customer_id}
          onOpen={(row) => void navigate({ to: `/customers/${encodeURIComponent(row.customer_id)}` })}
        />
      )}
    </Panel>
  )
}
