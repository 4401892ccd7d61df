import type { Layout } from './layout.ts'

/** Shopify's order export: one row a line item, the order's own columns on its first row. */
export const shopifyOrders: Layout = {
  name: 'shopify-orders',
  role: 'lines',
  recognise: (names) =>
    names.has('lineitem_quantity') && names.has('lineitem_price') && names.has('financial_status'),
  columns: {
    order_id: ['name'],
    ordered_at: ['created_at'],
    customer_id: ['customer_id', 'email'],
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
    order_tax: ['taxes'],
    refunded_amount: ['refunded_amount'],
    quantity: ['lineitem_quantity'],
    product_id: ['lineitem_sku'],
    product_name: ['lineitem_name'],
    unit_price: ['lineitem_price'],
    discount: ['lineitem_discount'],
    brand: ['vendor'],
  },
  rules: { fill_down: true },
}

/** Shopify's customer export. */
export const shopifyCustomers: Layout = {
  name: 'shopify-customers',
  role: 'customers',
  recognise: (names) =>
    names.has('accepts_email_marketing') ||
    (names.has('accepts_marketing') && names.has('total_spent') && names.has('first_name')),
  columns: {
    // orders name their customer by email, so customers are known by it too
    customer_id: ['email', 'customer_id'],
    first_name: ['first_name'],
    last_name: ['last_name'],
    email: ['email'],
    phone: ['phone', 'default_address_phone'],
    customer_country: ['default_address_country_code', 'country_code', 'country'],
    customer_region: ['default_address_province_code', 'province_code', 'province'],
    customer_city: ['default_address_city', 'city'],
  },
}

/** Shopify's product export: one row a variant, the product's own columns on its first row. */
export const shopifyProducts: Layout = {
  name: 'shopify-products',
  role: 'products',
  recognise: (names) => names.has('handle') && names.has('variant_sku') && names.has('variant_price'),
  columns: {
    product_id: ['variant_sku'],
    product_name: ['title'],
    category: ['type', 'product_category'],
    brand: ['vendor'],
    base_price: ['variant_price'],
    cost_price: ['cost_per_item'],
    stock_quantity: ['variant_inventory_qty'],
    weight: ['variant_grams'],
    images: ['image_src'],
    description: ['body_html', 'body_html_'],
  },
  rules: { fill_down: true },
}
