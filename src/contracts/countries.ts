import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const countriesInput = filter
export const countriesOutput = envelope.extend({
  items: z.array(
    z.object({
      country: z.string().nullable(),
      country_code: z.string().nullable(),
      revenue: z.number(),
      orders: z.number().int(),
      average_order_value: z.number().nullable(),
      customers: z.number().int(),
      share: z.number().describe('of the revenue of all countries'),
      previous_revenue: z.number().nullable(),
      change: z.number().nullable(),
    }),
  ),
})
