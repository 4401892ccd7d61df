import { useMemo } from 'react'
import { ChartKey } from '../../charts/ChartKey.tsx'
import type { KeyEntry } from '../../charts/ChartKey.tsx'
import { SeriesChart } from '../../charts/SeriesChart.tsx'
import type { SpecialDay } from '../../charts/special-marks.ts'
import type { Reply } from '../../hooks/answers.ts'
import { bucketDays } from '../../hooks/bucket-days.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useOddMarks } from '../../hooks/use-odd-marks.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { forecastWords } from '../../words/forecast-words.ts'
import classes from './ForecastPanel.module.css'
import { useHolidayName } from './holiday-name.ts'
import { useMetricFormat } from './use-forecast-question.ts'

type Forecast = Reply<'sales-forecast'>

/** What was sold and what is expected, with its bands. */
export function ForecastPanel({ answer }: { answer: Asked<Forecast> }) {
  const t = useWords(forecastWords)
  const format = useFormat()
  const drill = useDrill()
  const { data } = answer
  const { name, kind, short, exact } = useMetricFormat(data?.metric ?? 'revenue')
  const history = useMemo(() => historyOf(data), [data])
  const special = useSpecialDays(data)
  const { marks, openOdd } = useOddMarks(data?.granularity === 'day')
  const has = (kind: SpecialDay['kind']) => special.some((day) => day.kind === kind)
  const entries: (KeyEntry | false)[] = [
    { name: t('sold'), manner: 'now' },
    { name: t('expected'), manner: 'expected' },
    { name: t('band_80'), manner: 'band_80' },
    { name: t('band_95'), manner: 'band_95' },
    has('holiday') && { name: t('holiday'), manner: 'holiday' },
    has('promotion') && { name: t('promotion'), manner: 'promotion' },
    marks.size > 0 && { name: t('odd_day'), manner: 'odd' },
  ]
  return (
    <Panel
      title={t('chart')}
      subtitle={
        data?.last_complete
          ? t('chart_subtitle', { metric: name, day: format.dayWithYear(data.last_complete) })
          : name
      }
      definition={t('chart_about')}
      answer={answer}
      height={340}
      isEmpty={({ predictions }) => predictions.length === 0}
      onOrders={() => drill()}
      table={(shown) =>
        tableOf(
          [
            { key: 'date', title: t('date'), kind: 'day', value: (row) => row.date },
            { key: 'sold', title: t('sold'), kind, value: (row) => row.sold },
            { key: 'expected', title: t('expected'), kind, value: (row) => row.value },
            { key: 'low_80', title: t('low_80'), kind, value: (row) => row.lower_80 },
            { key: 'high_80', title: t('high_80'), kind, value: (row) => row.upper_80 },
            { key: 'low_95', title: t('low_95'), kind, value: (row) => row.lower_95 },
            { key: 'high_95', title: t('high_95'), kind, value: (row) => row.upper_95 },
          ],
          rowsOf(shown),
        )
      }
    >
      {(shown) => (
        <div className={classes.box}>
          <ChartKey entries={entries.filter((entry) => entry !== false)} />
          <div className={classes.plot}>
            <SeriesChart
              name={name}
              points={history}
              predicted={shown.predictions}
              marks={marks}
              special={special}
              granularity={shown.granularity}
              short={short}
              exact={exact}
              onPick={({ date }) => openOdd(date) || drill(bucketDays(date, shown.granularity))}
            />
          </div>
        </div>
      )}
    </Panel>
  )
}

/** The days that are over; one that is not is among those expected. */
function historyOf(forecast: Forecast | undefined) {
  const first = forecast?.predictions[0]?.date
  return (forecast?.history ?? []).filter(({ date }) => first === undefined || date < first)
}

/** Holidays by their names here, and promotions. */
function useSpecialDays(forecast: Forecast | undefined): SpecialDay[] {
  const t = useWords(forecastWords)
  const holiday = useHolidayName()
  return useMemo(
    () =>
      (forecast?.special_days ?? []).map(({ date, kind, name }) => ({
        date,
        kind,
        name: kind === 'promotion' ? t('promotion') : `${t('holiday')}: ${holiday(name ?? '')}`,
      })),
    [forecast, t, holiday],
  )
}

type Row = { date: string; sold?: number } & Partial<Omit<Forecast['predictions'][number], 'date'>>

/** What is to come first: that is what the table is opened for. */
function rowsOf(forecast: Forecast): Row[] {
  return [
    ...forecast.predictions,
    ...historyOf(forecast)
      .map(({ date, value }) => ({ date, sold: value }))
      .reverse(),
  ]
}
