import { NumberInput, Select, TextInput } from '@mantine/core'
import type { SourceKind } from '../../../contracts/source-parts.ts'
import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { ScheduleFields } from './ScheduleFields.tsx'
import type { Settings } from './source-draft.ts'
import classes from './sources.module.css'

type Props = { kind: SourceKind; value: Settings; onChange: (settings: Settings) => void }

/** When a source is refreshed, how long that may take, and what is told. */
export function SettingsFields({ kind, value, onChange }: Props) {
  const t = useWords(sourceWords)
  const set = (part: Partial<Settings>) => onChange({ ...value, ...part })
  return (
    <>
      <div className={classes.fields}>
        <ScheduleFields cron={value.schedule} onChange={(schedule) => set({ schedule })} />
      </div>
      <div className={classes.fields}>
        <NumberInput
          label={t('time_out')}
          min={1}
          max={1440}
          suffix={` ${t('minutes')}`}
          value={Math.max(1, Math.round(value.time_out_seconds / 60))}
          onChange={(minutes) => typeof minutes === 'number' && set({ time_out_seconds: minutes * 60 })}
        />
        {kind === 'postgres' && (
          <NumberInput
            label={t('compare_every')}
            min={1}
            max={8760}
            suffix={` ${t('hours')}`}
            value={value.compare_hours}
            onChange={(hours) => typeof hours === 'number' && set({ compare_hours: hours })}
          />
        )}
        <NumberInput
          label={t('tell_quiet')}
          description={t('tell_quiet_about')}
          inputWrapperOrder={['label', 'input', 'description']}
          min={1}
          max={8760}
          suffix={` ${t('hours')}`}
          value={value.quiet_hours ?? ''}
          onChange={(hours) => set({ quiet_hours: typeof hours === 'number' ? hours : null })}
        />
      </div>
    </>
  )
}

type WriteBackProps = {
  kind: SourceKind
  value: Settings['write_back']
  onChange: (value: Settings['write_back']) => void
}

const usualSchema = 'trastienda'

/** Where segments and scores go after each training: nowhere, unless the reader says so. */
export function WriteBackFields({ kind, value, onChange }: WriteBackProps) {
  const t = useWords(sourceWords)
  const choose = (to: string | null) => {
    if (to === 'schema') onChange({ to, schema: usualSchema })
    else if (to === 'folder') onChange({ to, path: '', format: 'parquet' })
    else onChange(null)
  }
  return (
    <div className={classes.fields}>
      <Select
        label={t('write_back')}
        description={t('write_back_about')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={value?.to ?? 'off'}
        onChange={choose}
        data={[
          { value: 'off', label: t('write_off') },
          ...(kind === 'postgres' ? [{ value: 'schema', label: t('write_schema') }] : []),
          { value: 'folder', label: t('write_folder') },
        ]}
      />
      {value?.to === 'schema' && (
        <TextInput
          label={t('schema')}
          description={t('schema_grant')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={/^[a-z_][a-z0-9_]{0,62}$/.test(value.schema) ? null : t('schema_about')}
          spellCheck={false}
          value={value.schema}
          onChange={(event) => onChange({ ...value, schema: event.currentTarget.value })}
        />
      )}
      {value?.to === 'folder' && (
        <>
          <TextInput
            label={t('folder')}
            description={t('folder_about')}
            inputWrapperOrder={['label', 'input', 'description']}
            spellCheck={false}
            value={value.path}
            onChange={(event) => onChange({ ...value, path: event.currentTarget.value })}
          />
          <Select
            label={t('format')}
            value={value.format}
            onChange={(format) => format && onChange({ ...value, format: format })}
            data={[
              { value: 'parquet', label: t('parquet') },
              { value: 'csv', label: t('csv') },
            ]}
          />
        </>
      )}
    </div>
  )
}
