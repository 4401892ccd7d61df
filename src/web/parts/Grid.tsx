import type { ReactNode } from 'react'
import classes from './Grid.module.css'

/** Twelve columns; a child says how many it takes by `span-8`, and takes all on a narrow screen. */
export function Grid({ children }: { children: ReactNode }) {
  return <div className={classes.grid}>{children}</div>
}
