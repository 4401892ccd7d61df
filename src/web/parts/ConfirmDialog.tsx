import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useErrorText } from '../hooks/use-error-text.ts'
import { useWords } from '../hooks/use-words.ts'
import { recordWords } from '../words/record-words.ts'
import classes from './ConfirmDialog.module.css'

type Props = {
  title: string
  text: string
  confirm: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Asks before something goes; what went wrong is said in the dialog, which stays. */
export function ConfirmDialog({ title, text, confirm, onConfirm, onClose }: Props) {
  const t = useWords(recordWords)
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async () => {
    setBusy(true)
    setError(null)
    try {
      await onConfirm()
      onClose()
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <p>{text}</p>
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorText(error)}
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={() => void run()} data-autofocus>
          {confirm}
        </Button>
      </div>
    </Modal>
  )
}
