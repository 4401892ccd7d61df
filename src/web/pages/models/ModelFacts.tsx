import type { Reply } from '../../hooks/answers.ts'
import { usePreferences } from '../../hooks/preferences.tsx'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { PlainTable } from '../../parts/PlainTable.tsx'
import { modelWords } from '../../words/model-words.ts'
import { useFigureNames } from './figure-names.ts'
import classes from './ModelFacts.module.css'
import { useModelStory } from './model-story.ts'
import { ModelState } from './ModelState.tsx'

/** What the model is for, whether it is in use and why, and the figures of its last run. */
export function ModelFacts({ answer }: { answer: Asked<Reply<'model'>> }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const names = useFigureNames(answer.data?.name)
  const story = useModelStory()
  const { language } = usePreferences()
  const { data } = answer
  if (!data) return null
  const figures = Object.entries(data.quality).map(([figure, value]) => ({ figure, value }))
  const table = tableOf(
    [
      {
        key: 'figure',
        title: t('figure'),
        kind: 'text',
        value: (row: (typeof figures)[number]) => names.figure(row.figure),
      },
      {
        key: 'value',
        title: t('figure_value'),
        kind: 'text',
        value: (row: (typeof figures)[number]) => names.show(row.figure, row.value),
      },
    ],
    figures,
  )
  const why = [
    data.why && `${t('why')}: ${t(data.why)}`,
    data.naive_rule && `${t('rule')}: ${data.naive_rule[language]}`,
    data.needed && t('need_have', { need: data.needed.need, have: data.needed.have }),
    data.as_of && `${t('data_until')} ${format.dayWithYear(data.as_of)}`,
  ]
  return (
    <Panel
      title={t('quality')}
      subtitle={data.purpose[language]}
      definition={t('quality_about')}
      answer={answer}
      height="auto"
      table={() => table}
    >
      {() => (
        <>
          <p className={classes.said}>
            <ModelState state={data.state} stale={data.stale} /> {story(data)?.told}
          </p>
          <p className={classes.quiet}>{why.filter(Boolean).join(' · ')}</p>
          {figures.length > 0 && (
            <details className={classes.more}>
              <summary>{t('all_figures')}</summary>
              <PlainTable {...table} label={t('quality')} />
            </details>
          )}
        </>
      )}
    </Panel>
  )
}
