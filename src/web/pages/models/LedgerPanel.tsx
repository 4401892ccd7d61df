import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { modelWords } from '../../words/model-words.ts'

type Entry = Reply<'model'>['ledger'][number]

const metricWords = {
  orders_90: 'metric_orders_90',
  revenue_90: 'metric_revenue_90',
  gone_share: 'metric_gone_share',
} as const

export function LedgerPanel({ answer, className }: { answer: Asked<Reply<'model'>>; className?: string }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const columns = useMemo<Column<Entry>[]>(() => {
    const figure = (entry: Entry, value: number | null): string | null => {
      if (value === null) return null
      if (entry.metric.startsWith('revenue')) return format.money(value)
      if (entry.metric.endsWith('share')) return format.percent(value)
      return format.number(Math.round(value))
    }
    const name = (entry: Entry): string => {
      const known = metricWords[entry.metric as keyof typeof metricWords]
      const what = known ? t(known) : entry.metric.replaceAll('_', ' ')
      return entry.bucket === null ? what : `${what} · ${entry.bucket}`
    }
    return [
      { key: 'metric', title: t('metric'), kind: 'text', value: name },
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
  }, [t, format])
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
          rows={ledger.slice(0, 40)}
          rowKey={(row) => `${row.run_id} ${row.metric} ${row.bucket}`}
        />
      )}
    </Panel>
  )
}
