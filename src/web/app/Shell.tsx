import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useDisclosure } from '@mantine/hooks'
import { useAccountPreferences } from '../hooks/account-preferences.ts'
import { PageHeadContext } from '../hooks/page-head.ts'
import { UsualPeriodContext } from '../hooks/usual-period.ts'
import { useIsEmptyShop } from '../hooks/use-known-days.ts'
import { useSession } from '../hooks/session.ts'
import { useWords } from '../hooks/use-words.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { shellWords } from '../words/shell-words.ts'
import { EmptyShop } from './EmptyShop.tsx'
import { pageAt } from './page-at.ts'
import { Sidebar } from './Sidebar.tsx'
import { TopBar } from './TopBar.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import classes from './Shell.module.css'

const loadPalette = () => import('./CommandPalette.tsx')
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }))
const KeyboardHelp = lazy(async () => ({ default: (await import('./KeyboardHelp.tsx')).KeyboardHelp }))
const WhyDrawer = lazy(async () => ({ default: (await import('../pages/why/WhyDrawer.tsx')).WhyDrawer }))
const AnomalyDrawer = lazy(async () => ({
  default: (await import('../pages/forecasts/AnomalyDrawer.tsx')).AnomalyDrawer,
}))
const OrdersDrawer = lazy(async () => ({ default: (await import('../parts/OrdersDrawer.tsx')).OrdersDrawer }))

export function Shell() {
  const t = useWords(shellWords)
  const { workspace } = useSession()
  const [menuOpen, menu] = useDisclosure(false)
  const [paletteOpen, palette] = useDisclosure(false)
  const [helpOpen, help] = useDisclosure(false)
  const location = useRouterState({ select: (state) => state.location })
  const page = pageAt(location.pathname)
  const empty = useIsEmptyShop()
  const drilled = 'orders_of' in location.search

  const [actionSlot, setActionSlot] = useState<HTMLElement | null>(null)
  const [title, setTitle] = useState<string | null>(null)
  const head = useMemo(() => ({ actionSlot, setTitle }), [actionSlot])

  useAccountPreferences()
  useShortcuts({ openPalette: palette.open, openHelp: help.open })
  // so that the first letter typed into it is not lost
  useEffect(() => {
    const soon = setTimeout(() => void loadPalette(), 2000)
    return () => clearTimeout(soon)
  }, [])
  useEffect(menu.close, [location.pathname, menu.close])

  return (
    <UsualPeriodContext value={page?.usualPeriod ?? 'last_30_days'}>
      <PageHeadContext value={head}>
        <a className={classes.skip} href="#content">
          {t('skip')}
        </a>
        <div className={classes.frame}>
          <Sidebar open={menuOpen} onClose={menu.close} onSearch={palette.open} />
          <div className={classes.main}>
            <TopBar page={page} title={title} onMenu={menu.open} actionSlot={setActionSlot} />
            <main id="content" tabIndex={-1} className={classes.content} key={workspace?.workspace_id ?? ''}>
              {workspace ? (
                <Suspense fallback={<PageSkeleton />}>
                  {page?.filtered && empty ? <EmptyShop /> : <Outlet />}
                </Suspense>
              ) : (
                <EmptyState title={t('no_workspace_title')} text={t('no_workspace')} />
              )}
            </main>
          </div>
        </div>
        <Suspense>
          {paletteOpen && <CommandPalette onClose={palette.close} />}
          {helpOpen && <KeyboardHelp onClose={help.close} />}
          {drilled && <OrdersDrawer />}
          {'why' in location.search && <WhyDrawer />}
          {'odd' in location.search && <AnomalyDrawer />}
        </Suspense>
      </PageHeadContext>
    </UsualPeriodContext>
  )
}
