import type { IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { IconChart, IconDashboard } from '../parts/icons.ts'
import type { pageWords } from '../words/page-words.ts'

export type PageEntry = {
  /** `/customers/$id` takes a parameter */
  path: string
  name: keyof typeof pageWords
  /** with an icon it stands in the sidebar */
  icon?: ComponentType<IconProps>
  /** in which part of the sidebar: figures above, running the shop below */
  section?: 'figures' | 'shop'
  /** whether the filter bar belongs to it */
  filtered: boolean
  load: () => Promise<ComponentType>
}

/** Every page: one line each, and its name in `page-words.ts`. */
export const pages: readonly PageEntry[] = [
  {
    path: '/',
    name: 'overview',
    icon: IconDashboard,
    section: 'figures',
    filtered: true,
    load: async () => (await import('../pages/overview/OverviewPage.tsx')).OverviewPage,
  },
  {
    path: '/sales',
    name: 'sales',
    icon: IconChart,
    section: 'figures',
    filtered: true,
    load: async () => (await import('../pages/sales/SalesPage.tsx')).SalesPage,
  },
]
