import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

type Props = { title: string; text?: string; action?: ReactNode; small?: boolean }

/** Nothing to show: what will be here, and the one step that brings it. */
export function EmptyState({ title, text, action, small = false }: Props) {
  return (
    <div className={classes.box} data-small={small || undefined}>
      <p className={classes.title}>{title}</p>
      {text && <p className={classes.text}>{text}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
