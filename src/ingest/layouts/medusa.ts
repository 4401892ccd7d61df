import { atLeast, giftCards } from './layout.ts'
import type { Layout } from './layout.ts'

const knownBy = ['email', 'phone', 'customer_id'] as const

/** Medusa's product export and import template: one row a variant. */
export const medusaProducts: Layout = {
  name: 'medusa-products',
  role: 'products',
  recognise: (names) =>
    names.has('product_handle') &&
    names.has('product_title') &&
    atLeast(1, 'variant_sku', 'variant_title')(names),
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
    base_price: [
      'variant_price_{currency}',
      'price_{currency}',
      'variant_price_usd',
      'variant_price_eur',
      'price_usd',
      'price_eur',
    ],
    stock_quantity: ['variant_inventory_quantity'],
    supplier_country: ['product_origin_country', 'variant_origin_country'],
    weight: ['variant_weight', 'product_weight'],
    images: ['product_image_1_url', 'product_image_1', 'product_thumbnail'],
    description: ['product_description'],
  },
  needs: ['product_name'],
  rules: { fill_down: true, variant: ['variant_title'] },
}

/** Medusa 2's order export: one row an order, its items side by side. */
export const medusaOrders: Layout = {
  name: 'medusa-orders',
  role: 'lines',
  recognise: (names) =>
    names.has('order_display_id') && names.has('item_1_unit_price') && names.has('order_created_at'),
  columns: {
    order_id: ['order_id', 'order_display_id'],
    ordered_at: ['order_created_at'],
    status: ['order_status'],
    payment_status: ['payment_collection_1_status'],
    currency: ['order_currency_code'],
    email: ['order_email', 'customer_email'],
    phone: ['customer_phone', 'shipping_address_phone'],
    customer_id: ['customer_id'],
    first_name: ['customer_first_name', 'shipping_address_first_name'],
    last_name: ['customer_last_name', 'shipping_address_last_name'],
    country: ['shipping_address_country_code', 'billing_address_country_code'],
    region: ['shipping_address_province', 'billing_address_province'],
    city: ['shipping_address_city', 'billing_address_city'],
    traffic_source: ['sales_channel_name'],
    shipping_cost: ['order_shipping_total'],
    order_total: ['order_total'],
    refunded_amount: ['payment_collection_1_refunded_amount'],
    product_id: ['item_variant_sku', 'item_variant_id'],
    product_name: ['item_product_title', 'item_title'],
    category: ['item_product_type'],
    quantity: ['item_quantity'],
    line_subtotal: ['item_subtotal'],
    line_total: ['item_total'],
    tax: ['item_tax_total'],
  },
  needs: ['order_id', 'ordered_at', 'quantity', 'line_total'],
  rules: {
    known_by: knownBy,
    names: giftCards,
    line_totals_taxed: true,
    // an archived order is one that was put out of sight, whatever became of it: its payment tells
    extract: { status: '^(pending|completed|draft|canceled|requires_action)$' },
  },
  items: { pattern: /^(item)_(\d+)_(.+)$/ },
}

/** Medusa 1's order export: one row an order, amounts in the currency's smallest unit. */
export const medusaOrderTotals: Layout = {
  name: 'medusa-1-orders',
  role: 'orders',
  recognise: (names) =>
    names.has('display_id') &&
    atLeast(3, 'refunded_total', 'gift_card_total', 'discount_total', 'order_status')(names),
  columns: {
    order_id: ['order_id', 'display_id'],
    ordered_at: ['date'],
    status: ['order_status'],
    payment_status: ['payment_status'],
    currency: ['currency_code'],
    email: ['customer_email'],
    customer_id: ['customer_id'],
    first_name: ['customer_first_name'],
    last_name: ['customer_last_name'],
    country: ['shipping_country_code'],
    city: ['shipping_city'],
    shipping_cost: ['shipping_total'],
    order_subtotal: ['subtotal'],
    order_discount: ['discount_total'],
    order_tax: ['tax_total'],
    refunded_amount: ['refunded_total'],
  },
  needs: ['order_id', 'ordered_at', 'order_subtotal'],
  rules: {
    known_by: knownBy,
    minor_units: true,
    extract: { status: '^(pending|completed|draft|canceled|requires_action)$' },
  },
}
