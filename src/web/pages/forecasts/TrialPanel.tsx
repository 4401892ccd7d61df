import { useMemo } from 'react'
import { ChartKey } from '../../charts/ChartKey.tsx'
import { CheckedChart } from '../../charts/CheckedChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { forecastWords } from '../../words/forecast-words.ts'
import { useCheckedNames } from './use-checked-names.ts'
import { useMetricFormat } from './use-forecast-question.ts'

/** The newest trial of the backtest, day by day. */
export function TrialPanel({
  answer,
  className,
}: {
  answer: Asked<Reply<'sales-forecast'>>
  className?: string
}) {
  const t = useWords(forecastWords)
  const format = useFormat()
  const { data } = answer
  const { name, kind, short, exact } = useMetricFormat(data?.metric ?? 'revenue')
  const { names, entries } = useCheckedNames()
  const first = data?.backtest.items[0]?.date
  const points = useMemo(
    () =>
      (data?.backtest.items ?? []).map(({ date, actual, forecast, naive }) => ({
        date,
        said: forecast,
        came: actual,
        naive,
      })),
    [data],
  )
  return (
    <Panel
      className={className}
      title={t('trial')}
      subtitle={first ? t('trial_subtitle', { day: format.dayWithYear(first) }) : undefined}
      definition={t('trial_about', { count: data?.backtest.origins ?? 0 })}
      answer={answer}
      isEmpty={({ backtest }) => backtest.items.length === 0}
      emptyText={t('accuracy_none')}
      table={({ backtest }) =>
        tableOf(
          [
            { key: 'date', title: t('date'), kind: 'day', value: (row) => row.date },
            { key: 'said', title: t('said'), kind, value: (row) => row.forecast },
            { key: 'came', title: t('came'), kind, value: (row) => row.actual },
            { key: 'naive', title: t('naive_rule'), kind, value: (row) => row.naive },
          ],
          backtest.items,
        )
      }
    >
      {() => (
        <>
          <ChartKey entries={entries} />
          <div style={{ height: 252 }}>
            <CheckedChart
              name={name}
              points={points}
              names={names}
              showDate={format.day}
              short={short}
              exact={exact}
            />
          </div>
        </>
      )}
    </Panel>
  )
}
