import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import type { ImportVerdict, Upload } from '../../hooks/import-types.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { dataWords } from '../../words/data-words.ts'
import type { Mappings } from './ImportPage.tsx'
import { runImport } from './run-import.ts'
import { Verdict } from './Verdict.tsx'
import classes from './ImportPage.module.css'

type Props = {
  upload: Upload
  mappings: Mappings
  verdict: ImportVerdict
  onBack: () => void
  onLoaded: (verdict: ImportVerdict) => void
}

const phases: Record<string, 'preparing' | 'reading' | 'checking' | 'merging'> = {
  preparing: 'preparing',
  reading: 'reading',
  checking: 'checking',
  merging: 'merging',
}

export function VerdictStep({ upload, mappings, verdict, onBack, onLoaded }: Props) {
  const t = useWords(dataWords)
  const errorText = useErrorText()
  const [running, setRunning] = useState<{ share: number; phase: string } | null>(null)
  const [error, setError] = useState<unknown>(null)

  async function load() {
    setRunning({ share: 0, phase: '' })
    setError(null)
    try {
      onLoaded(
        await runImport({
          uploadId: upload.upload_id,
          mappings,
          dryRun: false,
          onProgress: ({ progress, message }) =>
            setRunning({ share: progress ?? 0, phase: message?.split(',')[0] ?? '' }),
        }),
      )
    } catch (failure) {
      setError(failure)
    } finally {
      setRunning(null)
    }
  }
  const phase = running && phases[running.phase]
  return (
    <>
      <div className={classes.card}>
        <Verdict verdict={verdict} />
      </div>
      {error !== null && (
        <Notice manner="worse" title={t('failed_title')} text={`${errorText(error)} ${t('failed_text')}`} />
      )}
      <div className={classes.foot}>
        {running && (
          <div className={classes.progress}>
            <p className={classes.progressText}>
              {phase ? t(phase) : t('loading')} · {t('leave_safely')}
            </p>
            <Progress value={running.share * 100} animated aria-label={t('loading')} />
          </div>
        )}
        <Button variant="default" onClick={onBack} disabled={running !== null}>
          {t('back')}
        </Button>
        <Button loading={running !== null} disabled={verdict.rows_loaded === 0} onClick={() => void load()}>
          {verdict.rows_loaded === 0 ? t('nothing_to_load') : t('load', { count: verdict.rows_loaded })}
        </Button>
      </div>
    </>
  )
}
