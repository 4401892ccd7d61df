import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx'
import classes from './SignInCard.module.css'

type Props = { title: string; lead?: string; children: ReactNode }

export function SignInCard({ title, lead, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Trastienda`
  }, [title])
  return (
    <main className={classes.ground}>
      <div className={classes.card}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <div>
          <h1 className={classes.title}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {children}
      </div>
      <LanguageSwitch />
    </main>
  )
}
