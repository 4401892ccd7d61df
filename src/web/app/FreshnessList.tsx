import { Link } from '@tanstack/react-router'
import type { SourceView } from '../../contracts/sources.ts'
import { useAnswer } from '../hooks/use-answer.ts'
import { useFormat } from '../hooks/use-format.ts'
import { useNow } from '../hooks/use-now.ts'
import { useWords } from '../hooks/use-words.ts'
import { freshnessWords } from '../words/freshness-words.ts'
import classes from './Freshness.module.css'

type Props = { sources: readonly SourceView[]; lastDay: string | null; onLeave: () => void }

/** What the age of the data comes from: the last order, the last import and each source. */
export function FreshnessList({ sources, lastDay, onLeave }: Props) {
  const t = useWords(freshnessWords)
  const format = useFormat()
  const now = useNow()
  const imports = useAnswer('imports', { limit: 5 })
  const last = imports.data?.items.find(({ undone_at }) => undone_at === null)
  return (
    <>
      <dl className={classes.facts}>
        <div>
          <dt>{t('last_order')}</dt>
          <dd>{lastDay === null ? '–' : format.dayWithYear(lastDay)}</dd>
        </div>
        {last && (
          <div>
            <dt>{t('last_import')}</dt>
            <dd>{format.ago(last.applied_at, now)}</dd>
          </div>
        )}
        {sources.map(({ source_id, name, state, refreshed_at }) => (
          <div key={source_id}>
            <dt>
              {name}
              {(state === 'failing' || state === 'quiet' || state === 'paused') && ` · ${t(state)}`}
            </dt>
            <dd>{refreshed_at === null ? '–' : format.ago(refreshed_at, now)}</dd>
          </div>
        ))}
      </dl>
      <Link to="/data/sources" className={classes.link ?? ''} onClick={onLeave}>
        {t(sources.length === 0 ? 'connect' : 'see')}
      </Link>
    </>
  )
}
