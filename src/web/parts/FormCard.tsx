import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useErrorText } from '../hooks/use-error-text.ts'
import classes from './FormCard.module.css'
import { toast } from './toast.ts'

type Props = {
  title: string
  text?: string
  submit: string
  done: string
  disabled?: boolean
  onSubmit: () => Promise<unknown>
  children: ReactNode
}

/** A few settings that are saved together. What was typed stays when saving fails. */
export function FormCard({ title, text, submit, done, disabled = false, onSubmit, children }: Props) {
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await onSubmit()
      void toast({ message: done })
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={classes.card} onSubmit={(event) => void run(event)}>
      <div>
        <h2 className={classes.title}>{title}</h2>
        {text && <p className={classes.text}>{text}</p>}
      </div>
      <div className={classes.fields}>{children}</div>
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorText(error)}
        </p>
      )}
      <div>
        <Button type="submit" loading={busy} disabled={disabled}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
