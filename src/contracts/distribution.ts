import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const distributionMeasures = [
  'order_value',
  'customer_revenue',
  'daily_revenue',
  'unit_price',
] as const

export const distributionInput = filter.extend({
  measure: z.enum(distributionMeasures).default('order_value'),
  bins: z.coerce.number().int().min(5).max(100).default(24),
})
export const distributionOutput = envelope.extend({
  measure: z.enum(distributionMeasures),
  count: z.number().int(),
  mean: z.number().nullable(),
  percentiles: z
    .object({
      p5: z.number(),
      p25: z.number(),
      p50: z.number(),
      p75: z.number(),
      p90: z.number(),
      p95: z.number(),
      p99: z.number(),
    })
    .nullable(),
  bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.number().int() })),
})
