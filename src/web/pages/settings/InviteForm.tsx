import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { Role } from '../../../contracts/words.ts'
import { act } from '../../hooks/act.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { settingsWords } from '../../words/settings-words.ts'
import { roleNames, useRoleName } from './use-role-name.ts'
import classes from './settings.module.css'

/** The link is shown this once: the server keeps only its hash. */
export function InviteForm({ onClose }: { onClose: () => void }) {
  const t = useWords(settingsWords)
  const roleName = useRoleName()
  const errorText = useErrorText()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [link, setLink] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const made = await act('invite-person', { email, role })
      setLink(new URL(made.link, location.origin).href)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('invite_title')} closeButtonProps={{ 'aria-label': t('close') }}>
      {link !== null ? (
        <div className={classes.form}>
          <p>{t('link_made', { email })}</p>
          <p className={classes.once} data-testid="invitation-link">
            {link} <CopyButton value={link} />
          </p>
          <Button onClick={onClose}>{t('close')}</Button>
        </div>
      ) : (
        <form className={classes.form} onSubmit={(event) => void submit(event)}>
          <TextInput
            label={t('email')}
            type="email"
            required
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Select
            label={t('role')}
            value={role}
            onChange={(next) => next && setRole(next)}
            data={roleNames.map((one) => ({ value: one, label: roleName(one) }))}
          />
          {error !== null && (
            <p className={classes.error} role="alert">
              {errorText(error)}
            </p>
          )}
          <Button type="submit" loading={busy}>
            {t('make_link')}
          </Button>
        </form>
      )}
    </Modal>
  )
}
