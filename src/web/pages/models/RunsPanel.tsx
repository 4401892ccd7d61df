import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { modelWords } from '../../words/model-words.ts'

type Run = Reply<'model'>['runs'][number]

export function RunsPanel({ answer, className }: { answer: Asked<Reply<'model'>>; className?: string }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const columns = useMemo<Column<Run>[]>(
    () => [
      { key: 'trained', title: t('trained'), kind: 'moment', value: (row) => row.trained_at },
      { key: 'state', title: t('state'), kind: 'text', value: (row) => t(row.state) },
      {
        key: 'until',
        title: t('data_until'),
        kind: 'text',
        value: (row) =>
          row.as_of && `${format.dayWithYear(row.as_of)}${row.backcast ? ` (${t('hindsight')})` : ''}`,
      },
      { key: 'why', title: t('why'), kind: 'text', value: (row) => row.why && t(row.why) },
      {
        key: 'seconds',
        title: t('seconds'),
        kind: 'number',
        value: (row) => Math.round(row.seconds * 100) / 100,
      },
      { key: 'memory', title: t('memory'), kind: 'number', value: (row) => Math.round(row.memory_mb) },
      { key: 'seed', title: t('seed'), kind: 'number', value: (row) => row.seed },
    ],
    [t, format],
  )
  return (
    <Panel
      className={className}
      title={t('runs')}
      definition={t('runs_about')}
      answer={answer}
      height="auto"
      isEmpty={({ runs }) => runs.length === 0}
      table={({ runs }) => tableOf(columns, runs)}
    >
      {({ runs }) => (
        <CompactTable label={t('runs')} columns={columns} rows={runs} rowKey={(row) => row.run_id} />
      )}
    </Panel>
  )
}
