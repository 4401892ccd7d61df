import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const changeDimensions = ['country', 'category', 'product'] as const

const moved = z.object({
  dimension: z.enum(changeDimensions),
  id: z.string().nullable(),
  name: z.string().nullable(),
  revenue: z.number(),
  previous_revenue: z.number(),
  difference: z.number(),
  change: z.number().nullable(),
})

export const changesInput = filter.extend({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(5)
    .describe('how many gained and how many lost, of each dimension'),
})
export const changesOutput = envelope.extend({
  period: z.object({ start_date: z.string(), end_date: z.string() }),
  previous_period: z.object({ start_date: z.string(), end_date: z.string() }).nullable(),
  difference: z.number().nullable(),
  gained: z.array(moved),
  lost: z.array(moved),
})
