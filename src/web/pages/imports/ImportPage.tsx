import { useState } from 'react'
import type { FileMapping, ImportVerdict, Upload } from '../../hooks/import-types.ts'
import { useWords } from '../../hooks/use-words.ts'
import { dataWords } from '../../words/data-words.ts'
import { ColumnsStep } from './ColumnsStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { FilesStep } from './FilesStep.tsx'
import { VerdictStep } from './VerdictStep.tsx'
import classes from './ImportPage.module.css'

export type Mappings = Readonly<Record<string, FileMapping>>

type Step = 'files' | 'columns' | 'verdict' | 'done'
const steps = [
  ['files', 'step_files'],
  ['columns', 'step_columns'],
  ['verdict', 'step_verdict'],
  ['done', 'step_done'],
] as const

/** From a file to figures: see what is understood of it, correct it, see what would come of it, load it. */
export function ImportPage() {
  const t = useWords(dataWords)
  const [step, setStep] = useState<Step>('files')
  const [files, setFiles] = useState<File[]>([])
  const [upload, setUpload] = useState<Upload | null>(null)
  const [mappings, setMappings] = useState<Mappings>({})
  const [verdict, setVerdict] = useState<ImportVerdict | null>(null)

  const restart = () => {
    setUpload(null)
    setFiles([])
    setVerdict(null)
    setStep('files')
  }
  return (
    <div className={classes.page}>
      <ol className={classes.steps} aria-label={t('steps')}>
        {steps.map(([name, word]) => (
          <li key={name} aria-current={name === step ? 'step' : undefined}>
            {t(word)}
          </li>
        ))}
      </ol>
      {step === 'files' && (
        <FilesStep
          files={files}
          onFiles={setFiles}
          onRead={(read) => {
            setUpload(read)
            setMappings(Object.fromEntries(read.files.map(({ name, mapping }) => [name, mapping])))
            setStep('columns')
          }}
        />
      )}
      {step === 'columns' && upload && (
        <ColumnsStep
          upload={upload}
          mappings={mappings}
          onMappings={setMappings}
          onBack={restart}
          onChecked={(checked) => {
            setVerdict(checked)
            setStep('verdict')
          }}
          files={files}
          onUpload={setUpload}
        />
      )}
      {step === 'verdict' && upload && verdict && (
        <VerdictStep
          upload={upload}
          mappings={mappings}
          verdict={verdict}
          onBack={() => setStep('columns')}
          onChecked={setVerdict}
          onLoaded={(loaded) => {
            setVerdict(loaded)
            setStep('done')
          }}
        />
      )}
      {step === 'done' && verdict && <DoneStep verdict={verdict} onAgain={restart} />}
    </div>
  )
}
