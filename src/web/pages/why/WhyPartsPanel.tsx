import { SegmentedControl } from '@mantine/core'
import { Waterfall } from '../../charts/Waterfall.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { whyWords } from '../../words/why-words.ts'
import { lessIsBetter, useFigureFormat, useWhyNames } from './why-names.ts'
import type { Decomposition } from './why-names.ts'
import classes from './WhyDrawer.module.css'

type Why = Reply<'why'>

type Props = { answer: Asked<Why>; by: string | undefined; onBy: (by: string) => void }

/** What the change is made of: a sentence, and a waterfall that ends at the change. */
export function WhyPartsPanel({ answer, by, onBy }: Props) {
  const t = useWords(whyWords)
  const format = useFormat()
  const names = useWhyNames()
  const { data } = answer
  const figures = useFigureFormat(data?.unit ?? 'money')
  const chosen = (why: Why): Decomposition | undefined =>
    why.decompositions.find(({ name }) => name === by) ?? why.decompositions[0]
  const stepsOf = (decomposition: Decomposition | undefined) =>
    (decomposition?.parts ?? []).map(({ part, amount }) => ({
      key: part,
      name: names.part(part, decomposition!.name),
      value: amount,
    }))
  const range = ({ start_date, end_date }: Why['period']) => format.range(start_date, end_date)
  return (
    <Panel
      title={t('parts')}
      subtitle={
        data?.previous_period
          ? t('periods', { previous: range(data.previous_period), current: range(data.period) })
          : undefined
      }
      definition={t('parts_about')}
      answer={answer}
      height="auto"
      isEmpty={({ decompositions }) => decompositions.length === 0}
      table={(why) =>
        tableOf(
          [
            { key: 'part', title: t('part'), kind: 'text', value: (row) => row.name },
            {
              key: 'amount',
              title: t('amount'),
              kind: figures.kind,
              value: (row) => row.value,
              show: (row) => figures.difference(row.value),
            },
          ],
          [...stepsOf(chosen(why)), { key: 'total', name: t('whole'), value: why.difference ?? 0 }],
        )
      }
    >
      {(why) => {
        const decomposition = chosen(why)
        const steps = stepsOf(decomposition)
        return (
          <>
            <p className={classes.said}>
              <strong>{told(why)}</strong> {moved(steps)}
            </p>
            {why.decompositions.length > 1 && (
              <div className={classes.ways}>
                <SegmentedControl
                  aria-label={t('by')}
                  value={decomposition?.name ?? ''}
                  onChange={onBy}
                  data={why.decompositions.map(({ name }) => ({
                    value: name,
                    label: names.decomposition(name),
                  }))}
                />
              </div>
            )}
            <Waterfall
              name={names.metric(why.metric)}
              steps={steps}
              total={{ name: t('whole'), value: why.difference ?? 0 }}
              show={figures.difference}
              lessIsBetter={lessIsBetter(why.metric)}
            />
          </>
        )
      }}
    </Panel>
  )

  function told({ metric, current, previous, difference, change, unit }: Why): string {
    const said = {
      metric: names.metric(metric),
      current: figures.figure(current ?? 0),
      previous: figures.figure(previous ?? 0),
      difference: figures.difference(difference ?? 0),
    }
    if (difference === 0) return t('still', said)
    if (change === null || unit === 'rate') return t('went_plain', said)
    return t('went', { ...said, change: format.change(change) })
  }

  function moved(steps: readonly { name: string; value: number }[]): string {
    const sorted = steps.toSorted((a, b) => b.value - a.value)
    const up = sorted[0]
    const down = sorted.at(-1)
    const say = ({ name, value }: { name: string; value: number }) => ({
      name: name.toLocaleLowerCase(format.locale),
      amount: figures.difference(value),
    })
    return [
      up && up.value > 0 ? t('up_most', say(up)) : '',
      down && down.value < 0 ? t('down_most', say(down)) : '',
    ]
      .filter(Boolean)
      .join(' ')
  }
}
