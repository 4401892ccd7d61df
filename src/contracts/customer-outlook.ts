import { z } from 'zod'
import { envelope, filter } from './filter.ts'
import { recordId } from './record-id.ts'

const served = z.enum(['model', 'rule']).describe('the rule where it did better than the model on the past')
const interval = z.object({ expected: z.number(), low: z.number(), high: z.number() })

export const customerOutlookInput = filter.pick({ as_of: true }).extend({ customer_id: recordId })
export const customerOutlookOutput = envelope.extend({
  customer_id: z.string(),
  segments: z.record(z.string(), z.string().nullable()).describe('of each scheme'),
  segment_history: z
    .array(z.object({ day: z.string(), segment: z.string() }))
    .describe('rfm-11 at the end of each quarter'),
  value: z
    .object({
      served,
      made_as_of: z.string(),
      alive: z.number(),
      orders_90: interval,
      value_90: interval,
      orders_365: interval,
      value_365: interval,
    })
    .nullable(),
  next_order: z
    .object({
      usual_gap_days: z.number().nullable(),
      due_day: z.string().nullable(),
      overdue_days: z.number().int().nullable(),
      expected: z.string().nullable(),
      low: z.string().nullable(),
      high: z.string().nullable(),
    })
    .nullable(),
  churn: z
    .object({ served, made_as_of: z.string(), probability: z.number(), reasons: z.array(z.string()) })
    .nullable(),
  recommended_action: z.string().nullable(),
  similar: z.array(
    z.object({
      customer_id: z.string(),
      name: z.string().nullable(),
      total_orders: z.number().int(),
      lifetime_value: z.number(),
      last_order: z.string().nullable(),
    }),
  ),
})
