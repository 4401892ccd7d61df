import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { modelWords } from '../../words/model-words.ts'

type Candidate = NonNullable<Reply<'model'>['backtest']>['candidates'][number]

export function BacktestPanel({ answer, className }: { answer: Asked<Reply<'model'>>; className?: string }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const backtest = answer.data?.backtest
  const figures = [...new Set(backtest?.candidates.flatMap((candidate) => Object.keys(candidate.figures)))]
  const columns: Column<Candidate>[] = [
    {
      key: 'name',
      title: t('candidate'),
      kind: 'text',
      value: (row) => (row.served ? `${row.name} (${t('served')})` : row.name),
    },
    ...figures.map((figure): Column<Candidate> => ({
      key: figure,
      title: figure.replaceAll('_', ' '),
      kind: 'number',
      value: (row) => (row.figures[figure] === undefined ? null : Number(row.figures[figure].toPrecision(3))),
    })),
  ]
  return (
    <Panel
      className={className}
      title={t('backtest')}
      subtitle={
        backtest
          ? t('backtest_subtitle', {
              day: format.dayWithYear(backtest.day),
              count: backtest.customers,
              days: backtest.horizon_days,
            })
          : undefined
      }
      definition={t('backtest_about')}
      answer={answer}
      height="auto"
      isEmpty={(data) => data.backtest === null}
      table={(data) => tableOf(columns, data.backtest?.candidates ?? [])}
    >
      {(data) => (
        <CompactTable
          label={t('backtest')}
          columns={columns}
          rows={data.backtest?.candidates ?? []}
          rowKey={(row) => row.name}
        />
      )}
    </Panel>
  )
}
