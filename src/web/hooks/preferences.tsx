import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { languages } from '../words/dictionary.ts'
import type { Language } from '../words/dictionary.ts'

export type ThemeChoice = 'light' | 'dark' | 'auto'

type Preferences = {
  language: Language
  setLanguage: (language: Language) => void
  theme: ThemeChoice
  setTheme: (theme: ThemeChoice) => void
  /** what the choice comes to on this screen */
  scheme: 'light' | 'dark'
}

const PreferencesContext = createContext<Preferences | null>(null)

const languageKey = 'trastienda.language'
const themeKey = 'trastienda.theme'

function firstLanguage(): Language {
  const kept = localStorage.getItem(languageKey)
  const wanted = [kept, ...navigator.languages].map((tag) => tag?.slice(0, 2))
  return wanted.find((tag): tag is Language => languages.includes(tag as Language)) ?? 'es'
}

function firstTheme(): ThemeChoice {
  const kept = localStorage.getItem(themeKey)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

const system = matchMedia('(prefers-color-scheme: dark)')
const isSystemDark = (): boolean => system.matches

function watchSystem(listener: () => void): () => void {
  system.addEventListener('change', listener)
  return () => system.removeEventListener('change', listener)
}

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  const [theme, setTheme] = useState(firstTheme)

  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem(languageKey, language)
  }, [language])

  useEffect(() => localStorage.setItem(themeKey, theme), [theme])
  const systemDark = useSyncExternalStore(watchSystem, isSystemDark)
  const scheme: 'light' | 'dark' = theme === 'dark' || (theme === 'auto' && systemDark) ? 'dark' : 'light'

  const value = useMemo(() => ({ language, setLanguage, theme, setTheme, scheme }), [language, theme, scheme])
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}

export function usePreferences(): Preferences {
  const preferences = use(PreferencesContext)
  if (!preferences) throw new Error('usePreferences needs a PreferencesProvider above it')
  return preferences
}
