import { Waterfall } from '../../charts/Waterfall.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { scenarioWords } from '../../words/scenario-words.ts'
import type { Change } from './scenario-changes.ts'
import classes from './ScenarioEffects.module.css'
import { useChangeNames } from './use-change-names.ts'
import { useMetricFormat } from './use-forecast-question.ts'

type Scenario = Reply<'forecast-scenario'>
type Effect = Scenario['effects'][number]

type Props = { answer: Asked<Scenario>; changes: readonly Change[]; className?: string }

/** What each change does to the total, and what that is learnt from. */
export function ScenarioEffects({ answer, changes, className }: Props) {
  const t = useWords(scenarioWords)
  const format = useFormat()
  const named = useChangeNames()
  const { kind, compact, name } = useMetricFormat(answer.data?.metric ?? 'revenue')
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${compact(value)}`
  const nameOf = (effect: Effect, index: number): string =>
    capital(changes[index]?.kind === effect.kind ? named(changes[index]) : t(effect.kind))
  const sure = (value: number, error = 0): string =>
    error > 0 ? `${format.number(value, 1)} ± ${format.number(error, 1)}` : format.number(value, 1)
  const basis = ({ basis: from, evidence, uplift, elasticity, elasticity_error }: Effect): string =>
    [
      t(from, { evidence }),
      uplift === undefined ? '' : t('with_uplift', { change: format.change(uplift) }),
      elasticity === undefined ? '' : t('with_elasticity', { value: sure(elasticity, elasticity_error) }),
    ]
      .filter(Boolean)
      .join(' · ')
  const whole = ({ base, scenario }: Scenario): number => (scenario?.value ?? 0) - (base?.value ?? 0)
  return (
    <Panel
      className={className}
      title={t('effects')}
      definition={t('effects_about')}
      answer={answer}
      height="auto"
      isEmpty={({ effects }) => effects.length === 0}
      table={({ effects }) =>
        tableOf(
          [
            { key: 'change', title: t('change'), kind: 'text', value: (row) => row.name },
            { key: 'amount', title: t('amount'), kind, value: (row) => row.amount },
            { key: 'basis', title: t('basis'), kind: 'text', value: (row) => row.basis },
          ],
          effects.map((effect, index) => ({
            name: nameOf(effect, index),
            amount: effect.amount,
            basis: basis(effect),
          })),
        )
      }
    >
      {(scenario) => (
        <>
          <Waterfall
            name={name}
            steps={scenario.effects.map((effect, index) => ({
              key: String(index),
              name: nameOf(effect, index),
              value: effect.amount,
            }))}
            total={{ name: t('whole'), value: whole(scenario) }}
            show={signed}
          />
          <ul className={classes.bases}>
            {scenario.effects.map((effect, index) => (
              <li key={index}>
                <strong>{nameOf(effect, index)}</strong>: {basis(effect)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

const capital = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`
