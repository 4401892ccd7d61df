import type { Language } from '../words/dictionary.ts'

/** The reader's own locale of that language where the browser names one (es-BO, en-GB), else a plain one. */
export function localeOf(language: Language, wanted: readonly string[] = navigator.languages): string {
  const own = wanted.find((tag) => tag.toLowerCase().startsWith(`${language}-`))
  return own ?? (language === 'es' ? 'es-419' : 'en-US')
}
