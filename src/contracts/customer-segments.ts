import { z } from 'zod'
import { day, envelope, filter } from './filter.ts'
import { segmentActions, segmentSchemes } from './segments.ts'

const scheme = z
  .enum(segmentSchemes)
  .optional()
  .describe("how customers are grouped; the workspace's own choice by default")

export const customerSegmentsInput = filter.extend({ scheme })
export const customerSegmentsOutput = envelope.extend({
  scheme: z.enum(segmentSchemes),
  customers: z.number().int(),
  items: z.array(
    z.object({
      segment: z.string(),
      customers: z.number().int(),
      share: z.number(),
      revenue: z.number().describe('net revenue of these customers so far'),
      revenue_share: z.number(),
      mean_recency_days: z.number().nullable(),
      mean_orders: z.number().nullable(),
      mean_revenue: z.number().nullable(),
      recommended_action: z.enum(segmentActions),
    }),
  ),
  cut_offs: z
    .object({
      recency_days: z.array(z.number()),
      frequency: z.array(z.number()),
      monetary: z.array(z.number()),
    })
    .nullable()
    .describe('of rules-7: what scores 3 and 2'),
  matrix: z
    .array(
      z.object({
        recency_score: z.number().int(),
        frequency_score: z.number().int(),
        customers: z.number().int(),
        revenue: z.number(),
      }),
    )
    .describe('customers by recency and frequency score, for schemes that score'),
})

export const segmentMigrationInput = filter.extend({
  scheme: z.enum(['rfm-11', 'rules-7', 'filter-4']).optional(),
  from: day.optional().describe('the earlier day; 90 days before as_of by default'),
})
export const segmentMigrationOutput = envelope.extend({
  scheme: z.enum(segmentSchemes),
  from: z.string(),
  to: z.string(),
  items: z
    .array(
      z.object({
        from_segment: z.string().nullable().describe('null for customers who had not ordered yet'),
        to_segment: z.string(),
        customers: z.number().int(),
        revenue: z.number().describe('net revenue of these customers so far'),
      }),
    )
    .describe('who stayed and who moved'),
})
