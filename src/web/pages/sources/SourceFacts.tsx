import type { SourceView } from '../../../contracts/sources.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useNow } from '../../hooks/use-now.ts'
import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { Facts } from './Facts.tsx'
import { qualityWords, recipeWords, useSourceWords } from './use-source-words.ts'
import importClasses from '../imports/ImportPage.module.css'

/** A source in a few lines: how old, how much, how good, when next. */
export function SourceFacts({ source }: { source: SourceView }) {
  const t = useWords(sourceWords)
  const words = useSourceWords()
  const format = useFormat()
  const now = useNow()
  const { last_refresh, refreshed_at, next_run_at, write_back, last_write_back } = source
  const written =
    last_write_back &&
    t('last_write_back', { when: format.ago(last_write_back.at, now), count: last_write_back.tables })
  const target =
    write_back === null ? t('write_off') : write_back.to === 'schema' ? write_back.schema : write_back.path
  return (
    <section className={importClasses.card} aria-label={t('source')}>
      <Facts
        facts={[
          { label: t('age'), value: refreshed_at === null ? t('never') : format.ago(refreshed_at, now) },
          {
            label: t('last_refresh'),
            value: last_refresh ? format.moment(last_refresh.started_at) : t('never'),
          },
          {
            label: t('next_run'),
            value: next_run_at === null ? '–' : format.moment(next_run_at),
            note: words.schedule(source.schedule),
          },
          { label: t('orders'), value: format.number(source.orders) },
          {
            label: t('verdict'),
            value: last_refresh?.quality ? t(qualityWords[last_refresh.quality]) : '–',
          },
          { label: t('recognised_as'), value: t(recipeWords[source.recipe]) },
          { label: t('write_back'), value: target, ...(written ? { note: written } : {}) },
        ]}
      />
    </section>
  )
}
