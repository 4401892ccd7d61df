import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { signIn } from '../../hooks/http.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { signInWords } from '../../words/sign-in-words.ts'
import { field } from './form-field.ts'
import classes from './SignInCard.module.css'

type Props = { email?: string; onDone?: () => void }

export function PasswordForm({ email: known, onDone }: Props) {
  const t = useWords(signInWords)
  const errorText = useErrorText()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    try {
      await signIn(known ?? field(form, 'email'), field(form, 'password'))
      onDone?.()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorText(error)}
        </p>
      )}
      {known === undefined && (
        <TextInput
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          required
          autoFocus
          withAsterisk={false}
        />
      )}
      <PasswordField
        name="password"
        label={t('password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        autoFocus={known !== undefined}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('sign_in')}
      </Button>
    </form>
  )
}
