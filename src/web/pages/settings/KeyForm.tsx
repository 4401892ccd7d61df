import { Button, Checkbox, Modal, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { permissions, rolePermissions } from '../../../contracts/words.ts'
import type { Permission } from '../../../contracts/words.ts'
import { useSession } from '../../hooks/session.ts'
import { act } from '../../hooks/act.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { settingsWords } from '../../words/settings-words.ts'
import classes from './settings.module.css'

const permissionWords: Record<Permission, keyof typeof settingsWords> = {
  'answers:read': 'answers_read',
  'catalogue:write': 'catalogue_write',
  'customers:write': 'customers_write',
  'imports:write': 'imports_write',
  'models:train': 'models_train',
  'proposals:write': 'proposals_write',
  'proposals:send': 'proposals_send',
  'views:write': 'views_write',
  'workspace:manage': 'workspace_manage',
  'people:manage': 'people_manage',
  'keys:manage': 'keys_manage',
  'audit:read': 'audit_read',
}

/** The key is shown this once: the server keeps only its hash. */
export function KeyForm({ onClose }: { onClose: () => void }) {
  const t = useWords(settingsWords)
  const errorText = useErrorText()
  const { workspace } = useSession()
  const mine = workspace ? rolePermissions[workspace.role] : []
  const [name, setName] = useState('')
  const [given, setGiven] = useState<string[]>(['answers:read'])
  const [days, setDays] = useState<number | ''>('')
  const [key, setKey] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const made = await act('create-key', {
        name,
        permissions: permissions.filter((permission) => given.includes(permission)),
        ...(days === '' ? {} : { expires_in_days: days }),
      })
      setKey(made.key)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('key_title')} closeButtonProps={{ 'aria-label': t('close') }}>
      {key !== null ? (
        <div className={classes.form}>
          <p>{t('key_made')}</p>
          <p className={classes.once}>
            {key} <CopyButton value={key} />
          </p>
          <Button onClick={onClose}>{t('close')}</Button>
        </div>
      ) : (
        <form className={classes.form} onSubmit={(event) => void submit(event)}>
          <TextInput
            label={t('key_name')}
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group label={t('key_permissions')} value={given} onChange={setGiven}>
            {mine.map((permission) => (
              <Checkbox key={permission} my={6} value={permission} label={t(permissionWords[permission])} />
            ))}
          </Checkbox.Group>
          <NumberInput
            label={t('key_expires')}
            min={1}
            max={3650}
            value={days}
            onChange={(value) => setDays(typeof value === 'number' ? value : '')}
          />
          {error !== null && (
            <p className={classes.error} role="alert">
              {errorText(error)}
            </p>
          )}
          <Button type="submit" loading={busy} disabled={given.length === 0}>
            {t('new_key')}
          </Button>
        </form>
      )}
    </Modal>
  )
}
