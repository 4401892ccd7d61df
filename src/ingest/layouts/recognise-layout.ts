import { normalName } from '../column-names.ts'
import type { Columns } from '../guess-mapping.ts'
import type { Layout } from './layout.ts'
import type { ImportField } from '../../contracts/import-fields.ts'
import { ga4Purchases, ga4Visits } from './ga4.ts'
import { medusaOrders, medusaOrderTotals, medusaProducts } from './medusa.ts'
import { onlineRetail } from './online-retail.ts'
import { shopifyCustomers, shopifyOrders, shopifyProducts } from './shopify.ts'
import { vendureOrders, vendureOrderTotals, vendureProducts } from './vendure.ts'
import {
  woocommerceAnalyticsOrders,
  woocommerceCustomers,
  woocommerceItemColumns,
  woocommerceItemRows,
  woocommerceOrderLines,
  woocommerceProducts,
} from './woocommerce.ts'

/** Every export that is recognised by itself; a new platform is one more file and one more line here. */
export const layouts: readonly Layout[] = [
  onlineRetail,
  shopifyOrders,
  shopifyCustomers,
  shopifyProducts,
  woocommerceProducts,
  woocommerceCustomers,
  woocommerceOrderLines,
  woocommerceItemColumns,
  woocommerceItemRows,
  woocommerceAnalyticsOrders,
  medusaProducts,
  medusaOrders,
  medusaOrderTotals,
  vendureProducts,
  vendureOrders,
  vendureOrderTotals,
  ga4Purchases,
  ga4Visits,
]

/** The platform whose export has this header. */
export function recogniseLayout(header: readonly string[]): Layout | null {
  const names = new Set(header.map(normalName))
  return layouts.find(({ recognise }) => recognise(names)) ?? null
}

/** Where each of our columns stands in a header of this layout. */
export function columnsOf(layout: Layout, header: readonly string[], currency?: string): Columns {
  const byName = new Map(header.map((name) => [normalName(name), name]))
  const columns: Columns = {}
  for (const [field, names] of Object.entries(layout.columns)) {
    const found = names
      .map((name) => name.replace('{currency}', currency?.toLowerCase() ?? 'usd'))
      .find((name) => byName.has(name))
    if (found !== undefined) columns[field as ImportField] = byName.get(found)
  }
  return columns
}

export function layoutNamed(name: string | undefined): Layout | null {
  return layouts.find((layout) => layout.name === name) ?? null
}
