import { Link } from '@tanstack/react-router'
import classes from './PageTabs.module.css'

type Props = { label: string; tabs: readonly { to: string; name: string }[] }

/** Pages of one section beside each other; each has its own address. */
export function PageTabs({ label, tabs }: Props) {
  return (
    <nav className={`${classes.tabs} not-printed`} aria-label={label}>
      {tabs.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          className={classes.tab ?? ''}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
