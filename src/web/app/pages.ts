import type { IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Period } from '../../contracts/filter.ts'
import {
  IconChart,
  IconDashboard,
  IconDatabase,
  IconForecast,
  IconModels,
  IconReceipt,
  IconSettings,
  IconShoppingBag,
  IconUsers,
} from '../parts/icons.ts'
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
  /** whether the period is left out of it: what it shows is of the days ahead */
  ahead?: boolean
  /** whether its charts can show what is expected */
  predicts?: boolean
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
    predicts: true,
    load: async () => (await import('../pages/overview/OverviewPage.tsx')).OverviewPage,
  },
  {
    path: '/sales',
    name: 'sales',
    icon: IconChart,
    section: 'figures',
    filtered: true,
    predicts: true,
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
    path: '/customers/segments',
    name: 'customers',
    filtered: true,
    usualPeriod: 'all_time',
    load: async () => (await import('../pages/customers/SegmentsPage.tsx')).SegmentsPage,
  },
  {
    path: '/customers/retention',
    name: 'customers',
    filtered: true,
    usualPeriod: 'all_time',
    load: async () => (await import('../pages/customers/RetentionPage.tsx')).RetentionPage,
  },
  {
    path: '/customers/value',
    name: 'customers',
    filtered: true,
    usualPeriod: 'all_time',
    load: async () => (await import('../pages/customers/ValuePage.tsx')).ValuePage,
  },
  {
    path: '/customers/at-risk',
    name: 'customers',
    filtered: true,
    usualPeriod: 'all_time',
    load: async () => (await import('../pages/customers/AtRiskPage.tsx')).AtRiskPage,
  },
  {
    path: '/customers/call-list',
    name: 'customers',
    filtered: true,
    usualPeriod: 'all_time',
    load: async () => (await import('../pages/customers/CallListPage.tsx')).CallListPage,
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
  {
    path: '/forecasts',
    name: 'forecasts',
    icon: IconForecast,
    section: 'figures',
    filtered: true,
    usualPeriod: 'last_year',
    load: async () => (await import('../pages/forecasts/SalesForecastPage.tsx')).SalesForecastPage,
  },
  {
    path: '/forecasts/scenarios',
    name: 'forecasts',
    filtered: true,
    ahead: true,
    usualPeriod: 'last_year',
    load: async () => (await import('../pages/forecasts/ScenariosPage.tsx')).ScenariosPage,
  },
  {
    path: '/forecasts/products',
    name: 'forecasts',
    filtered: true,
    ahead: true,
    usualPeriod: 'last_year',
    load: async () => (await import('../pages/forecasts/DemandPage.tsx')).DemandPage,
  },
  {
    path: '/forecasts/anomalies',
    name: 'forecasts',
    filtered: true,
    usualPeriod: 'last_90_days',
    load: async () => (await import('../pages/forecasts/AnomaliesPage.tsx')).AnomaliesPage,
  },
  {
    path: '/models',
    name: 'models',
    icon: IconModels,
    section: 'shop',
    filtered: false,
    load: async () => (await import('../pages/models/ModelsPage.tsx')).ModelsPage,
  },
  {
    path: '/models/$id',
    name: 'model',
    filtered: false,
    load: async () => (await import('../pages/models/ModelPage.tsx')).ModelPage,
  },
  {
    path: '/data',
    name: 'data',
    icon: IconDatabase,
    section: 'shop',
    filtered: false,
    load: async () => (await import('../pages/imports/DataPage.tsx')).DataPage,
  },
  {
    path: '/data/import',
    name: 'import',
    filtered: false,
    load: async () => (await import('../pages/imports/ImportPage.tsx')).ImportPage,
  },
  {
    path: '/data/sources',
    name: 'sources',
    filtered: false,
    load: async () => (await import('../pages/sources/SourcesPage.tsx')).SourcesPage,
  },
  {
    path: '/data/sources/new',
    name: 'new_source',
    filtered: false,
    load: async () => (await import('../pages/sources/NewSourcePage.tsx')).NewSourcePage,
  },
  {
    path: '/data/sources/$id',
    name: 'source',
    filtered: false,
    load: async () => (await import('../pages/sources/SourcePage.tsx')).SourcePage,
  },
  {
    path: '/data/sources/$id/edit',
    name: 'source',
    filtered: false,
    load: async () => (await import('../pages/sources/EditSourcePage.tsx')).EditSourcePage,
  },
  {
    path: '/settings',
    name: 'settings',
    icon: IconSettings,
    section: 'shop',
    filtered: false,
    load: async () => (await import('../pages/settings/SettingsPage.tsx')).SettingsPage,
  },
  {
    path: '/settings/shop',
    name: 'settings',
    filtered: false,
    load: async () => (await import('../pages/settings/ShopPage.tsx')).ShopPage,
  },
  {
    path: '/settings/people',
    name: 'settings',
    filtered: false,
    load: async () => (await import('../pages/settings/PeoplePage.tsx')).PeoplePage,
  },
  {
    path: '/settings/keys',
    name: 'settings',
    filtered: false,
    load: async () => (await import('../pages/settings/KeysPage.tsx')).KeysPage,
  },
  {
    path: '/settings/views',
    name: 'settings',
    filtered: false,
    load: async () => (await import('../pages/settings/ViewsPage.tsx')).ViewsPage,
  },
  {
    path: '/settings/audit',
    name: 'settings',
    filtered: false,
    load: async () => (await import('../pages/settings/AuditPage.tsx')).AuditPage,
  },
]
