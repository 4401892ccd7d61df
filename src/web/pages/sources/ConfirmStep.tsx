import { Button, Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RefreshResult } from '../../../contracts/source-refreshes.ts'
import { act } from '../../hooks/act.ts'
import type { ApiError } from '../../hooks/http.ts'
import { followJob, jobError } from '../../hooks/jobs.ts'
import { forgetAnswers, queryClient } from '../../hooks/query-client.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { useImportWords } from '../imports/use-import-words.ts'
import { Verdict } from '../imports/Verdict.tsx'
import { Facts } from './Facts.tsx'
import { ServerSaid } from './ServerSaid.tsx'
import { readInput } from './source-draft.ts'
import type { FoundDraft, Place, Settings } from './source-draft.ts'
import { recipeWords, useSourceWords } from './use-source-words.ts'
import importClasses from '../imports/ImportPage.module.css'
import classes from './sources.module.css'

type Props = {
  name: string
  place: Place
  found: FoundDraft
  settings: Settings
  currency: string | null
  onBack: () => void
}
type Ended = { source_id: string; result: RefreshResult | null; error: ApiError | null }

/** All that was chosen, once more; then it is connected and read for the first time. */
export function ConfirmStep({ name, place, found, settings, currency, onBack }: Props) {
  const t = useWords(sourceWords)
  const errorText = useErrorText()
  const [share, setShare] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [ended, setEnded] = useState<Ended | null>(null)

  async function connect() {
    setShare(0)
    setError(null)
    try {
      const { kind, connection, folder } = place
      const read = readInput(found)
      const { source_id, job } = await act('add-source', {
        kind,
        ...(connection ? { connection } : {}),
        ...(folder ? { folder } : {}),
        name,
        ...(currency ? { currency } : {}),
        ...read,
        ...settings,
      })
      void queryClient.invalidateQueries({ queryKey: ['jobs'] })
      const done = job && (await followJob(job.job_id, ({ progress }) => setShare(progress ?? 0)))
      setEnded({
        source_id,
        result: done?.status === 'completed' ? (done.result as RefreshResult) : null,
        error: done?.error ? jobError(done) : null,
      })
      void forgetAnswers()
    } catch (failure) {
      setError(failure)
    } finally {
      setShare(null)
    }
  }
  if (ended) return <Connected name={name} {...ended} />
  return (
    <>
      <section className={importClasses.card} aria-label={t('summary')}>
        <h2 className={classes.title}>{t('summary')}</h2>
        <Summary name={name} place={place} found={found} settings={settings} />
      </section>
      {error !== null && (
        <div>
          <Notice manner="worse" title={errorText(error)} />
          {error instanceof Error && <ServerSaid text={error.message} />}
        </div>
      )}
      <div className={importClasses.foot}>
        {share !== null && (
          <div className={importClasses.progress}>
            <p className={importClasses.progressText}>
              {t('loading')} · {t('leave_safely')}
            </p>
            <Progress value={share * 100} animated aria-label={t('loading')} />
          </div>
        )}
        <Button variant="default" onClick={onBack} disabled={share !== null}>
          {t('back')}
        </Button>
        <Button loading={share !== null} onClick={() => void connect()}>
          {t('connect')}
        </Button>
      </div>
    </>
  )
}

function Summary({ name, place, found, settings }: Omit<Props, 'onBack' | 'currency'>) {
  const t = useWords(sourceWords)
  const words = useSourceWords()
  const { roleName } = useImportWords()
  const { write_back } = settings
  const { host, database } = place.connection ?? {}
  const where = place.folder?.path ?? [host, database].filter(Boolean).join(' / ')
  const recipe = found.recipe && !found.chosen ? t(recipeWords[found.recipe]) : null
  const written =
    write_back === null ? t('write_off') : write_back.to === 'schema' ? write_back.schema : write_back.path
  return (
    <Facts
      facts={[
        { label: t('name'), value: name },
        ...(where === '' ? [] : [{ label: t('place'), value: where }]),
        ...(recipe === null ? [] : [{ label: t('recognised_as'), value: recipe }]),
        {
          label: t('reads'),
          value: found.feeds.map((feed) => `${feed.name} (${roleName(feed.mapping.role)})`).join(', '),
        },
        { label: t('when'), value: words.schedule(settings.schedule) },
        { label: t('write_back'), value: written },
      ]}
    />
  )
}

function Connected({ name, source_id, result, error }: Ended & { name: string }) {
  const t = useWords(sourceWords)
  const words = useSourceWords()
  const errorText = useErrorText()
  return (
    <>
      {error ? (
        <div>
          <Notice
            manner="worse"
            title={t('added_failed')}
            text={`${errorText(error)} ${t('added_failed_text')}`}
          />
          <ServerSaid text={error.message} />
        </div>
      ) : (
        <div role="status">
          <h2 className={classes.title}>{t('added_title', { name })}</h2>
          {result && <p className="quiet">{words.changes(result.refresh.changes)}</p>}
        </div>
      )}
      {result?.verdict && (
        <div className={importClasses.card}>
          <Verdict verdict={result.verdict} />
        </div>
      )}
      <div className={importClasses.foot}>
        <Button variant="default" component={Link} to={`/data/sources/${encodeURIComponent(source_id)}`}>
          {t('to_source')}
        </Button>
        <Button component={Link} to="/">
          {t('to_overview')}
        </Button>
      </div>
    </>
  )
}
