import { Avatar, Menu, UnstyledButton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { keepPreference } from '../hooks/account-preferences.ts'
import { signOut } from '../hooks/http.ts'
import { usePreferences } from '../hooks/preferences.tsx'
import type { ThemeChoice } from '../hooks/preferences.tsx'
import { queryClient } from '../hooks/query-client.ts'
import { forgetSession, useSession } from '../hooks/session.ts'
import { useWords } from '../hooks/use-words.ts'
import { IconCheck, IconLogout, IconMoon, IconSun, IconSystem } from '../parts/icons.ts'
import { shellWords } from '../words/shell-words.ts'
import classes from './UserMenu.module.css'

const themes: { value: ThemeChoice; word: 'light' | 'dark' | 'system'; icon: typeof IconSun }[] = [
  { value: 'light', word: 'light', icon: IconSun },
  { value: 'dark', word: 'dark', icon: IconMoon },
  { value: 'auto', word: 'system', icon: IconSystem },
]

export function UserMenu({ narrow }: { narrow: boolean }) {
  const t = useWords(shellWords)
  const navigate = useNavigate()
  const { user } = useSession()
  const { language, setLanguage, theme, setTheme } = usePreferences()
  const speak = (chosen: 'es' | 'en') => {
    setLanguage(chosen)
    keepPreference({ language: chosen })
  }
  const tick = <IconCheck size={16} />
  const name = user?.name ?? t('account')

  async function leave() {
    await signOut()
    queryClient.clear()
    await navigate({ to: '/', search: {} })
  }

  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <UnstyledButton className={classes.user ?? ''}>
          <span className="seen-by-readers-only">{t('account')}: </span>
          {narrow && <span className="seen-by-readers-only">{name}</span>}
          <Avatar size={28} radius="xl" name={name} color="teal" />
          {!narrow && (
            <span className={classes.who}>
              <span className={classes.name}>{name}</span>
              <span className={classes.email}>{user?.email}</span>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.Item
          closeMenuOnClick={false}
          onClick={() => speak('es')}
          rightSection={language === 'es' ? tick : null}
        >
          {t('spanish')}
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick={false}
          onClick={() => speak('en')}
          rightSection={language === 'en' ? tick : null}
        >
          {t('english')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        {themes.map(({ value, word, icon: Icon }) => (
          <Menu.Item
            key={value}
            closeMenuOnClick={false}
            leftSection={<Icon size={16} stroke={1.6} />}
            rightSection={theme === value ? tick : null}
            onClick={() => {
              setTheme(value)
              keepPreference({ theme: value })
            }}
          >
            {t(word)}
          </Menu.Item>
        ))}
        {!user && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={forgetSession}>{t('sign_in')}</Menu.Item>
          </>
        )}
        {user && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => void leave()}>
              {t('sign_out')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
