import { Button, Skeleton, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { KeptMapping } from '../../../contracts/source-parts.ts'
import { act } from '../../hooks/act.ts'
import type { Actions } from '../../hooks/actions.ts'
import { useFileFault } from '../../hooks/use-file-fault.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { FeedEditor } from './FeedEditor.tsx'
import { FoundTables } from './FoundTables.tsx'
import { ServerSaid } from './ServerSaid.tsx'
import { feedDraft, nothingFound } from './source-draft.ts'
import type { FoundDraft, Place } from './source-draft.ts'
import { recipeWords } from './use-source-words.ts'
import classes from './sources.module.css'

type Found = Actions['inspect-source']['output']
type Props = {
  place: Place
  draft: FoundDraft
  onDraft: (draft: FoundDraft) => void
  /** of a source that is kept already */
  mappings?: readonly KeptMapping[]
}

/** What was found in a place, with its first rows: as it was recognised, by tables, or by a query. */
export function WhatIsRead({ place, draft, onDraft, mappings = [] }: Props) {
  const t = useWords(sourceWords)
  const { fileErrorText } = useFileFault()
  const watched = place.kind === 'folder'
  const [found, setFound] = useState<Found | null>(null)
  const [busy, setBusy] = useState(true)
  const [error, setError] = useState<unknown>(null)
  const [manner, setManner] = useState<'proposed' | 'tables' | 'query'>('proposed')
  const [query, setQuery] = useState('')

  async function look(at: { table?: string; query?: string }): Promise<Found | null> {
    setBusy(true)
    setError(null)
    try {
      return await act('inspect-source', { ...place, ...at })
    } catch (failure) {
      setError(failure)
      return null
    } finally {
      setBusy(false)
    }
  }
  async function start() {
    const seen = await look({})
    if (!seen) return
    setFound(seen)
    if (draft.feeds.length > 0) return
    onDraft({
      recipe: seen.recipe,
      feeds: seen.feeds.map((preview) => feedDraft(preview, {}, mappings)),
      chosen: false,
    })
    setManner(seen.recipe === null ? 'tables' : 'proposed')
  }
  async function choose(at: { table?: string; query?: string }) {
    const seen = await look(at)
    if (!seen) return
    const added = seen.feeds.map((preview) => feedDraft(preview, at))
    const kept = draft.chosen ? draft.feeds : []
    onDraft({ recipe: null, feeds: [...kept, ...added], chosen: true })
  }
  const again = (next: 'tables' | 'query') => {
    setManner(next)
    setError(null)
    onDraft(nothingFound)
  }
  // looked at once when the step opens; afterwards only when asked
  useEffect(() => void start(), [])

  return (
    <div className={classes.stack} aria-busy={busy}>
      {!found && busy && (
        <div role="status">
          <p className="quiet">{t('looking')}</p>
          <Skeleton height={240} mt={8} />
        </div>
      )}
      {manner === 'proposed' && draft.recipe !== null && (
        <p>
          <strong>
            {watched ? t('recognised_files') : t('recognised', { recipe: t(recipeWords[draft.recipe]) })}
          </strong>{' '}
          <span className="quiet">{t(watched ? 'recognised_files_text' : 'recognised_text')}</span>
        </p>
      )}
      {found?.recipe === null && !watched && (
        <Notice title={t('not_recognised')} text={t('not_recognised_text')} />
      )}
      {error !== null && (
        <div>
          <Notice
            manner="worse"
            title={fileErrorText(error)}
            action={
              !found && (
                <Button variant="default" onClick={() => void start()}>
                  {t('look_again')}
                </Button>
              )
            }
          />
          {error instanceof Error && <ServerSaid text={error.message} />}
        </div>
      )}
      {manner === 'tables' && found && (
        <FoundTables
          tables={found.tables}
          chosen={draft.feeds.map(({ table }) => table)}
          busy={busy}
          onChoose={(table) => void choose({ table })}
        />
      )}
      {manner === 'query' && (
        <div className={classes.stack}>
          <Textarea
            label={t('query')}
            description={t('query_about')}
            autosize
            minRows={5}
            maxRows={16}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <div>
            <Button
              variant="default"
              loading={busy}
              disabled={query.trim() === ''}
              onClick={() => void choose({ query })}
            >
              {t('try_query')}
            </Button>
          </div>
        </div>
      )}
      {draft.feeds.map((feed, index) => (
        <FeedEditor
          key={`${feed.name} ${index}`}
          feed={feed}
          onChange={(next) =>
            onDraft({ ...draft, feeds: draft.feeds.map((each, place) => (place === index ? next : each)) })
          }
          {...(draft.chosen && {
            onRemove: () => onDraft({ ...draft, feeds: draft.feeds.filter((_, place) => place !== index) }),
          })}
        />
      ))}
      {found && !watched && (
        <div className={classes.feedHead}>
          {manner !== 'tables' && (
            <Button variant="default" onClick={() => again('tables')}>
              {t('choose_tables')}
            </Button>
          )}
          {manner !== 'query' && (
            <Button variant="default" onClick={() => again('query')}>
              {t('write_query')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
