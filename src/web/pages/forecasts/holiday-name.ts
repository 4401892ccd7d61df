import { useCallback } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { holidayWords } from '../../words/holiday-words.ts'

/** A holiday in the reader's language, where it is known there; a day off in its stead has its name. */
export function useHolidayName(): (name: string) => string {
  const t = useWords(holidayWords)
  return useCallback((name) => t(name.replace(/ \(substitutes?\)$/, '') as keyof typeof holidayWords), [t])
}
