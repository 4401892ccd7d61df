import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PostgresConnectionSpec } from '../../../contracts/source-parts.ts'
import type { SourceView } from '../../../contracts/sources.ts'
import { act } from '../../hooks/act.ts'
import { usePageTitle } from '../../hooks/page-head.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { usePageId } from '../../hooks/use-page-id.ts'
import { useWords } from '../../hooks/use-words.ts'
import { FormCard } from '../../parts/FormCard.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { ConnectionFields, connectionInput } from './ConnectionFields.tsx'
import { ConnectionTest } from './ConnectionTest.tsx'
import { EditFeeds } from './EditFeeds.tsx'
import { FolderFields } from './FolderFields.tsx'
import { SettingsFields, WriteBackFields } from './SettingsFields.tsx'
import { isSound } from './source-draft.ts'
import type { Place } from './source-draft.ts'
import classes from './sources.module.css'

export function EditSourcePage() {
  const t = useWords(sourceWords)
  const answer = useAnswer('get-source', { source_id: usePageId() }, { forget: true })
  const source = answer.data
  usePageTitle(source?.name ?? t('source'))
  if (!source && answer.isError)
    return <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
  if (!source) return <PageSkeleton />
  return (
    <div className={`${classes.stack} ${classes.narrow}`}>
      <SettingsForm source={source} />
      {source.kind === 'postgres' ? <ConnectionForm source={source} /> : <FolderForm source={source} />}
      <EditFeeds source={source} />
    </div>
  )
}

function SettingsForm({ source }: { source: SourceView }) {
  const t = useWords(sourceWords)
  const { source_id, kind } = source
  const [name, setName] = useState(source.name)
  const [settings, setSettings] = useState({
    schedule: source.schedule,
    time_out_seconds: source.time_out_seconds,
    compare_hours: source.compare_hours,
    quiet_hours: source.quiet_hours,
    write_back: source.write_back,
  })
  return (
    <FormCard
      title={t('name_and_schedule')}
      submit={t('save')}
      done={t('saved')}
      disabled={name.trim() === '' || !isSound(settings)}
      onSubmit={() => act('edit-source', { source_id, name: name.trim(), ...settings })}
    >
      <div className={`${classes.wide} ${classes.stack}`}>
        <TextInput
          label={t('name')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SettingsFields kind={kind} value={settings} onChange={setSettings} />
        <WriteBackFields
          kind={kind}
          value={settings.write_back}
          onChange={(write_back) => setSettings({ ...settings, write_back })}
        />
      </div>
    </FormCard>
  )
}

function ConnectionForm({ source }: { source: SourceView }) {
  const t = useWords(sourceWords)
  const { source_id, connection } = source
  const [value, setValue] = useState<PostgresConnectionSpec>({
    host: connection?.host,
    port: connection?.port,
    database: connection?.database,
    user: connection?.user,
    tls: connection?.tls,
  })
  const given = connectionInput(value)
  const place: Place = { kind: 'postgres', source_id, connection: given }
  if (connection?.from_environment) return <p className="quiet">{t('from_environment')}</p>
  return (
    <FormCard
      title={t('connection')}
      submit={t('save')}
      done={t('saved')}
      onSubmit={() => act('edit-source', { source_id, connection: given })}
    >
      <div className={`${classes.wide} ${classes.stack}`}>
        <ConnectionFields value={value} onChange={setValue} hasPassword={connection?.has_password ?? false} />
        <ConnectionTest place={place} disabled={false} onTested={() => undefined} />
      </div>
    </FormCard>
  )
}

function FolderForm({ source }: { source: SourceView }) {
  const t = useWords(sourceWords)
  const { source_id } = source
  const [folder, setFolder] = useState(source.folder ?? { path: '', pattern: '*' })
  return (
    <FormCard
      title={t('connection')}
      submit={t('save')}
      done={t('saved')}
      disabled={folder.path.trim() === ''}
      onSubmit={() => act('edit-source', { source_id, folder })}
    >
      <div className={`${classes.wide} ${classes.stack}`}>
        <FolderFields value={folder} onChange={setFolder} />
        <ConnectionTest
          place={{ kind: 'folder', source_id, folder }}
          disabled={folder.path.trim() === ''}
          onTested={() => undefined}
        />
      </div>
    </FormCard>
  )
}
