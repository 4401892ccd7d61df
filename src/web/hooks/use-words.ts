import { useCallback } from 'react'
import { fill } from '../words/dictionary.ts'
import type { Dictionary, Values } from '../words/dictionary.ts'
import { usePreferences } from './preferences.tsx'
import { localeOf } from './locale.ts'

export type Translate<Words extends Dictionary> = (key: keyof Words & string, values?: Values) => string

/** The words of one area in the reader's language: `const t = useWords(overviewWords)`, then `t('title')`. */
export function useWords<Words extends Dictionary>(words: Words): Translate<Words> {
  const { language } = usePreferences()
  return useCallback(
    (key, values) => {
      const text = words[key]?.[language] ?? key
      if (!values) return text
      return fill(text, values, (value) => new Intl.NumberFormat(localeOf(language)).format(value))
    },
    [words, language],
  )
}
