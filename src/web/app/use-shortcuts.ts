import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useFilter } from '../hooks/use-filter.ts'
import { sidebarPages } from './sidebar-pages.ts'

export const filtersEvent = 'trastienda:filters'
export const periodEvent = 'trastienda:period'

/** The keys that work everywhere except while typing. */
export function useShortcuts({
  openPalette,
  openHelp,
}: {
  openPalette: () => void
  openHelp: () => void
}): void {
  const navigate = useNavigate()
  const { kept } = useFilter()
  const go = useMemo(
    () =>
      sidebarPages
        .slice(0, 9)
        .map((page, index): [string, () => void] => [
          `alt+${index + 1}`,
          () => void navigate({ to: page.path, search: page.filtered ? kept : {} }),
        ]),
    [navigate, kept],
  )
  useHotkeys([
    ['mod+K', openPalette],
    ['/', openPalette],
    ['shift+?', openHelp],
    ['?', openHelp],
    ['f', () => dispatchEvent(new Event(filtersEvent))],
    ['p', () => dispatchEvent(new Event(periodEvent))],
    ...go,
  ])
}
