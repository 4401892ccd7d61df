import { errorWords } from '../words/error-words.ts'
import { ApiError } from './http.ts'
import { useWords } from './use-words.ts'

/** An error in the reader's words: what happened, what was kept, what to do. */
export function useErrorText(): (error: unknown) => string {
  const t = useWords(errorWords)
  return (error) => {
    const code = error instanceof ApiError ? error.code : 'unknown'
    const known = Object.hasOwn(errorWords, code) ? (code as keyof typeof errorWords) : 'unknown'
    const details = error instanceof ApiError ? error.details : []
    const which = details.map(({ parameter }) => parameter).filter(Boolean)
    return known === 'out_of_range' && which.length > 0 ? `${t(known)} (${which.join(', ')})` : t(known)
  }
}
