import { NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import type { PostgresConnectionSpec, TlsMode } from '../../../contracts/source-parts.ts'
import { useWords } from '../../hooks/use-words.ts'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { sourceWords } from '../../words/source-words.ts'
import classes from './sources.module.css'

type Props = {
  value: PostgresConnectionSpec
  onChange: (value: PostgresConnectionSpec) => void
  /** there is a password already, which is not shown */
  hasPassword?: boolean
}

const tlsWords: Record<TlsMode, keyof typeof sourceWords> = {
  off: 'tls_off',
  prefer: 'tls_prefer',
  require: 'tls_require',
  verify: 'tls_verify',
}
const tlsModes = Object.keys(tlsWords) as TlsMode[]

/** Where a PostgreSQL is and who reads there: in parts or as one address. */
export function ConnectionFields({ value, onChange, hasPassword = false }: Props) {
  const t = useWords(sourceWords)
  const byUrl = value.url !== undefined
  const set = (part: Partial<PostgresConnectionSpec>) => onChange({ ...value, ...part })
  const text = (key: 'host' | 'database' | 'user', label: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
      autoComplete="off"
      spellCheck={false}
      value={value[key] ?? ''}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  )
  return (
    <div className={classes.stack}>
      <SegmentedControl
        aria-label={t('how')}
        value={byUrl ? 'url' : 'fields'}
        onChange={(next) => onChange(next === 'url' ? { url: '', tls: value.tls } : { tls: value.tls })}
        data={[
          { value: 'fields', label: t('by_fields') },
          { value: 'url', label: t('by_url') },
        ]}
        style={{ alignSelf: 'start' }}
      />
      <div className={classes.fields}>
        {byUrl ? (
          <PasswordField
            className={classes.wide ?? ''}
            label={t('url')}
            description={t('url_about')}
            inputWrapperOrder={['label', 'input', 'description']}
            autoComplete="off"
            value={value.url ?? ''}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
        ) : (
          <>
            {text('host', t('host'), t('host_about'))}
            <NumberInput
              label={t('port')}
              placeholder="5432"
              min={1}
              max={65_535}
              hideControls
              allowDecimal={false}
              thousandSeparator=""
              value={value.port ?? ''}
              onChange={(port) => set({ port: typeof port === 'number' ? port : undefined })}
            />
            {text('database', t('database'))}
            {text('user', t('user'), t('user_about'))}
            <PasswordField
              label={t('password')}
              description={t(hasPassword ? 'password_kept' : 'password_about')}
              inputWrapperOrder={['label', 'input', 'description']}
              autoComplete="new-password"
              value={value.password ?? ''}
              onChange={(event) => set({ password: event.currentTarget.value || undefined })}
            />
          </>
        )}
        <Select
          label={t('tls')}
          value={value.tls ?? 'prefer'}
          onChange={(tls) => tls && set({ tls: tls })}
          data={tlsModes.map((mode) => ({ value: mode, label: t(tlsWords[mode]) }))}
        />
        {value.tls === 'verify' && (
          <Textarea
            className={classes.wide ?? ''}
            label={t('certificate')}
            description={t('certificate_about')}
            inputWrapperOrder={['label', 'input', 'description']}
            autosize
            minRows={3}
            maxRows={8}
            spellCheck={false}
            value={value.certificate ?? ''}
            onChange={(event) => set({ certificate: event.currentTarget.value || undefined })}
          />
        )}
      </div>
    </div>
  )
}

/** Without what was left empty, so that the server keeps or assumes it. */
export function connectionInput(value: PostgresConnectionSpec): PostgresConnectionSpec {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined && part !== ''),
  ) as PostgresConnectionSpec
}
