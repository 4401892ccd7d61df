import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Change } from '../../parts/Change.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { forecastWords } from '../../words/forecast-words.ts'
import classes from './ExpectPanel.module.css'
import { ForecastNotes } from './ForecastNotes.tsx'
import { sureness } from './sureness.ts'
import { useMetricFormat } from './use-forecast-question.ts'

type Forecast = Reply<'sales-forecast'>

/** What to expect and how sure it is, in plain words, before any chart. */
export function ExpectPanel({ answer }: { answer: Asked<Forecast> }) {
  const t = useWords(forecastWords)
  const data = answer.data
  const { kind } = useMetricFormat(data?.metric ?? 'revenue')
  return (
    <Panel
      title={t('expect')}
      definition={t('expect_about')}
      answer={answer}
      height="auto"
      isEmpty={({ total }) => total === null}
      table={(shown) =>
        tableOf(
          [
            { key: 'days', title: t('horizon'), kind: 'number', value: (row) => row.days },
            { key: 'value', title: t('total'), kind, value: (row) => row.value },
            { key: 'low_80', title: t('low_80'), kind, value: (row) => row.lower_80 },
            { key: 'high_80', title: t('high_80'), kind, value: (row) => row.upper_80 },
            { key: 'low_95', title: t('low_95'), kind, value: (row) => row.lower_95 },
            { key: 'high_95', title: t('high_95'), kind, value: (row) => row.upper_95 },
          ],
          shown.total ? [shown.total] : [],
        )
      }
    >
      {(shown) => <Told forecast={shown} />}
    </Panel>
  )
}

function Told({ forecast }: { forecast: Forecast }) {
  const t = useWords(forecastWords)
  const format = useFormat()
  const { metric, granularity, model_metrics: tried, naive_metrics: naive } = forecast
  const { compact, told, exact } = useMetricFormat(metric)
  const total = forecast.total!
  const { change } = total
  const range = (low: number, high: number) => t('range', { low: compact(low), high: compact(high) })
  const { next, before } = useSpans(forecast)
  const against =
    change === null
      ? ''
      : Math.abs(change) < 0.005
        ? `, ${t('same_as', { before })}`
        : `, ${t(change > 0 ? 'more_than' : 'less_than', { change: format.percent(Math.abs(change), 0), before })}`
  const steps = ({ day: 'tried', week: 'tried_week', month: 'tried_month' } as const)[granularity]
  const known = tried !== null && tried.wape !== null && naive !== null && naive.wape !== null
  return (
    <>
      <p className={classes.said}>
        {t('expect_sum', { next, value: told(total.value) })}
        {against}. {t('likely', { low: compact(total.lower_80), high: compact(total.upper_80) })}
      </p>
      <p className={classes.sure}>
        <strong>{t(known ? sureness(total) : 'unsure')}</strong>{' '}
        {known
          ? t(steps, { wape: format.percent(tried.wape!, 0), naive: format.percent(naive.wape!, 0) })
          : t('not_tried')}{' '}
        {tried?.coverage_80 !== null &&
          tried?.coverage_80 !== undefined &&
          t('held', { coverage: format.percent(tried.coverage_80, 0) })}
      </p>
      <dl className={classes.facts}>
        <Fact name={t('total')} value={compact(total.value)} title={exact(total.value)} large />
        <Fact name={t('range_80')} value={range(total.lower_80, total.upper_80)} />
        <Fact name={t('range_95')} value={range(total.lower_95, total.upper_95)} />
        <Fact
          name={before.charAt(0).toUpperCase() + before.slice(1)}
          value={total.previous === null ? t('not_known') : compact(total.previous)}
          change={change}
        />
        <Fact
          name={t('year_before')}
          value={total.year_before === null ? t('not_known') : compact(total.year_before)}
          change={total.change_from_year_before}
        />
      </dl>
      <ForecastNotes forecast={forecast} />
    </>
  )
}

/** The days, weeks or months ahead and as many before, in words; the first week or month may have begun. */
function useSpans({ granularity, predictions, total }: Forecast): { next: string; before: string } {
  const t = useWords(forecastWords)
  const format = useFormat()
  const count = predictions.length
  const first = predictions[0]?.date ?? ''
  switch (granularity) {
    case 'week':
      return {
        next: t('next_weeks', { count, day: format.day(first) }),
        before: t('before_weeks', { count }),
      }
    case 'month':
      return {
        next: t('next_months', { count, day: format.month(first) }),
        before: t('before_months', { count }),
      }
    case 'day': {
      const days = total?.days ?? count
      return { next: t('next_days', { count: days }), before: t('before_days', { count: days }) }
    }
  }
}

type FactProps = {
  name: string
  value: string
  title?: string
  change?: number | null
  large?: boolean
}

function Fact({ name, value, title, change = null, large = false }: FactProps) {
  return (
    <div>
      <dt className={classes.name}>{name}</dt>
      <dd className={large ? classes.large : classes.value} title={title}>
        {value} {change !== null && <Change value={change} />}
      </dd>
    </div>
  )
}
