import { useMemo } from 'react'
import { PartsChart, partsHeight } from '../../charts/PartsChart.tsx'
import type { PartLine } from '../../charts/PartsChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { forecastWords } from '../../words/forecast-words.ts'
import { salesPartWords } from '../../words/sales-part-words.ts'
import { useMetricFormat } from './use-forecast-question.ts'

type Decomposition = Reply<'sales-decomposition'>

const parts = ['trend', 'weekly', 'yearly', 'holidays', 'events', 'remainder'] as const
/** Of the categories' colours: a part keeps its own, those of holidays and promotions are of their marks elsewhere. */
const colours = { trend: 0, weekly: 2, yearly: 3, holidays: 4, events: 5, remainder: 6 }

/** Sales split into trend, week, year, holidays, promotions and the rest; a part that does nothing is left out. */
export function PartsPanel({ answer }: { answer: Asked<Decomposition> }) {
  const t = useWords(salesPartWords)
  const common = useWords(forecastWords)
  const format = useFormat()
  const { data } = answer
  const { name, kind, short, exact } = useMetricFormat(data?.metric ?? 'revenue')
  const shown = useMemo(
    () => parts.filter((part) => (data?.items ?? []).some((item) => Math.abs(item[part]) > 1e-9)),
    [data],
  )
  const [dates, lines] = useMemo((): [string[], PartLine[]] => {
    const items = data?.items ?? []
    return [
      items.map(({ date }) => date),
      [
        { key: 'observed', name: t('observed'), level: true, values: items.map((item) => item.observed) },
        ...shown.map((part) => ({
          key: part,
          name: t(part),
          level: part === 'trend',
          colour: colours[part],
          values: items.map((item) => item[part]),
        })),
      ],
    ]
  }, [data, shown, t])
  const change = data?.trend_change
  return (
    <Panel
      title={t('parts')}
      subtitle={
        change === null || change === undefined
          ? undefined
          : t('parts_subtitle', { change: format.change(change) })
      }
      definition={t('parts_about')}
      answer={answer}
      height={data?.items.length === 0 ? 'auto' : partsHeight(Math.max(4, lines.length))}
      isEmpty={({ items }) => items.length === 0}
      emptyText={data?.needed ? common('few_points', data.needed) : t('profile_none')}
      table={({ items }) =>
        tableOf(
          [
            { key: 'date', title: common('date'), kind: 'day', value: (row) => row.date },
            { key: 'observed', title: t('observed'), kind, value: (row) => row.observed },
            ...parts.map((part) => ({
              key: part,
              title: t(part),
              kind,
              value: (row: Decomposition['items'][number]) => row[part],
            })),
          ],
          items.toReversed(),
        )
      }
    >
      {({ granularity }) => (
        <PartsChart
          name={name}
          dates={dates}
          parts={lines}
          showDate={granularity === 'month' ? format.month : format.day}
          short={short}
          exact={exact}
        />
      )}
    </Panel>
  )
}
