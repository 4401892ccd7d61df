import { z } from 'zod'
import { filter, listOf, paging } from './filter.ts'
import { orderStates } from './words.ts'

export const orderSorts = ['date', 'revenue', 'units', 'lines'] as const
const sorts = orderSorts.flatMap((name) => [name, `-${name}`] as const)

export const ordersInput = filter.extend({
  ...paging.shape,
  sort: z.enum(sorts as [string, ...string[]]).default('-date'),
})
export const ordersOutput = listOf(
  z.object({
    order_id: z.string(),
    date: z.string(),
    ordered_at: z.string(),
    status: z.string(),
    state: z.enum(orderStates),
    customer_id: z.string().nullable(),
    customer_name: z.string().nullable(),
    country: z.string().nullable(),
    city: z.string().nullable(),
    payment_method: z.string().nullable(),
    device_type: z.string().nullable(),
    traffic_source: z.string().nullable(),
    lines: z.number().int().describe('lines of the order that the filter selects'),
    units: z.number(),
    revenue: z.number().describe('net revenue of those lines in the period'),
    is_order: z.boolean().describe('whether it has a counted sale line; an unlinked credit note has none'),
  }),
).extend({ total_revenue: z.number(), total_orders: z.number().int() })
