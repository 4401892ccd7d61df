import { useWords } from '../../hooks/use-words.ts'
import { signInWords } from '../../words/sign-in-words.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { SignInCard } from './SignInCard.tsx'
import classes from './SignInCard.module.css'

export function SignInPage() {
  const t = useWords(signInWords)
  return (
    <SignInCard title={t('title')} lead={t('lead')}>
      <PasswordForm />
      <p className={classes.aside}>{t('forgotten')}</p>
    </SignInCard>
  )
}
