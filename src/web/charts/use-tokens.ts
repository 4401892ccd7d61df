import { darkTokens, lightTokens } from '../app/tokens.ts'
import type { Tokens } from '../app/tokens.ts'
import { usePreferences } from '../hooks/preferences.tsx'

export function useTokens(): Tokens {
  return usePreferences().scheme === 'dark' ? darkTokens : lightTokens
}
