import type { Layout } from './layout.ts'

/** Medusa's product export and import template: one row a variant. */
export const medusaProducts: Layout = {
  name: 'medusa-products',
  role: 'products',
  recognise: (names) => names.has('product_handle') && names.has('variant_sku') && names.has('product_title'),
  columns: {
    product_id: ['variant_sku', 'variant_id', 'product_handle'],
    product_name: ['product_title'],
    category: [
      'product_category_1',
      'product_type',
      'product_type_id',
      'product_collection_title',
      'product_collection_id',
    ],
    subcategory: ['product_tag_1'],
    base_price: ['variant_price_usd', 'variant_price_eur', 'price_usd', 'price_eur'],
    stock_quantity: ['variant_inventory_quantity'],
    supplier_country: ['product_origin_country', 'variant_origin_country'],
    weight: ['variant_weight', 'product_weight'],
    images: ['product_image_1_url', 'product_image_1', 'product_thumbnail'],
    description: ['product_description'],
  },
  rules: { fill_down: true },
}
