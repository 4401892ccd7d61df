import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { modelWords } from '../../words/model-words.ts'
import { useFigureNames } from './figure-names.ts'

type Entry = Reply<'model'>['ledger'][number]

export function LedgerPanel({ answer, className }: { answer: Asked<Reply<'model'>>; className?: string }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const names = useFigureNames()
  const columns = useMemo<Column<Entry>[]>(() => {
    const figure = (entry: Entry, value: number | null): string | null =>
      value === null ? null : names.entryFigure(entry, value)
    return [
      { key: 'metric', title: t('metric'), kind: 'text', value: names.entry },
      {
        key: 'issued',
        title: t('issued'),
        kind: 'text',
        value: (row) => `${format.dayWithYear(row.as_of)}${row.backcast ? ` (${t('hindsight')})` : ''}`,
      },
      { key: 'due', title: t('due'), kind: 'day', value: (row) => row.due_day },
      { key: 'predicted', title: t('predicted'), kind: 'text', value: (row) => figure(row, row.predicted) },
      { key: 'naive', title: t('naive'), kind: 'text', value: (row) => figure(row, row.naive) },
      {
        key: 'actual',
        title: t('actual'),
        kind: 'text',
        value: (row) => figure(row, row.actual) ?? t('open'),
      },
      {
        key: 'verdict',
        title: t('verdict'),
        kind: 'text',
        value: (row) =>
          row.error === null || row.naive_error === null
            ? null
            : t(row.error <= row.naive_error ? 'the_model' : 'the_rule'),
      },
    ]
  }, [t, format, names])
  return (
    <Panel
      className={className}
      title={t('ledger')}
      definition={t('ledger_about')}
      answer={answer}
      height="auto"
      isEmpty={({ ledger }) => ledger.length === 0}
      table={({ ledger }) => tableOf(columns, ledger)}
    >
      {({ ledger }) => (
        <CompactTable
          label={t('ledger')}
          columns={columns}
          rows={inSight(ledger)}
          rowKey={(row) => `${row.run_id} ${row.metric} ${row.bucket}`}
        />
      )}
    </Panel>
  )
}

const mostRows = 24

/** What was said of all together; its parts are in the table. */
const inSight = (ledger: readonly Entry[]): Entry[] =>
  ledger.filter(({ bucket }) => bucket === null).slice(0, mostRows)
