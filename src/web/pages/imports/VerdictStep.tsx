import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import type { ImportVerdict, Upload } from '../../hooks/import-types.ts'
import { useFileFault } from '../../hooks/use-file-fault.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { dataWords } from '../../words/data-words.ts'
import type { Mappings } from './ImportPage.tsx'
import { MissingRates } from './MissingRates.tsx'
import type { Rates } from './MissingRates.tsx'
import { runImport } from './run-import.ts'
import { Verdict } from './Verdict.tsx'
import classes from './ImportPage.module.css'

type Props = {
  upload: Upload
  mappings: Mappings
  verdict: ImportVerdict
  onBack: () => void
  onChecked: (verdict: ImportVerdict) => void
  onLoaded: (verdict: ImportVerdict) => void
}

const phases: Record<string, 'preparing' | 'reading' | 'checking' | 'merging'> = {
  preparing: 'preparing',
  reading: 'reading',
  checking: 'checking',
  merging: 'merging',
}

export function VerdictStep({ upload, mappings, verdict, onBack, onChecked, onLoaded }: Props) {
  const t = useWords(dataWords)
  const { fileErrorText } = useFileFault()
  const [running, setRunning] = useState<{ share: number; phase: string } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [rates, setRates] = useState<Rates>({})
  const [missing] = useState(verdict.without_rate)

  async function run(dryRun: boolean, known: Rates) {
    setRunning({ share: 0, phase: '' })
    setError(null)
    try {
      const done = await runImport({
        uploadId: upload.upload_id,
        mappings,
        rates: known,
        dryRun,
        onProgress: ({ progress, message }) =>
          setRunning({ share: progress ?? 0, phase: message?.split(',')[0] ?? '' }),
      })
      if (dryRun) onChecked(done)
      else onLoaded(done)
    } catch (failure) {
      setError(failure)
    } finally {
      setRunning(null)
    }
  }
  const phase = running && phases[running.phase]
  return (
    <>
      {missing.length > 0 && (
        <MissingRates
          missing={missing}
          currency={verdict.currency}
          busy={running !== null}
          onRates={(given) => {
            setRates(given)
            void run(true, given)
          }}
        />
      )}
      <div className={classes.card}>
        <Verdict verdict={verdict} />
      </div>
      {error !== null && (
        <Notice
          manner="worse"
          title={t('failed_title')}
          text={`${fileErrorText(error)} ${t('failed_text')}`}
        />
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
        <Button
          loading={running !== null}
          disabled={verdict.rows_loaded === 0}
          onClick={() => void run(false, rates)}
        >
          {verdict.rows_loaded === 0 ? t('nothing_to_load') : t('load', { count: verdict.rows_loaded })}
        </Button>
      </div>
    </>
  )
}
