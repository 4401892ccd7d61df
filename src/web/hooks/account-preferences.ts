import { useEffect, useRef } from 'react'
import type { Preferences } from '../../contracts/accounts.ts'
import { callJson } from './http.ts'
import { usePreferences } from './preferences.tsx'
import type { ThemeChoice } from './preferences.tsx'
import { currentSession, useSession } from './session.ts'
import { useAnswer } from './use-answer.ts'

/** On a device where she has just signed in, the reader finds the language and theme that she chose elsewhere. */
export function useAccountPreferences(): void {
  const { user } = useSession()
  const { setLanguage, setTheme } = usePreferences()
  const { data } = useAnswer('me', {}, { enabled: user !== null })
  const appliedFor = useRef<string | null>(null)
  useEffect(() => {
    if (!data?.user || appliedFor.current === data.user.user_id) return
    appliedFor.current = data.user.user_id
    const { language, theme } = data.preferences
    if (language) setLanguage(language)
    if (theme) setTheme(theme === 'system' ? 'auto' : theme)
  }, [data, setLanguage, setTheme])
}

/** Keeps a choice with the account; here it holds at once, whether that succeeds or not. */
export function keepPreference({
  language,
  theme,
}: {
  language?: Preferences['language']
  theme?: ThemeChoice
}): void {
  if (currentSession().user === null) return
  const body = { ...(language && { language }), ...(theme && { theme: theme === 'auto' ? 'system' : theme }) }
  callJson('/me', { method: 'PATCH', body }).catch(() => undefined)
}
