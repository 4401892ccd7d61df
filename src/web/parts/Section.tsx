import { UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { IconChevronDown } from './icons.ts'
import classes from './Section.module.css'

type Props = {
  title: string
  /** what it comes to, for those who do not open it */
  summary?: string | undefined
  children: ReactNode
}

/** A part of a long page that can be closed; on a phone it is until it is asked for, and nothing of it is loaded. */
export function Section({ title, summary, children }: Props) {
  const phone = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false }) ?? false
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? !phone
  const id = useId()
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.head}>
        <UnstyledButton
          className={classes.button ?? ''}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setChosen(!open)}
        >
          <IconChevronDown size={16} stroke={1.8} className={classes.chevron ?? ''} aria-hidden />
          <span>{title}</span>
        </UnstyledButton>
      </h2>
      {summary && <p className={classes.summary}>{summary}</p>}
      <div id={id} className={classes.body} hidden={!open}>
        {open && children}
      </div>
    </section>
  )
}
