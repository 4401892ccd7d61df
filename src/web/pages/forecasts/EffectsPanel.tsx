import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { salesPartWords } from '../../words/sales-part-words.ts'
import { useHolidayName } from './holiday-name.ts'
import { useEffectFormat } from './use-effect-format.ts'

type Decomposition = Reply<'sales-decomposition'>
type Effect = Decomposition['effects'][number]

const mostBars = 7

/** What holidays and promotions do to a day's sales. */
export function EffectsPanel({ answer, className }: { answer: Asked<Decomposition>; className?: string }) {
  const t = useWords(salesPartWords)
  const effect = useEffectFormat(answer.data)
  const holiday = useHolidayName()
  const named = ({ name, kind }: Effect): string => (kind === 'promotion' ? t('promotion') : holiday(name))
  const sorted = (effects: readonly Effect[]) =>
    effects.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  return (
    <Panel
      className={className}
      title={t('effects')}
      definition={t('effects_about')}
      answer={answer}
      height="auto"
      isEmpty={({ effects }) => effects.length === 0}
      emptyText={t('effects_none')}
      table={({ effects }) =>
        tableOf(
          [
            { key: 'name', title: t('name'), kind: 'text', value: named },
            { key: 'effect', title: t('effect'), kind: effect.kind, value: (row) => row.effect },
            { key: 'days', title: t('times_seen'), kind: 'number', value: (row) => row.days },
          ],
          sorted(effects),
        )
      }
    >
      {({ effects }) => (
        <BarChart
          name={t('effect')}
          rowHeight={36}
          bars={sorted(effects)
            .slice(0, mostBars)
            .map((one) => ({
              key: `${one.kind} ${one.name}`,
              name: named(one),
              value: one.effect,
              aside: t('seen', { count: one.days }),
              manner: one.effect >= 0 ? ('better' as const) : ('worse' as const),
            }))}
          show={effect.show}
        />
      )}
    </Panel>
  )
}
