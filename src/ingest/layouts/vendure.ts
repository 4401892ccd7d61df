import { atLeast, giftCards } from './layout.ts'
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

/** Where a customer is known by an email, in all of these exports. */
const knownBy = ['email', 'phone', 'customer_id'] as const

/** Vendure's orders as its Admin API gives them, as JSON or flattened: one row a line, amounts in the smallest unit, without tax. */
export const vendureOrders: Layout = {
  name: 'vendure-orders',
  role: 'lines',
  recognise: (names) =>
    names.has('order_placed_at') &&
    names.has('code') &&
    (names.has('lineitem_quantity') || names.has('lines_quantity')) &&
    atLeast(
      1,
      ...lineColumns(
        'prorated_line_price',
        'discounted_line_price',
        'line_price',
        'prorated_unit_price',
        'unit_price',
      ),
    )(names),
  columns: {
    order_id: ['code'],
    ordered_at: ['order_placed_at'],
    status: ['state'],
    currency: ['currency_code'],
    email: ['customer_email_address'],
    phone: ['customer_phone_number'],
    customer_id: ['customer_id'],
    first_name: ['customer_first_name'],
    last_name: ['customer_last_name'],
    country: ['shipping_address_country_code', 'billing_address_country_code'],
    region: ['shipping_address_province', 'billing_address_province'],
    city: ['shipping_address_city', 'billing_address_city'],
    shipping_cost: ['shipping'],
    product_id: lineColumns('product_variant_sku', 'product_variant_id'),
    product_name: lineColumns('product_variant_name', 'product_variant_product_name'),
    quantity: lineColumns('quantity'),
    line_subtotal: lineColumns('line_price'),
    line_total: lineColumns('prorated_line_price', 'discounted_line_price', 'line_price'),
  },
  needs: ['order_id', 'ordered_at', 'quantity', 'line_total'],
  rules: {
    fill_down: true,
    known_by: knownBy,
    minor_units: true,
    names: giftCards,
    // words of the order's machine that say where it stands
    extract: { status: '^(Cancelled|Delivered|Shipped|Draft|PaymentSettled|PaymentAuthorized)$' },
  },
}

function lineColumns(...names: readonly string[]): string[] {
  return names.flatMap((name) => [`lineitem_${name}`, `lines_${name}`])
}

/** The order export plug-in as it comes: one row an order, its total without tax, with shipping in it. */
export const vendureOrderTotals: Layout = {
  name: 'vendure-order-totals',
  role: 'orders',
  recognise: (names) =>
    names.has('total') && names.has('total_with_tax') && (names.has('order') || names.has('code')),
  columns: {
    order_id: ['order', 'code'],
    ordered_at: ['date', 'placed_at', 'order_placed_at'],
    status: ['state'],
    currency: ['currency', 'currency_code'],
    email: ['customer_email', 'email', 'customer_email_address'],
    order_subtotal: ['total'],
  },
  needs: ['order_id', 'ordered_at', 'order_subtotal'],
  rules: { known_by: knownBy },
}
