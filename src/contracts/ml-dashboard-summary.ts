import { z } from 'zod'
import { modelStates } from './models.ts'

export const mlDashboardSummaryInput = z.object({})
export const mlDashboardSummaryOutput = z.object({
  as_of: z.string().nullable(),
  currency: z.string(),
  models: z.array(
    z.object({
      name: z.string(),
      state: z.enum(modelStates),
      stale: z.boolean(),
      trained_at: z.string().nullable(),
      quality: z.record(z.string(), z.number()),
    }),
  ),
  headline: z.object({
    total_revenue: z.number(),
    total_orders: z.number().int(),
    total_customers: z.number().int(),
  }),
  data_quality: z.object({
    quality: z.enum(['good', 'usable', 'poor']).nullable(),
    rows_read: z.number(),
    rows_loaded: z.number(),
    rows_set_aside: z.number(),
    last_day: z.string().nullable(),
    days_old: z.number().nullable(),
  }),
  reasons: z.record(z.string(), z.string()).optional(),
})
