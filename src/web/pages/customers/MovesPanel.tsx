import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'
import { useInsightNames } from './insight-names.ts'
import { useScheme } from './use-scheme.ts'

type Move = Reply<'segment-migration'>['items'][number]

export function MovesPanel({ className }: { className?: string }) {
  const t = useWords(insightWords)
  const format = useFormat()
  const names = useInsightNames()
  const { asked } = useFilter()
  const [scheme] = useScheme()
  const answer = useAnswer('segment-migration', {
    ...asked,
    scheme: scheme === 'clusters-8' ? 'rfm-11' : scheme,
  })
  const columns = useMemo<Column<Move>[]>(
    () => [
      {
        key: 'from',
        title: t('from_group'),
        kind: 'text',
        value: (row) => (row.from_segment === null ? t('newcomer') : names.segment(row.from_segment)),
      },
      { key: 'to', title: t('to_group'), kind: 'text', value: (row) => names.segment(row.to_segment) },
      { key: 'customers', title: t('customers'), kind: 'number', value: (row) => row.customers, bar: true },
      { key: 'revenue', title: t('revenue'), kind: 'money', value: (row) => row.revenue },
    ],
    [t, names],
  )
  const moved = (items: readonly Move[]) => items.filter((row) => row.from_segment !== row.to_segment)
  const { data } = answer
  return (
    <Panel
      className={className}
      title={t('moves')}
      subtitle={
        data && t('moves_subtitle', { from: format.dayWithYear(data.from), to: format.dayWithYear(data.to) })
      }
      definition={t('moves_about')}
      answer={answer}
      height="auto"
      isEmpty={({ items }) => moved(items).length === 0}
      table={({ items }) => tableOf(columns, items)}
    >
      {({ items }) => (
        <CompactTable
          label={t('moves')}
          columns={columns}
          rows={moved(items).slice(0, 10)}
          rowKey={(row) => `${row.from_segment} ${row.to_segment}`}
        />
      )}
    </Panel>
  )
}
