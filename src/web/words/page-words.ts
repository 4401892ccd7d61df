import { dictionary } from './dictionary.ts'

/** The names of the pages, in the sidebar, the palette and the browser's title. */
export const pageWords = dictionary({
  overview: { es: 'Resumen', en: 'Overview' },
  sales: { es: 'Ventas', en: 'Sales' },
  products: { es: 'Productos', en: 'Products' },
  product: { es: 'Producto', en: 'Product' },
  customers: { es: 'Clientes', en: 'Customers' },
  customer: { es: 'Cliente', en: 'Customer' },
  forecasts: { es: 'Pronósticos', en: 'Forecasts' },
  orders: { es: 'Pedidos', en: 'Orders' },
  order: { es: 'Pedido', en: 'Order' },
  data: { es: 'Datos', en: 'Data' },
  import: { es: 'Importar datos', en: 'Import data' },
  sources: { es: 'Fuentes conectadas', en: 'Connected sources' },
  source: { es: 'Fuente', en: 'Source' },
  new_source: { es: 'Conectar una fuente', en: 'Connect a source' },
  settings: { es: 'Ajustes', en: 'Settings' },
  models: { es: 'Modelos', en: 'Models' },
  model: { es: 'Modelo', en: 'Model' },
  transactions: { es: 'Transacciones', en: 'Transactions' },
})
