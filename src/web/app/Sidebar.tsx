import { Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useFilter } from '../hooks/use-filter.ts'
import { useWords } from '../hooks/use-words.ts'
import { IconSearch } from '../parts/icons.ts'
import { pageWords } from '../words/page-words.ts'
import { shellWords } from '../words/shell-words.ts'
import { sidebarPages } from './sidebar-pages.ts'
import type { PageEntry } from './pages.ts'
import { UserMenu } from './UserMenu.tsx'
import { WorkspaceSwitcher } from './WorkspaceSwitcher.tsx'
import classes from './Sidebar.module.css'

type Props = { open: boolean; onClose: () => void; onSearch: () => void }

const PhoneDrawer = lazy(async () => ({ default: (await import('./PhoneDrawer.tsx')).PhoneDrawer }))

/** 232 pixels with names, icons alone on a narrow screen, a drawer on a phone. */
export function Sidebar({ open, onClose, onSearch }: Props) {
  const t = useWords(shellWords)
  const phone = useMediaQuery('(max-width: 767px)')
  const narrow = useMediaQuery('(max-width: 1099px)') ?? false
  if (!phone) {
    return (
      <aside className={`${classes.side} not-printed`} data-narrow={narrow || undefined}>
        <SidebarContent narrow={narrow} onSearch={onSearch} />
      </aside>
    )
  }
  return (
    <Suspense>
      {open && (
        <PhoneDrawer title={t('navigation')} onClose={onClose}>
          <SidebarContent narrow={false} onSearch={onSearch} />
        </PhoneDrawer>
      )}
    </Suspense>
  )
}

function SidebarContent({ narrow, onSearch }: { narrow: boolean; onSearch: () => void }) {
  const t = useWords(shellWords)
  const mod = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'
  return (
    <div className={classes.inside} data-narrow={narrow || undefined}>
      <WorkspaceSwitcher narrow={narrow} />
      <Tooltip label={t('search')} position="right" disabled={!narrow}>
        <UnstyledButton
          className={classes.search ?? ''}
          onClick={onSearch}
          {...(narrow && { 'aria-label': t('search') })}
        >
          <IconSearch size={16} stroke={1.75} />
          {!narrow && (
            <>
              <span className={classes.name}>{t('search')}</span>
              <Kbd size="xs" aria-hidden>
                {mod} K
              </Kbd>
            </>
          )}
        </UnstyledButton>
      </Tooltip>
      <nav className={classes.nav} aria-label={t('navigation')}>
        {sidebarPages
          .filter(({ section }) => section === 'figures')
          .map((page) => (
            <SidebarLink key={page.path} page={page} narrow={narrow} />
          ))}
        <hr className={classes.rule} />
        {sidebarPages
          .filter(({ section }) => section === 'shop')
          .map((page) => (
            <SidebarLink key={page.path} page={page} narrow={narrow} />
          ))}
      </nav>
      <UserMenu narrow={narrow} />
    </div>
  )
}

function SidebarLink({ page, narrow }: { page: PageEntry; narrow: boolean }) {
  const t = useWords(pageWords)
  const { kept } = useFilter()
  const Icon = page.icon!
  return (
    <Tooltip label={t(page.name)} position="right" disabled={!narrow}>
      <Link
        to={page.path}
        search={page.filtered ? kept : {}}
        className={classes.link ?? ''}
        activeOptions={{ exact: page.path === '/', includeSearch: false }}
        {...(narrow && { 'aria-label': t(page.name) })}
      >
        <Icon size={18} stroke={1.6} />
        {!narrow && <span className={classes.name}>{t(page.name)}</span>}
      </Link>
    </Tooltip>
  )
}
