import { Button } from '@mantine/core'
import { useState } from 'react'
import { act } from '../../hooks/act.ts'
import type { Actions } from '../../hooks/actions.ts'
import { ApiError } from '../../hooks/http.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { IconCheck } from '../../parts/icons.ts'
import { Notice } from '../../parts/Notice.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { Facts } from './Facts.tsx'
import type { Fact } from './Facts.tsx'
import { ServerSaid } from './ServerSaid.tsx'
import type { Place } from './source-draft.ts'
import classes from './sources.module.css'

type Tested = Actions['test-source']['output']
type Props = {
  place: Place
  disabled: boolean
  /** told of each result; null while the place is another than what was tested */
  onTested: (works: boolean) => void
}

/** Tries the place as it stands and says what answered, or why nothing did and what to do. */
export function ConnectionTest({ place, disabled, onTested }: Props) {
  const t = useWords(sourceWords)
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<{ of: string; tested?: Tested; error?: unknown } | null>(null)
  const asked = JSON.stringify(place)
  const shown = result?.of === asked ? result : null
  const notShared =
    place.kind === 'folder' && shown?.error instanceof ApiError && shown.error.code === 'source_not_permitted'
  async function run() {
    setBusy(true)
    setResult(null)
    try {
      setResult({ of: asked, tested: await act('test-source', place) })
      onTested(true)
    } catch (error) {
      setResult({ of: asked, error })
      onTested(false)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={classes.stack} aria-live="polite">
      <div>
        <Button variant="light" loading={busy} disabled={disabled} onClick={() => void run()}>
          {t(shown ? 'test_again' : place.kind === 'folder' ? 'test_folder' : 'test')}
        </Button>
      </div>
      {shown?.tested && <Works tested={shown.tested} />}
      {shown?.error !== undefined && (
        <div>
          <Notice
            manner="worse"
            title={t(place.kind === 'folder' ? 'fails_folder' : 'fails')}
            text={notShared ? t('folder_not_shared') : errorText(shown.error)}
          />
          {shown.error instanceof Error && <ServerSaid text={shown.error.message} />}
        </div>
      )}
    </div>
  )
}

function Works({ tested }: { tested: Tested }) {
  const t = useWords(sourceWords)
  const format = useFormat()
  const { server, encrypted, tables, files, milliseconds } = tested
  const facts: (Fact | false)[] = [
    server !== null && { label: t('works_server'), value: server },
    encrypted !== null && { label: t('works_encrypted'), value: t(encrypted ? 'yes' : 'no') },
    tables !== null && { label: t('works_tables'), value: format.number(tables) },
    files !== null && { label: t('works_files'), value: format.number(files) },
    { label: t('works_time'), value: t('milliseconds', { count: Math.round(milliseconds) }) },
  ]
  return (
    <div role="status" className={classes.stack}>
      <p className={classes.works}>
        <IconCheck size={18} /> {t(tested.kind === 'folder' ? 'works_folder' : 'works')}
      </p>
      <Facts facts={facts.filter((fact) => fact !== false)} />
    </div>
  )
}
