import { useMemo } from 'react'
import { createFormats } from './formats.ts'
import type { Formats } from './formats.ts'
import { localeOf } from './locale.ts'
import { usePreferences } from './preferences.tsx'
import { useSession } from './session.ts'

const kept = new Map<string, Formats>()

function formatsFor(language: 'es' | 'en', currency: string): Formats {
  const locale = localeOf(language)
  const key = `${locale} ${currency}`
  const known = kept.get(key) ?? createFormats(locale, language, currency)
  kept.set(key, known)
  return known
}

/** Numbers, money and days as this reader writes them. */
export function useFormat(): Formats {
  const { language } = usePreferences()
  const currency = useSession().workspace?.currency ?? 'USD'
  return useMemo(() => formatsFor(language, currency), [language, currency])
}
