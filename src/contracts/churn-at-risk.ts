import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const churnAtRiskInput = filter.extend({
  threshold: z.coerce.number().min(0.5).max(0.9).default(0.5),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
})
export const churnAtRiskOutput = envelope.extend({
  threshold: z.number(),
  model: z.object({ name: z.string(), served: z.string(), run_id: z.string(), as_of: z.string() }),
  items: z.array(
    z.object({
      customer_id: z.string(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      churn_probability: z.number(),
      value_at_risk: z.number().describe('the probability times what the next 12 months would bring'),
      last_order: z.string().nullable(),
      total_orders: z.number().int(),
      reasons: z.array(z.string()),
      recommended_action: z.string(),
    }),
  ),
  total: z.number().int(),
  total_value_at_risk: z.number(),
  limit: z.number().int(),
  offset: z.number().int(),
})
