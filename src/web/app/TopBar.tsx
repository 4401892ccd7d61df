import { ActionIcon } from '@mantine/core'
import { useEffect } from 'react'
import { useOnline } from '../hooks/use-online.ts'
import { useSession } from '../hooks/session.ts'
import { useWords } from '../hooks/use-words.ts'
import { FilterBar } from '../parts/filter/FilterBar.tsx'
import { FilterChips } from '../parts/filter/FilterChips.tsx'
import { IconMenu } from '../parts/icons.ts'
import { pageWords } from '../words/page-words.ts'
import { shellWords } from '../words/shell-words.ts'
import { Bell } from './Bell.tsx'
import { Freshness } from './Freshness.tsx'
import { SavedViews } from './SavedViews.tsx'
import type { PageEntry } from './pages.ts'
import classes from './TopBar.module.css'

type Props = {
  page: PageEntry | undefined
  title: string | null
  onMenu: () => void
  actionSlot: (element: HTMLElement | null) => void
}

/** The one bar that stays: title, filters, the page's main action, jobs. */
export function TopBar({ page, title, onMenu, actionSlot }: Props) {
  const t = useWords(shellWords)
  const name = useWords(pageWords)
  const { workspace } = useSession()
  const online = useOnline()
  const shown = title ?? (page ? name(page.name) : t('not_found_title'))

  useEffect(() => {
    document.title = [shown, workspace?.name].filter(Boolean).join(' · ')
  }, [shown, workspace?.name])

  return (
    <header className={classes.bar}>
      {!online && (
        <p className={classes.offline} role="status">
          {t('offline')}
        </p>
      )}
      <div className={classes.row}>
        <ActionIcon className={`${classes.menu} not-printed`} onClick={onMenu} aria-label={t('menu')}>
          <IconMenu size={20} stroke={1.6} />
        </ActionIcon>
        <h1 className={classes.title} title={shown}>
          {shown}
        </h1>
        <div className={classes.filters}>
          {page?.filtered && <FilterBar dated={!page.ahead} predicts={page.predicts ?? false} />}
        </div>
        <div className={`${classes.actions} not-printed`}>
          <div ref={actionSlot} className={classes.slot} />
          <Freshness />
          {page?.filtered && <SavedViews />}
          <Bell />
        </div>
      </div>
      {page?.filtered && <FilterChips />}
    </header>
  )
}
