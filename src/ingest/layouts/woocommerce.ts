import type { Layout } from './layout.ts'

/** WooCommerce's own product export and its sample products. */
export const woocommerceProducts: Layout = {
  name: 'woocommerce-products',
  role: 'products',
  recognise: (names) =>
    (names.has('is_featured') && names.has('regular_price')) ||
    (names.has('destacado') && names.has('precio_normal')),
  columns: {
    product_id: ['sku', 'id'],
    product_name: ['name', 'nombre'],
    category: ['categories', 'categorias'],
    brand: ['brands', 'marcas'],
    base_price: ['regular_price', 'precio_normal'],
    stock_quantity: ['stock', 'inventario'],
    weight: ['weight_kg', 'weight_lbs', 'peso_kg'],
    images: ['images', 'imagenes'],
    description: ['short_description', 'description', 'descripcion_corta'],
  },
}

/** WooCommerce Analytics' order export: one row an order, products as one text. */
export const woocommerceAnalyticsOrders: Layout = {
  name: 'woocommerce-analytics-orders',
  role: 'orders',
  recognise: (names) =>
    names.has('order_number') && names.has('items_sold') && names.has('net_sales') && names.has('status'),
  columns: {
    order_id: ['order_number'],
    ordered_at: ['date'],
    status: ['status'],
    customer_name: ['customer'],
    customer_id: ['customer_id', 'customer'],
    quantity: ['items_sold'],
    order_subtotal: ['net_sales'],
    traffic_source: ['attribution', 'origin'],
  },
}

/** One row a line, as the widely used order exporters for WooCommerce write it. */
export const woocommerceOrderLines: Layout = {
  name: 'woocommerce-orders',
  role: 'lines',
  recognise: (names) =>
    names.has('order_number') &&
    names.has('order_status') &&
    names.has('item_name') &&
    (names.has('item_cost') || names.has('item_cost_inc_tax')),
  columns: {
    order_id: ['order_number'],
    status: ['order_status'],
    ordered_at: ['order_date'],
    customer_id: ['customer_user', 'customer_id', 'email_billing', 'billing_email'],
    email: ['email_billing', 'billing_email'],
    phone: ['phone_billing', 'billing_phone'],
    first_name: ['first_name_billing'],
    last_name: ['last_name_billing'],
    country: [
      'country_code_shipping',
      'country_name_shipping',
      'country_code_billing',
      'country_name_billing',
    ],
    region: ['state_code_shipping', 'state_code_billing'],
    city: ['city_shipping', 'city_billing'],
    payment_method: ['payment_method_title'],
    product_id: ['sku', 'item_number'],
    product_name: ['item_name'],
    quantity: ['quantity', 'quantity_refund'],
    unit_price: ['item_cost', 'item_cost_inc_tax'],
    order_discount: ['cart_discount_amount', 'discount_amount'],
    shipping_cost: ['order_shipping_amount'],
    refunded_amount: ['order_refund_amount'],
    currency: ['order_currency', 'currency'],
  },
}
