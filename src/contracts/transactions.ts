import { z } from 'zod'
import { filter, listOf, paging } from './filter.ts'
import { lineKinds, orderStates } from './words.ts'

export const transactionSorts = ['date', 'total_amount', 'quantity', 'unit_price', 'profit'] as const
const sorts = transactionSorts.flatMap((name) => [name, `-${name}`] as const)

export const transaction = z.object({
  transaction_id: z.string(),
  order_id: z.string(),
  date: z.string(),
  ordered_at: z.string(),
  status: z.string(),
  state: z.enum(orderStates),
  kind: z.enum(lineKinds),
  customer_id: z.string().nullable(),
  customer_name: z.string().nullable(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  product_id: z.string().nullable(),
  product_name: z.string().nullable(),
  category: z.string().nullable(),
  subcategory: z.string().nullable(),
  quantity: z.number(),
  unit_price: z.number().describe('in the currency of the sale'),
  total_amount: z.number().describe('quantity × unit price − discount, in the currency of the workspace'),
  discount_applied: z.number(),
  payment_method: z.string().nullable(),
  shipping_cost: z.number().nullable().describe("the order's, in the currency of the sale"),
  delivery_time: z.number().nullable().describe('days'),
  customer_segment: z.string().nullable(),
  device_type: z.string().nullable(),
  traffic_source: z.string().nullable(),
  currency: z.string(),
  exchange_rate: z
    .number()
    .describe('what one unit of the currency of the sale is worth in that of the workspace'),
  total_amount_usd: z.number().nullable(),
  cost_price: z.number().nullable(),
  profit: z.number().nullable(),
})

export const transactionsInput = filter.extend({
  ...paging.shape,
  sort: z.enum(sorts as [string, ...string[]]).default('-date'),
  search: z.string().max(200).optional().describe('part of an order id, a product name or a customer name'),
  kind: z.enum(lineKinds).optional(),
  state: z.enum(orderStates).optional(),
})
export const transactionsOutput = listOf(transaction)
