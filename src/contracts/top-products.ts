import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const productMetrics = ['revenue', 'orders', 'margin'] as const

export const topProductsInput = filter.extend({
  metric: z.enum(productMetrics).default('revenue'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export const topProductsOutput = envelope.extend({
  metric: z.enum(productMetrics),
  items: z.array(
    z.object({
      rank: z.number().int(),
      product_id: z.string(),
      product_name: z.string().nullable(),
      category: z.string().nullable(),
      revenue: z.number(),
      orders: z.number().int(),
      units: z.number(),
      margin: z.number().nullable().describe('profit, in the currency of the workspace'),
      margin_rate: z.number().nullable(),
      share: z.number().describe('of the revenue of all products'),
    }),
  ),
})
