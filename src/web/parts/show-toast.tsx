import '@mantine/notifications/styles.css'
import { Button } from '@mantine/core'
import { hideNotification, showNotification } from '@mantine/notifications'
import classes from './show-toast.module.css'

type Toast = { message: string; manner?: 'done' | 'failed'; undo?: { label: string; run: () => void } }

let count = 0

export function showToast({ message, manner = 'done', undo }: Toast, shownMs: number): void {
  count += 1
  const id = `toast-${count}`
  showNotification({
    id,
    autoClose: manner === 'failed' ? false : shownMs,
    color: manner === 'failed' ? 'red' : 'teal',
    role: manner === 'failed' ? 'alert' : 'status',
    message: (
      <span className={classes.line}>
        <span>{message}</span>
        {undo && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              hideNotification(id)
              undo.run()
            }}
          >
            {undo.label}
          </Button>
        )}
      </span>
    ),
  })
}
