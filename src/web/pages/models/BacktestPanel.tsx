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

const mostBeside = 4

type Candidate = NonNullable<Reply<'model'>['backtest']>['candidates'][number]

export function BacktestPanel({ answer }: { answer: Asked<Reply<'model'>> }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const names = useFigureNames(answer.data?.name)
  const backtest = answer.data?.backtest
  const rows = backtest?.candidates ?? []
  const figures = [...new Set(rows.flatMap((candidate) => Object.keys(candidate.figures)))]
  const called = ({ name, served }: Candidate): string =>
    served ? `${names.candidate(name)} (${t('served')})` : names.candidate(name)
  const figureOf = (candidate: Candidate, figure: string): string | null => {
    const value = candidate.figures[figure]
    return value === undefined ? null : names.show(figure, value)
  }
  const served = rows.find((candidate) => candidate.served)
  const rule = rows.find(({ name }) => name === 'seasonal_naive' || name === 'rule')
  const told = (): string | null => {
    const [own, its] = [served, rule].map((one) => one && figureOf(one, 'mae'))
    if (!served || !own || !its) return null
    return t('tried', { count: rows.length, name: names.candidate(served.name), own, rule: its })
  }
  const byCandidate: Column<Candidate>[] = [
    { key: 'name', title: t('candidate'), kind: 'text', value: called },
    ...figures.map((figure): Column<Candidate> => ({
      key: figure,
      title: names.figure(figure),
      kind: 'number',
      value: (row) => row.figures[figure] ?? null,
      show: (row) => figureOf(row, figure) ?? '–',
    })),
  ]
  const byFigure: Column<string>[] = [
    { key: 'figure', title: t('figure'), kind: 'text', value: names.figure },
    ...rows.map((candidate): Column<string> => ({
      key: candidate.name,
      title: called(candidate),
      kind: 'number',
      value: (figure) => candidate.figures[figure] ?? null,
      show: (figure) => figureOf(candidate, figure) ?? '–',
    })),
  ]
  return (
    <Panel
      title={t('backtest')}
      subtitle={
        backtest
          ? t(backtest.customers === undefined ? 'backtest_of_days' : 'backtest_subtitle', {
              day: format.dayWithYear(backtest.day),
              count: backtest.customers ?? 0,
              days: backtest.horizon_days,
            })
          : undefined
      }
      definition={t('backtest_about')}
      answer={answer}
      height="auto"
      isEmpty={(data) => data.backtest === null}
      table={() => tableOf(byCandidate, rows)}
    >
      {() =>
        // a few candidates stand beside each other, many below each other
        rows.length > mostBeside ? (
          <>
            <p className={classes.told}>{told()}</p>
            <CompactTable
              label={t('backtest')}
              columns={byCandidate}
              rows={rows}
              rowKey={(row) => row.name}
            />
          </>
        ) : (
          <CompactTable label={t('backtest')} columns={byFigure} rows={figures} rowKey={(figure) => figure} />
        )
      }
    </Panel>
  )
}
