import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const concentrationDimensions = ['customer', 'product', 'country'] as const

export const concentrationInput = filter.extend({
  dimension: z.enum(concentrationDimensions).default('customer'),
})
export const concentrationOutput = envelope.extend({
  dimension: z.enum(concentrationDimensions),
  count: z.number().int(),
  gini: z.number().nullable().describe('0 where all bring the same, towards 1 where one brings everything'),
  top_10_percent_share: z.number().nullable(),
  top_20_percent_share: z.number().nullable(),
  count_for_80_percent: z
    .number()
    .int()
    .nullable()
    .describe('how many of the biggest together bring 80% of the revenue'),
  curve: z.array(z.object({ share_of_count: z.number(), share_of_revenue: z.number() })),
  top: z.array(
    z.object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      revenue: z.number(),
      share: z.number(),
    }),
  ),
})
