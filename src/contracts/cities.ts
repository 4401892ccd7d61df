import { z } from 'zod'
import { envelope, filter, paging } from './filter.ts'

export const citiesInput = filter.extend({ limit: paging.shape.limit, offset: paging.shape.offset })
export const citiesOutput = envelope.extend({
  items: z.array(
    z.object({
      country: z.string().nullable(),
      region: z.string().nullable(),
      city: z.string().nullable(),
      revenue: z.number(),
      orders: z.number().int(),
      average_order_value: z.number().nullable(),
      customers: z.number().int(),
      share: z.number(),
    }),
  ),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
})
