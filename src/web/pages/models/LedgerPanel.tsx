import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { modelWords } from '../../words/model-words.ts'
import { useFigureNames } from './figure-names.ts'
import classes from './ModelFacts.module.css'

type Entry = Reply<'model'>['ledger'][number]

export function LedgerPanel({ answer, className }: { answer: Asked<Reply<'model'>>; className?: string }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const names = useFigureNames()
  const [all, setAll] = useState(false)
  const columns = useMemo<Column<Entry>[]>(() => {
    const figure = (entry: Entry, value: number | null): string | null =>
      value === null ? null : names.entryFigure(entry, value)
    return [
      { key: 'metric', title: t('metric'), kind: 'text', value: names.entry },
      { key: 'due', title: t('due'), kind: 'day', value: (row) => row.due_day },
      {
        key: 'actual',
        title: t('actual'),
        kind: 'number',
        value: (row) => row.actual,
        show: (row) => figure(row, row.actual) ?? <span className="quiet">{t('open')}</span>,
      },
      {
        key: 'predicted',
        title: t('predicted'),
        kind: 'number',
        value: (row) => row.predicted,
        show: (row) => figure(row, row.predicted),
      },
      {
        key: 'naive',
        title: t('naive'),
        kind: 'number',
        value: (row) => row.naive,
        show: (row) => figure(row, row.naive),
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
      {
        key: 'issued',
        title: t('issued'),
        kind: 'text',
        value: (row) => `${format.dayWithYear(row.as_of)}${row.backcast ? ` (${t('hindsight')})` : ''}`,
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
      {({ ledger, record }) => {
        const rows = ofAll(ledger)
        return (
          <>
            <p className={classes.told}>
              {record.scored > 0
                ? t('ledger_told', {
                    better: record.better_than_naive,
                    scored: record.scored,
                    open: record.open,
                  })
                : t('ledger_open', { open: record.open })}
            </p>
            <CompactTable
              label={t('ledger')}
              columns={columns}
              rows={all ? rows : rows.slice(0, mostRows)}
              rowKey={(row) => `${row.run_id} ${row.metric} ${row.bucket}`}
            />
            {rows.length > mostRows && (
              <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(!all)}>
                {all ? t('show_less') : t('show_all', { count: rows.length })}
              </Button>
            )}
          </>
        )
      }}
    </Panel>
  )
}

const mostRows = 8

/** What was said of all together, what has come first; its parts are in the table. */
const ofAll = (ledger: readonly Entry[]): Entry[] => {
  const whole = ledger.filter(({ bucket }) => bucket === null)
  return [...whole.filter(({ actual }) => actual !== null), ...whole.filter(({ actual }) => actual === null)]
}
