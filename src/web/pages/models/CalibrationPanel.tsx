import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { modelWords } from '../../words/model-words.ts'

type Bin = NonNullable<Reply<'model'>['backtest']>['calibration'][number]

export function CalibrationPanel({ answer }: { answer: Asked<Reply<'model'>> }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const probable = (bins: readonly Bin[]): boolean => bins.every(({ to }) => to <= 1)
  const kind = probable(answer.data?.backtest?.calibration ?? []) ? 'percent' : 'number'
  const end = (value: number): string =>
    kind === 'percent' ? format.percent(value, 0) : format.number(value, 2)
  const columns: Column<Bin>[] = [
    {
      key: 'group',
      title: t('group_said'),
      kind: 'text',
      value: (bin) => `${end(bin.from)} – ${end(bin.to)}`,
    },
    { key: 'said', title: t('said'), kind, value: (bin) => rounded(bin.mean_predicted, kind), bar: true },
    { key: 'happened', title: t('happened'), kind, value: (bin) => rounded(bin.observed, kind), bar: true },
    { key: 'count', title: t('customers'), kind: 'number', value: (bin) => bin.count },
  ]
  return (
    <Panel
      title={t('calibration')}
      definition={t('calibration_about')}
      answer={answer}
      height="auto"
      isEmpty={(data) => (data.backtest?.calibration.length ?? 0) === 0}
      table={(data) => tableOf(columns, data.backtest?.calibration ?? [])}
    >
      {(data) => (
        <CompactTable
          label={t('calibration')}
          columns={columns}
          rows={data.backtest?.calibration ?? []}
          rowKey={(bin) => String(bin.from)}
        />
      )}
    </Panel>
  )
}

const rounded = (value: number, kind: 'percent' | 'number'): number =>
  kind === 'percent' ? value : Number(value.toPrecision(3))
