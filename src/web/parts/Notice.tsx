import type { ReactNode } from 'react'
import { IconAlert } from './icons.ts'
import classes from './Notice.module.css'

type Props = { title: string; text?: string; action?: ReactNode; manner?: 'attention' | 'worse' }

/** Something the reader should know before she reads the figures below. */
export function Notice({ title, text, action, manner = 'attention' }: Props) {
  return (
    <div className={classes.notice} data-manner={manner} role="status">
      <IconAlert size={18} stroke={1.6} aria-hidden />
      <p className={classes.text}>
        <strong>{text ? ended(title) : title}</strong> {text}
      </p>
      {action}
    </div>
  )
}

/** A sentence with its full stop, where another follows. */
const ended = (sentence: string): string => (/[.!?:…]$/.test(sentence) ? sentence : `${sentence}.`)
