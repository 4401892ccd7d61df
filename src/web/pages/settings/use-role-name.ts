import type { Role } from '../../../contracts/words.ts'
import { useWords } from '../../hooks/use-words.ts'
import { settingsWords } from '../../words/settings-words.ts'

export const roleNames = ['owner', 'admin', 'analyst', 'agent', 'viewer'] as const satisfies readonly Role[]

export function useRoleName(): (role: Role) => string {
  const t = useWords(settingsWords)
  return (role) => t(role)
}
