import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'

type Month = Reply<'repeat-purchases'>['activity'][number]
type Props = { answer: Asked<Reply<'repeat-purchases'>>; className?: string }

export function ActivityPanel({ answer, className }: Props) {
  const t = useWords(insightWords)
  const format = useFormat()
  const columns = useMemo<Column<Month>[]>(
    () => [
      { key: 'month', title: t('month'), kind: 'text', value: (row) => format.month(row.month) },
      { key: 'new', title: t('new_customers'), kind: 'number', value: (row) => row.new_customers, bar: true },
      {
        key: 'returning',
        title: t('returning_customers'),
        kind: 'number',
        value: (row) => row.returning_customers,
        bar: true,
      },
      {
        key: 'back',
        title: t('reactivated_customers'),
        kind: 'number',
        value: (row) => row.reactivated_customers,
        bar: true,
      },
      { key: 'revenue', title: t('revenue'), kind: 'money', value: (row) => row.revenue },
    ],
    [t, format],
  )
  return (
    <Panel
      className={className}
      title={t('activity')}
      definition={t('activity_about')}
      answer={answer}
      height="auto"
      isEmpty={({ activity }) => activity.length === 0}
      table={({ activity }) => tableOf(columns, activity)}
    >
      {({ activity }) => (
        <CompactTable
          label={t('activity')}
          columns={columns}
          rows={activity.slice(-12).reverse()}
          rowKey={(row) => row.month}
        />
      )}
    </Panel>
  )
}
