import { PasswordInput } from '@mantine/core'
import type { PasswordInputProps } from '@mantine/core'
import { useWords } from '../hooks/use-words.ts'
import { signInWords } from '../words/sign-in-words.ts'

/** A secret that can be looked at while it is typed. */
export function PasswordField(props: PasswordInputProps) {
  const t = useWords(signInWords)
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('show_password') }} {...props} />
}
