import type { Layout } from './layout.ts'

/** Vendure's product import format: one row a variant, the product's own columns on its first row. */
export const vendureProducts: Layout = {
  name: 'vendure-products',
  role: 'products',
  recognise: (names) =>
    names.has('option_groups') && names.has('option_values') && names.has('sku') && names.has('tax_category'),
  columns: {
    product_id: ['sku'],
    product_name: ['name'],
    category: ['facets'],
    brand: ['facets'],
    base_price: ['price'],
    stock_quantity: ['stock_on_hand'],
    images: ['assets'],
    description: ['description'],
  },
  needs: ['product_name'],
  rules: {
    fill_down: true,
    variant: ['option_values'],
    extract: { category: 'category:([^|]+)', brand: 'brand:([^|]+)' },
  },
}
