import { Button, Modal } from '@mantine/core'
import { queryClient } from '../../hooks/query-client.ts'
import { forgetSession, useSession } from '../../hooks/session.ts'
import { useWords } from '../../hooks/use-words.ts'
import { signInWords } from '../../words/sign-in-words.ts'
import { PasswordForm } from './PasswordForm.tsx'
import classes from './SignInCard.module.css'

/** Over the page as it stands: what was typed is still there when the session goes on. */
export function SignInAgain() {
  const t = useWords(signInWords)
  const { user } = useSession()
  const leave = () => {
    queryClient.clear()
    forgetSession()
  }
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('again_title')}
    >
      <div className={classes.form}>
        <p>{t('again')}</p>
        <PasswordForm {...(user ? { email: user.email } : {})} />
        <Button variant="subtle" color="gray" onClick={leave}>
          {t('leave')}
        </Button>
      </div>
    </Modal>
  )
}
