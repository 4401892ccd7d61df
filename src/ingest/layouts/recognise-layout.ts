import { normalName } from '../column-names.ts'
import type { Columns } from '../guess-mapping.ts'
import type { Layout } from './layout.ts'
import type { ImportField } from '../../contracts/import-fields.ts'
import { medusaProducts } from './medusa.ts'
import { onlineRetail } from './online-retail.ts'
import { shopifyCustomers, shopifyOrders, shopifyProducts } from './shopify.ts'
import { vendureProducts } from './vendure.ts'
import { woocommerceAnalyticsOrders, woocommerceOrderLines, woocommerceProducts } from './woocommerce.ts'

/** Every export that is recognised by itself; a new platform is one more file and one more line here. */
export const layouts: readonly Layout[] = [
  onlineRetail,
  shopifyOrders,
  shopifyCustomers,
  shopifyProducts,
  woocommerceProducts,
  woocommerceOrderLines,
  woocommerceAnalyticsOrders,
  medusaProducts,
  vendureProducts,
]

/** The platform whose export has this header, and where each of our columns stands in it. */
export function recogniseLayout(header: readonly string[]): { layout: Layout; columns: Columns } | null {
  const byName = new Map(header.map((name) => [normalName(name), name]))
  const layout = layouts.find(({ recognise }) => recognise(new Set(byName.keys())))
  if (!layout) return null
  const columns: Columns = {}
  for (const [field, names] of Object.entries(layout.columns)) {
    const found = names.find((name) => byName.has(name))
    if (found !== undefined) columns[field as ImportField] = byName.get(found)
  }
  return { layout, columns }
}

export function layoutNamed(name: string | undefined): Layout | null {
  return layouts.find((layout) => layout.name === name) ?? null
}
