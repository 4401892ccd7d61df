import type { ReactNode } from 'react'
import classes from './Toolbar.module.css'

/** What stands above a list: search first, choices after it, the rest at the end. */
export function Toolbar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={`${classes.bar} not-printed`}>
      {children}
      <div className={classes.end}>{end}</div>
    </div>
  )
}
