import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const granularities = ['day', 'week', 'month'] as const

const point = z.object({
  date: z.string().describe('the first day of the bucket; weeks start on Monday'),
  revenue: z.number(),
  orders: z.number().int(),
  average_order_value: z.number().nullable(),
  profit: z.number().nullable(),
  units: z.number(),
  partial: z.boolean().describe('whether days of the bucket lie outside the range'),
})

export const timeSeriesInput = filter.extend({ granularity: z.enum(granularities).default('day') })
export const timeSeriesOutput = envelope.extend({
  granularity: z.enum(granularities),
  items: z.array(point),
  previous: z.array(point).nullable().describe('the same for the period before, bucket by bucket'),
})
