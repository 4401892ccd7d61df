import { atLeast, giftCards } from './layout.ts'
import type { Layout } from './layout.ts'

/** A guest's order has the customer number 0, so customers are known by what guests have too. */
const knownBy = ['email', 'phone', 'customer_id'] as const

/** Units less those that came back. */
const unitsLeft = ['quantity_refund', 'cantidad_reembolso'] as const

/** WooCommerce's own product export and its sample products, in English and Spanish. */
export const woocommerceProducts: Layout = {
  name: 'woocommerce-products',
  role: 'products',
  recognise: (names) =>
    (names.has('is_featured') && names.has('regular_price')) ||
    (names.has('precio_normal') && (names.has('esta_destacado') || names.has('destacado'))),
  columns: {
    product_id: ['sku', 'id'],
    product_name: ['name', 'nombre'],
    category: ['categories', 'categorias'],
    brand: ['brands', 'marcas'],
    base_price: ['regular_price', 'precio_normal'],
    cost_price: ['cost_of_goods', 'coste_de_los_bienes'],
    stock_quantity: ['stock', 'inventario'],
    weight: ['weight_kg', 'weight_lbs', 'weight_g', 'peso_kg', 'peso_g'],
    images: ['images', 'imagenes'],
    description: ['short_description', 'description', 'descripcion_corta', 'descripcion'],
  },
  needs: ['product_name'],
  rules: { parent: ['parent', 'superior', 'principal'] },
}

/** The customer report of WooCommerce Analytics. */
export const woocommerceCustomers: Layout = {
  name: 'woocommerce-customers',
  role: 'customers',
  recognise: (names) =>
    names.has('email') && atLeast(3, 'username', 'last_active', 'total_spend', 'aov')(names),
  columns: {
    customer_name: ['name'],
    email: ['email'],
    registration_date: ['sign_up', 'date_registered'],
    customer_country: ['country_region', 'country'],
    customer_region: ['region'],
    customer_city: ['city'],
  },
  needs: ['email'],
  rules: { known_by: knownBy },
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

/**
 * Advanced Order Export for WooCommerce, in English and Spanish: one row a line, amounts without tax, units less those
 * that came back.
 */
export const woocommerceOrderLines: Layout = {
  name: 'woocommerce-orders',
  role: 'lines',
  recognise: (names) =>
    (names.has('item_name') &&
      atLeast(1, 'item_cost', 'item_cost_before_discount', 'item_cost_inc_tax')(names) &&
      atLeast(2, 'order_number', 'order_status', 'order_date', 'order_total_amount')(names)) ||
    (names.has('coste_de_articulo') &&
      atLeast(
        2,
        'numero_de_pedido',
        'estado_del_pedido',
        'fecha_del_pedido',
        'importe_total_del_pedido',
      )(names)),
  columns: {
    order_id: ['order_number', 'numero_de_pedido', 'order_id', 'id_del_pedido'],
    status: ['order_status', 'estado_del_pedido'],
    ordered_at: ['order_date', 'fecha_del_pedido'],
    customer_id: ['customer_user_id', 'customer_user', 'customer_id'],
    email: ['email_billing', 'billing_email', 'correo_electronico_facturacion'],
    phone: ['phone_billing', 'billing_phone', 'telefono_facturacion'],
    first_name: ['first_name_billing', 'nombre_facturacion'],
    last_name: ['last_name_billing', 'apellidos_facturacion'],
    country: [
      'country_code_shipping',
      'country_name_shipping',
      'country_code_billing',
      'country_name_billing',
      'codigo_del_pais_envio',
      'codigo_de_pais_envio',
      'codigo_del_pais_facturacion',
      'codigo_de_pais_facturacion',
    ],
    region: [
      'state_code_shipping',
      'state_code_billing',
      'codigo_de_provincia_envio',
      'codigo_de_provincia_facturacion',
    ],
    city: ['city_shipping', 'city_billing', 'ciudad_envio', 'ciudad_facturacion'],
    payment_method: ['payment_method_title', 'payment_method', 'titulo_del_metodo_de_pago'],
    product_id: ['sku', 'product_id', 'id_del_producto'],
    product_name: ['item_name', 'nombre_del_articulo'],
    category: ['category', 'categoria'],
    quantity: ['quantity', 'cantidad', ...unitsLeft],
    unit_price: ['item_cost_before_discount', 'item_cost', 'coste_de_articulo', 'item_cost_inc_tax'],
    order_discount: ['cart_discount_amount', 'importe_de_descuento_del_carrito'],
    order_subtotal: [
      'order_subtotal_amount',
      'importe_del_subtotal_del_pedido',
      'importe_de_subtotal_del_pedido',
    ],
    order_total: ['order_total_amount', 'importe_total_del_pedido'],
    order_tax: ['order_total_tax_amount', 'importe_total_de_impuestos_del_pedido'],
    shipping_cost: ['order_shipping_amount', 'importe_de_envio_del_pedido'],
    refunded_amount: ['order_refund_amount', 'importe_reembolsado_del_pedido'],
    currency: ['order_currency', 'currency', 'moneda_del_pedido'],
  },
  needs: ['order_id', 'ordered_at', 'quantity', 'unit_price'],
  rules: {
    fill_down: true,
    known_by: knownBy,
    names: giftCards,
    subtotal: 'before_discount',
    units_less_returned: unitsLeft,
  },
}

const itemRows: Pick<Layout, 'columns' | 'needs' | 'rules'> = {
  columns: {
    order_id: ['order_number', 'order_id'],
    ordered_at: ['order_date', 'date'],
    status: ['status', 'order_status'],
    customer_id: ['customer_user', 'customer_id'],
    email: ['billing_email', 'customer_email'],
    phone: ['billing_phone'],
    first_name: ['billing_first_name'],
    last_name: ['billing_last_name'],
    country: ['shipping_country', 'billing_country'],
    region: ['shipping_state', 'billing_state'],
    city: ['shipping_city', 'billing_city'],
    payment_method: ['payment_method_title', 'payment_method'],
    shipping_cost: ['shipping_total', 'order_shipping'],
    order_total: ['order_total'],
    refunded_amount: ['refunded_total', 'total_refunded'],
    currency: ['order_currency', 'currency'],
    product_id: ['item_sku', 'item_product_id'],
    product_name: ['item_name'],
    quantity: ['item_quantity'],
    line_subtotal: ['item_subtotal'],
    line_total: ['item_total'],
    tax: ['item_total_tax', 'item_tax'],
    line_refund: ['item_refunded'],
    refunded_quantity: ['item_refunded_qty'],
  },
  needs: ['order_id', 'ordered_at', 'quantity', 'line_total'],
  rules: { fill_down: true, known_by: knownBy, names: giftCards },
}

/** One row an item, as two other exporters write it: each line before and after its discount, and what came back of it. */
export const woocommerceItemRows: Layout = {
  name: 'woocommerce-order-items',
  role: 'lines',
  recognise: (names) =>
    atLeast(4, 'item_name', 'item_sku', 'item_quantity', 'item_total', 'item_subtotal')(names) &&
    atLeast(2, 'order_id', 'order_number', 'order_currency', 'order_total')(names),
  ...itemRows,
}

/** Order Import Export for WooCommerce: one row an order, each item one text in a column of its own. */
export const woocommerceItemColumns: Layout = {
  name: 'woocommerce-order-columns',
  role: 'lines',
  recognise: (names) =>
    names.has('line_item_1') &&
    atLeast(2, 'order_id', 'order_number', 'order_currency', 'order_total')(names),
  ...itemRows,
  columns: { ...itemRows.columns, refunded_amount: ['refunded_total', 'total_refunded', 'refund_items'] },
  rules: { ...itemRows.rules, sums: { refunded_amount: 'amount:-?([0-9]+(?:\\.[0-9]+)?)' } },
  items: {
    pattern: /^(line_item)_(\d+)$/,
    parts: {
      item_name: '(?:^|\\|)name:([^|]*)',
      item_product_id: '(?:^|\\|)product_id:([^|]*)',
      item_sku: '(?:^|\\|)sku:([^|]*)',
      item_quantity: '(?:^|\\|)quantity:([^|]*)',
      item_subtotal: '(?:^|\\|)sub_?total:([^|]*)',
      item_total: '(?:^|\\|)total:([^|]*)',
      item_total_tax: '(?:^|\\|)(?:total_)?tax:([^|]*)',
      item_refunded: '(?:^|\\|)refunded:([^|]*)',
      item_refunded_qty: '(?:^|\\|)refunded_qty:([^|]*)',
    },
  },
}
