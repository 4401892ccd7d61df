import { Checkbox } from '@mantine/core'
import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { forecastMethodWords } from '../../words/forecast-method-words.ts'
import { forecastWords } from '../../words/forecast-words.ts'
import { useMetricFormat } from './use-forecast-question.ts'
import classes from './MethodPanel.module.css'

type Forecast = Reply<'sales-forecast'>

const mostBars = 6
const mostMembers = 3

type Props = {
  answer: Asked<Forecast>
  thorough: boolean
  onThorough: (thorough: boolean) => void
  className?: string
}

/** Which method is used and why, and how the others did on the same past. */
export function MethodPanel({ answer, thorough, onThorough, className }: Props) {
  const t = useWords(forecastMethodWords)
  const common = useWords(forecastWords)
  const format = useFormat()
  const { kind } = useMetricFormat(answer.data?.metric ?? 'revenue')
  const naive = answer.data?.candidates.find(({ name }) => name === 'seasonal_naive')?.mae
  const against = (mae: number): number | null => (naive ? mae / naive : null)
  const named = (name: Forecast['candidates'][number]['name']): string =>
    name === answer.data?.model ? t('in_use', { name: t(name) }) : t(name)
  return (
    <Panel
      className={className}
      title={t('chosen')}
      definition={t('chosen_about')}
      answer={answer}
      height="auto"
      isEmpty={({ model }) => model === null}
      table={({ candidates }) =>
        tableOf(
          [
            { key: 'name', title: t('candidate'), kind: 'text', value: (row) => named(row.name) },
            { key: 'against', title: t('error_against'), kind: 'percent', value: (row) => against(row.mae) },
            { key: 'mae', title: t('mean_error'), kind, value: (row) => row.mae },
            { key: 'mase', title: common('mase'), kind: 'number', value: (row) => row.mase },
          ],
          candidates,
        )
      }
    >
      {(data) => (
        <div className={classes.box}>
          <div>
            <p className={classes.name}>{data.model && t(data.model)}</p>
            <p className={classes.text}>
              {data.why &&
                (data.why === 'best_in_backtest' && data.notes.includes('summed_from_days')
                  ? t('best_by_day')
                  : t(data.why, { count: data.candidates.length }))}{' '}
              {data.members.length > 1 && t('made_of', { names: membersOf(data) })}
            </p>
          </div>
          {data.candidates.length > 0 && naive !== undefined && (
            <div>
              <p className={classes.head}>{t('error_against')}</p>
              <BarChart
                name={t('error_against')}
                bars={shownCandidates(data).map(({ name, mae }) => ({
                  key: name,
                  name: named(name),
                  value: against(mae) ?? 0,
                  ...(name === data.model ? {} : { colour: 'var(--compared)' }),
                }))}
                show={(value) => format.percent(value, 0)}
              />
            </div>
          )}
          <Checkbox
            className="not-printed"
            label={t('thorough')}
            description={t('thorough_hint')}
            checked={thorough}
            onChange={(event) => onThorough(event.currentTarget.checked)}
          />
        </div>
      )}
    </Panel>
  )

  function membersOf({ members }: Forecast): string {
    const largest = members.toSorted((a, b) => b.weight - a.weight)
    const told = largest.slice(0, mostMembers).map(({ name }) => t(name))
    const others = largest.length - told.length
    if (others === 0) return format.list(told)
    return t('and_others', { names: told.join(', '), count: others })
  }
}

/** The best, and always the one in use and the naive rule. */
function shownCandidates({ candidates, model }: Forecast): Forecast['candidates'] {
  const best = candidates.slice(0, mostBars)
  const must = candidates.filter(({ name }) => name === model || name === 'seasonal_naive')
  return [...best, ...must.filter((one) => !best.includes(one))]
}
