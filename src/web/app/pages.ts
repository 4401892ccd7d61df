import type { IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Period } from '../../contracts/filter.ts'
import { IconChart, IconDashboard, IconReceipt, IconShoppingBag, IconUsers } from '../parts/icons.ts'
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
  /** its period until the reader chooses */
  usualPeriod?: Period
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
  {
    path: '/customers',
    name: 'customers',
    icon: IconUsers,
    section: 'figures',
    filtered: false,
    load: async () => (await import('../pages/customers/CustomersPage.tsx')).CustomersPage,
  },
  {
    path: '/customers/$id',
    name: 'customer',
    filtered: true,
    usualPeriod: 'all_time',
    load: async () => (await import('../pages/customers/CustomerPage.tsx')).CustomerPage,
  },
  {
    path: '/products',
    name: 'products',
    icon: IconShoppingBag,
    section: 'figures',
    filtered: false,
    load: async () => (await import('../pages/products/ProductsPage.tsx')).ProductsPage,
  },
  {
    path: '/products/performance',
    name: 'products',
    filtered: true,
    load: async () => (await import('../pages/products/PerformancePage.tsx')).PerformancePage,
  },
  {
    path: '/products/$id',
    name: 'product',
    filtered: true,
    usualPeriod: 'last_year',
    load: async () => (await import('../pages/products/ProductPage.tsx')).ProductPage,
  },
  {
    path: '/orders',
    name: 'orders',
    filtered: true,
    load: async () => (await import('../pages/orders/OrdersPage.tsx')).OrdersPage,
  },
  {
    path: '/orders/$id',
    name: 'order',
    filtered: false,
    load: async () => (await import('../pages/orders/OrderPage.tsx')).OrderPage,
  },
  {
    path: '/transactions',
    name: 'transactions',
    icon: IconReceipt,
    section: 'figures',
    filtered: true,
    load: async () => (await import('../pages/transactions/TransactionsPage.tsx')).TransactionsPage,
  },
]
