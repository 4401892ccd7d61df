import { atLeast, giftCards } from './layout.ts'
import type { Layout } from './layout.ts'

/** In all of Shopify's exports: orders name no customer id. */
const knownBy = ['email', 'phone', 'customer_id'] as const

const lineColumns = atLeast(
  4,
  'lineitem_quantity',
  'lineitem_name',
  'lineitem_price',
  'lineitem_sku',
  'lineitem_requires_shipping',
  'lineitem_taxable',
  'lineitem_fulfillment_status',
  'lineitem_discount',
)

/** Shopify's order export: one row a line item, the order's own columns on its first row. */
export const shopifyOrders: Layout = {
  name: 'shopify-orders',
  role: 'lines',
  // another shop system writes the same names, with a variant beside them
  recognise: (names) => lineColumns(names) && !names.has('lineitem_variant'),
  columns: {
    order_id: ['name'],
    ordered_at: ['created_at'],
    email: ['email'],
    phone: ['phone', 'billing_phone', 'shipping_phone'],
    customer_name: ['billing_name', 'shipping_name'],
    payment_status: ['financial_status'],
    status: ['fulfillment_status'],
    cancelled_at: ['cancelled_at'],
    currency: ['currency'],
    country: ['shipping_country', 'billing_country'],
    region: ['shipping_province', 'billing_province'],
    city: ['shipping_city', 'billing_city'],
    payment_method: ['payment_method'],
    traffic_source: ['source'],
    shipping_cost: ['shipping'],
    order_discount: ['discount_amount'],
    order_subtotal: ['subtotal'],
    order_tax: ['taxes'],
    order_total: ['total'],
    refunded_amount: ['refunded_amount'],
    quantity: ['lineitem_quantity'],
    product_id: ['lineitem_sku'],
    product_name: ['lineitem_name'],
    unit_price: ['lineitem_price'],
    discount: ['lineitem_discount'],
    brand: ['vendor'],
  },
  needs: ['order_id', 'ordered_at', 'quantity', 'unit_price', 'product_name'],
  rules: {
    fill_down: true,
    known_by: knownBy,
    names: giftCards,
    tests: { field: 'payment_method', pattern: '\\bbogus\\b' },
    subtotal: 'after_discount',
    taxes: 'by_total',
  },
}

/** Shopify's customer export, in its present and its older columns. */
export const shopifyCustomers: Layout = {
  name: 'shopify-customers',
  role: 'customers',
  recognise: (names) =>
    names.has('accepts_email_marketing') ||
    (names.has('accepts_marketing') && names.has('total_spent') && names.has('first_name')),
  columns: {
    customer_id: ['customer_id'],
    first_name: ['first_name'],
    last_name: ['last_name'],
    email: ['email'],
    phone: ['phone', 'default_address_phone'],
    customer_country: ['default_address_country_code', 'country_code', 'country'],
    customer_region: ['default_address_province_code', 'province_code', 'province'],
    customer_city: ['default_address_city', 'city'],
  },
  needs: ['email'],
  rules: { known_by: knownBy },
}

/** Shopify's product export: one row a variant, the product's own columns on its first row; in old and new names. */
export const shopifyProducts: Layout = {
  name: 'shopify-products',
  role: 'products',
  recognise: (names) =>
    (names.has('handle') && atLeast(2, 'variant_sku', 'variant_price', 'variant_inventory_qty')(names)) ||
    (names.has('url_handle') && atLeast(3, 'sku', 'price', 'inventory_quantity', 'charge_tax')(names)),
  columns: {
    product_id: ['variant_sku', 'sku'],
    product_name: ['title'],
    category: ['type', 'product_category'],
    brand: ['vendor'],
    base_price: ['variant_price', 'price'],
    cost_price: ['cost_per_item'],
    stock_quantity: ['variant_inventory_qty', 'inventory_quantity'],
    weight: ['variant_grams', 'weight_value_grams'],
    images: ['image_src', 'product_image_url'],
    description: ['body_html', 'description'],
  },
  needs: ['product_name'],
  rules: {
    fill_down: true,
    variant: ['option1_value', 'option2_value', 'option3_value'],
    gift_card: 'gift_card',
  },
}
