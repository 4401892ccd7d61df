import type { ReactNode } from 'react'
import classes from './Cards.module.css'

/** A row of figures: four beside each other, two on a phone. */
export function Cards({ children }: { children: ReactNode }) {
  return <div className={classes.cards}>{children}</div>
}
