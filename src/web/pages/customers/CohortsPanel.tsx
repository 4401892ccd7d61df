import { SegmentedControl, Select } from '@mantine/core'
import { Heatmap } from '../../charts/Heatmap.tsx'
import type { Reply } from '../../hooks/answers.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'

type Cell = Reply<'cohorts'>['items'][number]['cells'][number]

const granularities = ['week', 'month', 'quarter'] as const
const measures = ['retention', 'revenue', 'value', 'profit'] as const
const values: Record<(typeof measures)[number], (cell: Cell) => number | null> = {
  retention: (cell) => cell.retention,
  revenue: (cell) => cell.revenue,
  value: (cell) => cell.cumulative_revenue,
  profit: (cell) => cell.cumulative_profit,
}
// what comes before can be had as a table
const shownCohorts = 24
const shownPeriods = 24

export function CohortsPanel({ className }: { className?: string }) {
  const t = useWords(insightWords)
  const format = useFormat()
  const { asked } = useFilter()
  const [granularity, setGranularity] = useChoice('by', granularities, 'month')
  const [measure, setMeasure] = useChoice('cells', measures, 'retention')
  const answer = useAnswer('cohorts', { ...asked, granularity })
  const value = values[measure]
  const name = (day: string) => (granularity === 'week' ? format.dayWithYear(day) : format.month(day))
  return (
    <Panel
      className={className}
      title={t('cohorts')}
      definition={t('cohorts_about')}
      answer={answer}
      height="auto"
      isEmpty={({ items }) => items.length === 0}
      controls={
        <>
          <Select
            aria-label={t('measure')}
            w={170}
            allowDeselect={false}
            value={measure}
            onChange={(next) => next && setMeasure(next)}
            data={measures.map((one) => ({ value: one, label: t(`measure_${one}`) }))}
          />
          <SegmentedControl
            aria-label={t('granularity')}
            value={granularity}
            onChange={setGranularity}
            data={granularities.map((one) => ({ value: one, label: t(one) }))}
          />
        </>
      }
      table={({ items }) =>
        tableOf(
          [
            { key: 'cohort', title: t('cohort'), kind: 'day', value: (row) => row.cohort },
            { key: 'index', title: t(granularity), kind: 'number', value: (row) => row.index },
            { key: 'customers', title: t('customers'), kind: 'number', value: (row) => row.customers },
            {
              key: 'retention',
              title: t('measure_retention'),
              kind: 'percent',
              value: (row) => row.retention,
            },
            { key: 'revenue', title: t('measure_revenue'), kind: 'money', value: (row) => row.revenue },
            {
              key: 'value',
              title: t('measure_value'),
              kind: 'money',
              value: (row) => row.cumulative_revenue,
            },
            {
              key: 'profit',
              title: t('measure_profit'),
              kind: 'money',
              value: (row) => row.cumulative_profit,
            },
          ],
          items.flatMap(({ cohort, cells }) => cells.map((cell) => ({ cohort, ...cell }))),
        )
      }
    >
      {({ items }) => {
        const shown = items.slice(-shownCohorts)
        const longest = Math.min(shownPeriods, Math.max(...shown.map(({ cells }) => cells.length)))
        // the first period is 100% for everybody and would drown the others
        const from = measure === 'retention' ? 1 : 0
        return (
          <Heatmap
            name={t('cohorts')}
            corner={t('cohort')}
            columns={Array.from({ length: Math.max(0, longest - from) }, (_, index) => String(index + from))}
            rows={shown.map(({ cohort, customers, cells }) => ({
              key: cohort,
              title: name(cohort),
              note: format.number(customers),
              values: cells.slice(from, longest).map(value),
            }))}
            show={measure === 'retention' ? (share) => format.percent(share, 0) : format.moneyCompact}
          />
        )
      }}
    </Panel>
  )
}
