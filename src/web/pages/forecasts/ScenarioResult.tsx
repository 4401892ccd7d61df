import { useMemo } from 'react'
import { ChartKey } from '../../charts/ChartKey.tsx'
import { CheckedChart } from '../../charts/CheckedChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { forecastWords } from '../../words/forecast-words.ts'
import { scenarioWords } from '../../words/scenario-words.ts'
import classes from './ExpectPanel.module.css'
import { useMetricFormat } from './use-forecast-question.ts'

type Scenario = Reply<'forecast-scenario'>

/** The forecast with the changes beside the one without: in words, and day by day. */
export function ScenarioResult({ answer, className }: { answer: Asked<Scenario>; className?: string }) {
  const t = useWords(scenarioWords)
  const forecast = useWords(forecastWords)
  const format = useFormat()
  const { data } = answer
  const { name, kind, short, exact, told, compact } = useMetricFormat(data?.metric ?? 'revenue')
  const names = useMemo(() => ({ said: t('with_changes'), came: '', naive: t('without') }), [t])
  const points = useMemo(
    () =>
      (data?.items ?? []).map((item) => ({
        date: item.date,
        said: item.value,
        naive: item.base,
        wide: { lower: item.lower_95, upper: item.upper_95 },
        narrow: { lower: item.lower_80, upper: item.upper_80 },
      })),
    [data],
  )
  const sentence = ({ base, scenario, change, days_ahead }: Scenario): string => {
    if (!base || !scenario) return ''
    const difference = scenario.value - base.value
    const said = {
      days: days_ahead,
      scenario: told(scenario.value),
      base: compact(base.value),
      difference: `${difference > 0 ? '+' : ''}${compact(difference)}`,
      change: change === null ? '–' : format.change(change),
    }
    return t(Math.abs(difference) < 0.005 ? 'said_same' : 'said', said)
  }
  return (
    <Panel
      className={className}
      title={t('result')}
      subtitle={name}
      definition={t('result_about')}
      answer={answer}
      height="auto"
      isEmpty={({ items }) => items.length === 0}
      emptyText={forecast('few_title')}
      table={({ items }) =>
        tableOf(
          [
            { key: 'date', title: t('date'), kind: 'day', value: (row) => row.date },
            { key: 'base', title: t('without'), kind, value: (row) => row.base },
            { key: 'value', title: t('with_changes'), kind, value: (row) => row.value },
            { key: 'low_80', title: t('low_80'), kind, value: (row) => row.lower_80 },
            { key: 'high_80', title: t('high_80'), kind, value: (row) => row.upper_80 },
          ],
          items,
        )
      }
    >
      {(scenario) => (
        <>
          <p className={classes.said}>
            {sentence(scenario)}{' '}
            {scenario.scenario &&
              t('said_range', {
                low: compact(scenario.scenario.lower_80),
                high: compact(scenario.scenario.upper_80),
              })}
          </p>
          <div style={{ marginTop: 16 }}>
            <ChartKey
              entries={[
                { name: names.said, manner: 'expected' },
                { name: names.naive, manner: 'before' },
              ]}
            />
          </div>
          <div style={{ height: 280 }}>
            <CheckedChart
              name={name}
              points={points}
              names={names}
              showDate={scenario.granularity === 'month' ? format.month : format.day}
              short={short}
              exact={exact}
            />
          </div>
        </>
      )}
    </Panel>
  )
}
