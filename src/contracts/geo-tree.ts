import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const geoTreeInput = filter.extend({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .describe('cities kept in each country; the others are summed as one'),
})
export const geoTreeOutput = envelope.extend({
  items: z.array(
    z.object({
      country: z.string().nullable(),
      revenue: z.number(),
      cities: z.array(
        z.object({
          city: z.string().nullable(),
          rest: z.boolean().describe('whether this is the sum of the smaller cities'),
          revenue: z.number(),
          categories: z.array(z.object({ category: z.string().nullable(), revenue: z.number() })),
        }),
      ),
    }),
  ),
})
