import { dictionary } from './dictionary.ts'

/** The platforms' exports that are recognised, by the name of their layout. */
export const layoutWords = dictionary({
  demo: { es: 'Datos de demostración', en: 'Demo data' },
  postgres: { es: 'Base de datos PostgreSQL', en: 'PostgreSQL database' },
  generic: { es: 'Por sus columnas', en: 'By its columns' },
  'uci-online-retail': { es: 'UCI Online Retail', en: 'UCI Online Retail' },
  'shopify-orders': { es: 'Shopify: pedidos', en: 'Shopify: orders' },
  'shopify-customers': { es: 'Shopify: clientes', en: 'Shopify: customers' },
  'shopify-products': { es: 'Shopify: productos', en: 'Shopify: products' },
  'woocommerce-products': { es: 'WooCommerce: productos', en: 'WooCommerce: products' },
  'woocommerce-customers': { es: 'WooCommerce: clientes', en: 'WooCommerce: customers' },
  'woocommerce-orders': {
    es: 'WooCommerce: pedidos (Advanced Order Export)',
    en: 'WooCommerce: orders (Advanced Order Export)',
  },
  'woocommerce-order-items': {
    es: 'WooCommerce: pedidos, una fila por artículo',
    en: 'WooCommerce: orders, one row an item',
  },
  'woocommerce-order-columns': {
    es: 'WooCommerce: pedidos, una columna por artículo',
    en: 'WooCommerce: orders, one column an item',
  },
  'woocommerce-analytics-orders': {
    es: 'WooCommerce Analytics: pedidos',
    en: 'WooCommerce Analytics: orders',
  },
  'medusa-products': { es: 'Medusa: productos', en: 'Medusa: products' },
  'medusa-orders': { es: 'Medusa: pedidos', en: 'Medusa: orders' },
  'vendure-orders': { es: 'Vendure: pedidos', en: 'Vendure: orders' },
  'vendure-order-totals': { es: 'Vendure: totales de pedidos', en: 'Vendure: order totals' },
  'medusa-1-orders': { es: 'Medusa 1: pedidos', en: 'Medusa 1: orders' },
  'vendure-products': { es: 'Vendure: productos', en: 'Vendure: products' },
  'ga4-purchases': { es: 'Google Analytics 4: compras', en: 'Google Analytics 4: purchases' },
  'ga4-visits': { es: 'Google Analytics 4: visitas', en: 'Google Analytics 4: visits' },
})
