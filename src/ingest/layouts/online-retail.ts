import { atLeast } from './layout.ts'
import type { Layout } from './layout.ts'

/**
 * UCI Online Retail and Online Retail II: a UK wholesaler's invoices, one row a line. Invoices that begin with C are
 * credit notes, those that begin with A correct bad debts; postage, fees and corrections stand under codes of their own.
 */
export const onlineRetail: Layout = {
  name: 'uci-online-retail',
  role: 'lines',
  recognise: (names) =>
    (names.has('invoice_no') || names.has('invoice')) &&
    names.has('stock_code') &&
    atLeast(2, 'quantity', 'invoice_date', 'unit_price', 'description')(names),
  columns: {
    order_id: ['invoice_no', 'invoice'],
    product_id: ['stock_code'],
    product_name: ['description'],
    quantity: ['quantity'],
    ordered_at: ['invoice_date'],
    unit_price: ['unit_price', 'price'],
    customer_id: ['customer_id'],
    country: ['country'],
  },
  needs: ['order_id', 'ordered_at', 'quantity', 'unit_price'],
  rules: {
    credit_prefix: 'C',
    adjustment_prefix: 'A',
    currency: 'GBP',
    codes: {
      shipping: ['POST', 'DOT', 'C2', 'C3'],
      fee: ['BANK CHARGES', 'AMAZONFEE', 'CRUK'],
      adjustment: ['M', 'D', 'S', 'B', 'PADS', 'ADJUST', 'ADJUST2', 'TEST%', 'GIFT', 'GIFT\\_%'],
    },
  },
}
