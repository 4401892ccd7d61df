import { SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ForecastMetric } from '../../../contracts/sales-forecast.ts'
import { ChartKey } from '../../charts/ChartKey.tsx'
import { CheckedChart } from '../../charts/CheckedChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useChoice } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { forecastWords } from '../../words/forecast-words.ts'
import classes from './RecordPanel.module.css'
import { useCheckedNames } from './use-checked-names.ts'
import { useMetricFormat } from './use-forecast-question.ts'

type Issued = Reply<'forecast-record'>['items'][number]

const ages = ['30', '60', '90'] as const

type Props = {
  metric: ForecastMetric
  /** whether it offers the way to all that was issued */
  linked?: boolean
  className?: string
}

/** The forecast as it was made 30, 60 or 90 days ago, beside what has come since. */
export function RecordPanel({ metric, linked = true, className }: Props) {
  const t = useWords(forecastWords)
  const format = useFormat()
  const answer = useAnswer('forecast-record', { metric })
  const { name, kind, short, exact, compact } = useMetricFormat(metric)
  const { names, entries } = useCheckedNames()
  const [age, setAge] = useChoice('made', ages, '90')
  const issued = answer.data?.items.find(({ days_ago }) => String(days_ago) === age)
  const points = useMemo(() => pointsOf(issued), [issued])
  const { scores } = issued ?? {}
  const percent = (value: number | null) => (value === null ? '–' : format.percent(value, 0))
  const told = (): string | undefined => {
    if (!issued) return undefined
    const day = format.dayWithYear(issued.made_as_of)
    if (!scores) return t('record_open', { day })
    return t('record_subtitle', {
      day,
      hindsight: issued.backcast ? t('hindsight') : '',
      predicted: compact(scores.predicted),
      actual: compact(scores.actual),
      days: scores.days,
    })
  }
  return (
    <Panel
      className={className}
      title={t('record')}
      definition={t('record_about')}
      answer={answer}
      height="auto"
      isEmpty={() => issued === undefined || issued.days.length === 0}
      emptyText={t('record_none')}
      controls={
        <SegmentedControl
          aria-label={t('made_ago')}
          value={age}
          onChange={setAge}
          data={ages.map((one) => ({ value: one, label: t('days_ago', { count: one }) }))}
        />
      }
      table={() =>
        tableOf(
          [
            { key: 'date', title: t('date'), kind: 'day', value: (row) => row.date },
            { key: 'said', title: t('said'), kind, value: (row) => row.predicted },
            { key: 'came', title: t('came'), kind, value: (row) => row.actual },
            { key: 'naive', title: t('naive_rule'), kind, value: (row) => row.naive },
            { key: 'low_80', title: t('low_80'), kind, value: (row) => row.lower_80 },
            { key: 'high_80', title: t('high_80'), kind, value: (row) => row.upper_80 },
          ],
          issued?.days ?? [],
        )
      }
    >
      {() => (
        <>
          <p className={classes.told}>{told()}</p>
          <ChartKey entries={entries} />
          <div style={{ height: 208 }}>
            <CheckedChart
              name={name}
              points={points}
              names={names}
              showDate={format.day}
              short={short}
              exact={exact}
            />
          </div>
          <p className={classes.scores}>
            {scores &&
              t('record_scores', {
                wape: percent(scores.wape),
                naive: percent(scores.naive_wape),
                coverage: percent(scores.coverage_80),
              })}{' '}
            {linked && (
              <Link to="/models/$id" params={{ id: 'sales-forecast' }} className={classes.link ?? ''}>
                {t('all_issued')}
              </Link>
            )}
          </p>
        </>
      )}
    </Panel>
  )
}

function pointsOf(issued: Issued | undefined) {
  return (issued?.days ?? []).map((day) => ({
    date: day.date,
    said: day.predicted,
    came: day.actual,
    naive: day.naive,
    wide: { lower: day.lower_95, upper: day.upper_95 },
    narrow: { lower: day.lower_80, upper: day.upper_80 },
  }))
}
