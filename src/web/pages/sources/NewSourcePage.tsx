import { Button, Select, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { PostgresConnectionSpec, SourceKind } from '../../../contracts/source-parts.ts'
import { useSession } from '../../hooks/session.ts'
import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { ConfirmStep } from './ConfirmStep.tsx'
import { ConnectionFields, connectionInput } from './ConnectionFields.tsx'
import { ConnectionTest } from './ConnectionTest.tsx'
import { FolderFields } from './FolderFields.tsx'
import { KindStep } from './KindStep.tsx'
import { SettingsFields, WriteBackFields } from './SettingsFields.tsx'
import { isReady, isSound, nothingFound, usualSettings } from './source-draft.ts'
import type { FoundDraft, Place } from './source-draft.ts'
import { WhatIsRead } from './WhatIsRead.tsx'
import importClasses from '../imports/ImportPage.module.css'
import classes from './sources.module.css'

type Step = 'kind' | 'connection' | 'found' | 'schedule' | 'confirm'
const steps = [
  ['kind', 'step_kind'],
  ['connection', 'step_connection'],
  ['found', 'step_found'],
  ['schedule', 'step_schedule'],
  ['confirm', 'step_confirm'],
] as const

/** From nothing to figures that stay fresh: what it is, where, what is read, when, and the first load. */
export function NewSourcePage() {
  const t = useWords(sourceWords)
  const { workspace } = useSession()
  const [step, setStep] = useState<Step>('kind')
  const [kind, setKind] = useState<SourceKind>('postgres')
  const [connection, setConnection] = useState<PostgresConnectionSpec>({})
  const [folder, setFolder] = useState({ path: '', pattern: '*' })
  const [works, setWorks] = useState<string | null>(null)
  const [found, setFound] = useState<FoundDraft>(nothingFound)
  const [settings, setSettings] = useState(usualSettings)
  const [name, setName] = useState('')
  const [currency, setCurrency] = useState<string | null>(null)
  const top = useRef<HTMLDivElement>(null)
  // what had the focus is gone with its step
  useEffect(() => top.current?.focus(), [step])

  const place: Place =
    kind === 'postgres'
      ? { kind, connection: connectionInput(connection) }
      : { kind, folder: { path: folder.path, pattern: folder.pattern || '*' } }
  const asked = JSON.stringify(place)
  const given = kind === 'folder' ? folder.path.trim() !== '' : Boolean(connection.url || connection.database)
  const usualName = kind === 'folder' ? folder.path : (connection.database ?? '')
  const named = name.trim() || usualName || t(kind === 'folder' ? 'kind_folder' : 'kind_postgres')

  const tested = (worked: boolean) => {
    setWorks(worked ? asked : null)
    // what was found elsewhere is not what is here
    if (works !== asked) setFound(nothingFound)
  }
  return (
    <div ref={top} tabIndex={-1} className={`${importClasses.page} ${classes.wizard}`}>
      <ol className={importClasses.steps} aria-label={t('steps')}>
        {steps.map(([each, word]) => (
          <li key={each} aria-current={each === step ? 'step' : undefined}>
            {t(word)}
          </li>
        ))}
      </ol>
      {step === 'kind' && (
        <KindStep
          onChoose={(chosen) => {
            if (chosen !== kind) setFound(nothingFound)
            setKind(chosen)
            setStep('connection')
          }}
        />
      )}
      {step === 'connection' && (
        <>
          <section className={importClasses.card} aria-label={t('connection')}>
            {kind === 'postgres' ? (
              <ConnectionFields value={connection} onChange={setConnection} />
            ) : (
              <FolderFields value={folder} onChange={setFolder} />
            )}
            <ConnectionTest place={place} disabled={!given} onTested={tested} />
          </section>
          <Foot onBack={() => setStep('kind')}>
            <Button disabled={works !== asked} onClick={() => setStep('found')}>
              {t('next')}
            </Button>
          </Foot>
        </>
      )}
      {step === 'found' && (
        <>
          <WhatIsRead place={place} draft={found} onDraft={setFound} />
          <Foot onBack={() => setStep('connection')}>
            {found.feeds.length === 0 && <span className="quiet">{t('nothing_chosen')}</span>}
            <Button disabled={!isReady(found)} onClick={() => setStep('schedule')}>
              {t('next')}
            </Button>
          </Foot>
        </>
      )}
      {step === 'schedule' && (
        <>
          <section className={importClasses.card} aria-label={t('when')}>
            <div className={classes.fields}>
              <TextInput
                label={t('name')}
                description={t('name_about')}
                inputWrapperOrder={['label', 'input', 'description']}
                placeholder={usualName}
                maxLength={100}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Select
                label={t('currency')}
                searchable
                clearable
                placeholder={workspace?.currency ?? ''}
                value={currency}
                onChange={setCurrency}
                data={Intl.supportedValuesOf('currency')}
              />
            </div>
            <SettingsFields kind={kind} value={settings} onChange={setSettings} />
            <WriteBackFields
              kind={kind}
              value={settings.write_back}
              onChange={(write_back) => setSettings({ ...settings, write_back })}
            />
          </section>
          <Foot onBack={() => setStep('found')}>
            <Button disabled={!isSound(settings)} onClick={() => setStep('confirm')}>
              {t('next')}
            </Button>
          </Foot>
        </>
      )}
      {step === 'confirm' && (
        <ConfirmStep
          name={named}
          place={place}
          found={found}
          settings={settings}
          currency={currency}
          onBack={() => setStep('schedule')}
        />
      )}
    </div>
  )
}

function Foot({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  const t = useWords(sourceWords)
  return (
    <div className={importClasses.foot}>
      <Button variant="default" onClick={onBack}>
        {t('back')}
      </Button>
      {children}
    </div>
  )
}
