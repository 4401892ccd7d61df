import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { acceptLink, viewLink } from '../../hooks/http.ts'
import type { LinkView } from '../../hooks/http.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { signInWords } from '../../words/sign-in-words.ts'
import { SignInCard } from './SignInCard.tsx'
import { field } from './form-field.ts'
import classes from './SignInCard.module.css'

const shortestPassword = 10

/** The one-time link: the secret stands behind the #, which never leaves the browser by itself. */
export function LinkPage() {
  const t = useWords(signInWords)
  const [secret] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const [link, setLink] = useState<LinkView | 'checking' | 'dead'>('checking')

  useEffect(() => {
    viewLink(secret).then(setLink, () => setLink('dead'))
  }, [secret])

  if (link === 'checking') return <SignInCard title={t('link_checking')}>{null}</SignInCard>
  if (link === 'dead') return <DeadLink />
  return <ChoosePassword secret={secret} link={link} />
}

function DeadLink() {
  const t = useWords(signInWords)
  const navigate = useNavigate()
  return (
    <SignInCard title={t('link_dead_title')} lead={t('link_dead')}>
      <Button size="md" onClick={() => void navigate({ to: '/', replace: true })}>
        {t('sign_in')}
      </Button>
    </SignInCard>
  )
}

function leadOf(link: LinkView) {
  if (link.kind === 'owner') return 'welcome_owner'
  if (link.kind === 'password') return 'welcome_password'
  return link.has_account ? 'welcome_known' : 'welcome_invited'
}

function ChoosePassword({ secret, link }: { secret: string; link: LinkView }) {
  const t = useWords(signInWords)
  const errorText = useErrorText()
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = (name: string) => (form.has(name) ? { [name]: field(form, name) } : {})
    setBusy(true)
    setError(null)
    try {
      await acceptLink({
        token: secret,
        password: field(form, 'password'),
        ...given('email'),
        ...given('name'),
      })
      await navigate({ to: '/', replace: true })
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }

  const lead = t(leadOf(link), { workspace: link.workspace_name ?? '', email: link.email ?? '' })
  return (
    <SignInCard
      title={link.has_account && link.kind === 'invitation' ? t('come_in') : t('welcome')}
      lead={lead}
    >
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        {error !== null && (
          <p className={classes.error} role="alert">
            {errorText(error)}
          </p>
        )}
        {link.email === null ? (
          <TextInput
            name="email"
            type="email"
            label={t('email')}
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
        ) : (
          <TextInput type="email" label={t('email')} autoComplete="username" value={link.email} readOnly />
        )}
        {!link.has_account && (
          <TextInput name="name" label={t('name')} autoComplete="name" required withAsterisk={false} />
        )}
        <PasswordField
          name="password"
          label={link.has_account && link.kind !== 'password' ? t('password') : t('new_password')}
          {...(link.has_account && link.kind !== 'password'
            ? { autoComplete: 'current-password' }
            : {
                autoComplete: 'new-password',
                minLength: shortestPassword,
                description: t('password_rule', { count: shortestPassword }),
              })}
          required
          withAsterisk={false}
        />
        <Button type="submit" size="md" loading={busy} fullWidth>
          {t('come_in')}
        </Button>
      </form>
    </SignInCard>
  )
}
