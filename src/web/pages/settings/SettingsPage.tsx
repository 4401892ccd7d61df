import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx'
import { callJson } from '../../hooks/http.ts'
import { updateUser, useSession } from '../../hooks/session.ts'
import { act } from '../../hooks/act.ts'
import { useWords } from '../../hooks/use-words.ts'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { FormCard } from '../../parts/FormCard.tsx'
import { Grid } from '../../parts/Grid.tsx'
import { settingsWords } from '../../words/settings-words.ts'
import { SettingsTabs } from './SettingsTabs.tsx'

const shortestPassword = 10

export function SettingsPage() {
  return (
    <>
      <SettingsTabs />
      <Grid>
        <div className="span-6">
          <ProfileForm />
        </div>
        <div className="span-6">
          <PasswordChange />
        </div>
      </Grid>
    </>
  )
}

function ProfileForm() {
  const t = useWords(settingsWords)
  const { user } = useSession()
  const [name, setName] = useState(user?.name ?? '')
  const save = async () => {
    await act('change-me', { name })
    updateUser({ name })
  }
  return (
    <FormCard
      title={t('profile')}
      submit={t('save')}
      done={t('saved')}
      disabled={name.trim() === '' || name === user?.name}
      onSubmit={save}
    >
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="name"
      />
      <TextInput label={t('email')} value={user?.email ?? ''} readOnly />
      <div role="group" aria-label={t('language')}>
        <LanguageSwitch />
      </div>
    </FormCard>
  )
}

function PasswordChange() {
  const t = useWords(settingsWords)
  const [current, setCurrent] = useState('')
  const [chosen, setChosen] = useState('')
  const save = async () => {
    await callJson('/auth/password', {
      method: 'POST',
      body: { current_password: current, new_password: chosen },
    })
    setCurrent('')
    setChosen('')
  }
  return (
    <FormCard
      title={t('password_title')}
      text={t('password_rule', { count: shortestPassword })}
      submit={t('change_password')}
      done={t('password_changed')}
      disabled={current === '' || chosen.length < shortestPassword}
      onSubmit={save}
    >
      <PasswordField
        label={t('current_password')}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        autoComplete="current-password"
      />
      <PasswordField
        label={t('new_password')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        autoComplete="new-password"
      />
    </FormCard>
  )
}
