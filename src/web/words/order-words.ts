import { dictionary } from './dictionary.ts'

export const orderWords = dictionary({
  behind: { es: 'Los pedidos detrás de la cifra', en: 'The orders behind the figure' },
  open_page: { es: 'Abrir como página', en: 'Open as a page' },
  close: { es: 'Cerrar', en: 'Close' },
  sum: { es: '{orders|# pedido|# pedidos} · {revenue}', en: '{orders|# order|# orders} · {revenue}' },
  order: { es: 'Pedido', en: 'Order' },
  date: { es: 'Fecha', en: 'Date' },
  customer: { es: 'Cliente', en: 'Customer' },
  guest: { es: 'Invitado', en: 'Guest' },
  country: { es: 'País', en: 'Country' },
  city: { es: 'Ciudad', en: 'City' },
  status: { es: 'Estado', en: 'Status' },
  payment: { es: 'Pago', en: 'Payment' },
  device: { es: 'Dispositivo', en: 'Device' },
  source: { es: 'Origen', en: 'Source' },
  lines: { es: 'Líneas', en: 'Lines' },
  units: { es: 'Unidades', en: 'Units' },
  revenue: { es: 'Ingresos', en: 'Revenue' },
  empty: { es: 'Ningún pedido con estos filtros', en: 'No orders with these filters' },
  credit: { es: 'Nota de crédito', en: 'Credit note' },
})
