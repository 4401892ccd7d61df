import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { forecastWords } from '../../words/forecast-words.ts'
import classes from './AccuracyPanel.module.css'
import { useMetricFormat } from './use-forecast-question.ts'

type Metrics = NonNullable<Reply<'sales-forecast'>['model_metrics']>
type Measure = Exclude<keyof Metrics, 'mae' | 'periods' | 'zero_periods'>
type Row = { key: string; name: string; model: string | null; naive: string | null; meaning: string }

/** How the forecast and the naive rule did on the past, figure by figure, each explained. */
export function AccuracyPanel({
  answer,
  className,
}: {
  answer: Asked<Reply<'sales-forecast'>>
  className?: string
}) {
  const t = useWords(forecastWords)
  const format = useFormat()
  const { exact } = useMetricFormat(answer.data?.metric ?? 'revenue')
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('measure'),
      kind: 'text',
      value: (row) => row.name,
      show: (row) => (
        <span className={classes.measure}>
          <span>{row.name}</span>
          <span className={classes.meaning}>{row.meaning}</span>
        </span>
      ),
    },
    { key: 'model', title: t('this_model'), kind: 'number', value: (row) => row.model, show: (row) => row.model ?? '–' }, // prettier-ignore
    { key: 'naive', title: t('naive_rule'), kind: 'number', value: (row) => row.naive, show: (row) => row.naive ?? '–' }, // prettier-ignore
  ]
  const zeros = answer.data?.model_metrics?.zero_periods ?? 0
  const percent = (value: number) => format.percent(value)
  const plain = (value: number) => format.number(value, 2)
  const measures: readonly { key: Measure; meaning: string; show: (value: number) => string }[] = [
    { key: 'wape', meaning: t('wape_about'), show: percent },
    {
      key: 'mape',
      meaning: zeros > 0 ? t('mape_zeros', { count: zeros }) : t('mape_about'),
      show: (value) => percent(value / 100),
    },
    { key: 'mase', meaning: t('mase_about'), show: plain },
    { key: 'rmse', meaning: t('rmse_about'), show: exact },
    { key: 'r2', meaning: t('r2_about'), show: plain },
    { key: 'coverage_80', meaning: t('coverage_80_about'), show: percent },
    { key: 'coverage_95', meaning: t('coverage_95_about'), show: percent },
  ]
  const rows = (data: Reply<'sales-forecast'>): Row[] =>
    measures.map(({ key, meaning, show }) => {
      const shown = (metrics: Metrics | null) => {
        const value = metrics?.[key]
        return value === null || value === undefined ? null : show(value)
      }
      return {
        key,
        name: t(key),
        model: shown(data.model_metrics),
        naive: shown(data.naive_metrics),
        meaning,
      }
    })
  return (
    <Panel
      className={className}
      title={t('accuracy')}
      subtitle={
        answer.data?.model_metrics
          ? t('accuracy_subtitle', { count: answer.data.model_metrics.periods })
          : undefined
      }
      definition={t('accuracy_about')}
      answer={answer}
      height="auto"
      isEmpty={({ model_metrics }) => model_metrics === null}
      emptyText={t('accuracy_none')}
      table={(data) =>
        tableOf(
          [...columns, { key: 'meaning', title: t('meaning'), kind: 'text', value: (row) => row.meaning }],
          rows(data),
        )
      }
    >
      {(data) => (
        <CompactTable label={t('accuracy')} columns={columns} rows={rows(data)} rowKey={({ key }) => key} />
      )}
    </Panel>
  )
}
