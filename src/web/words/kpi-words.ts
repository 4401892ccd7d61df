import { dictionary } from './dictionary.ts'

/** The measures: their names and how each is made. */
export const kpiWords = dictionary({
  revenue: { es: 'Ingresos', en: 'Revenue' },
  revenue_about: {
    es: 'Lo vendido menos descuentos y devoluciones. Envíos, cargos e impuestos van aparte.',
    en: 'What was sold less discounts and refunds. Shipping, fees and taxes are apart.',
  },
  orders: { es: 'Pedidos', en: 'Orders' },
  orders_about: {
    es: 'Pedidos no cancelados con al menos una línea de venta.',
    en: 'Orders that are not cancelled and have at least one sale line.',
  },
  aov: { es: 'Ticket promedio', en: 'Average order value' },
  aov_about: { es: 'Ingresos divididos entre los pedidos.', en: 'Revenue divided by orders.' },
  profit: { es: 'Ganancia bruta', en: 'Gross profit' },
  profit_about: {
    es: 'Ingresos menos el costo de lo vendido, donde se conoce el costo.',
    en: 'Revenue less the cost of what was sold, where the cost is known.',
  },
  to_import: { es: 'Importar', en: 'Import' },
  margin: { es: 'margen {value}', en: '{value} margin' },
  customers: { es: 'Clientes', en: 'Customers' },
  customers_about: {
    es: 'Clientes distintos que compraron en el período. Los invitados no cuentan.',
    en: 'Different customers who bought in the period. Guests are not counted.',
  },
  new_customers: { es: '{count|# nuevo|# nuevos}', en: '{count|# new|# new}' },
  conversion: { es: 'Conversión', en: 'Conversion rate' },
  conversion_about: { es: 'Pedidos divididos entre visitas.', en: 'Orders divided by visits.' },
  ltv: { es: 'Valor por cliente', en: 'Customer lifetime value' },
  ltv_about: {
    es: 'Ingresos históricos por cliente, desde su primera compra.',
    en: 'Historic revenue per customer, since the first purchase.',
  },
  churn: { es: 'Clientes que se fueron', en: 'Churn rate' },
  churn_about: {
    es: 'De los clientes activos hace entre 180 y 360 días, la parte que no volvió en los últimos 180.',
    en: 'Of the customers active between 180 and 360 days ago, the share that did not return in the last 180.',
  },
  units: { es: '{count|# unidad|# unidades}', en: '{count|# unit|# units}' },
})
