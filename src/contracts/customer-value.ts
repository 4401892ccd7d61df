import { z } from 'zod'
import { envelope, filter } from './filter.ts'

const percentiles = z.object({
  p10: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p90: z.number(),
  p95: z.number(),
  p99: z.number(),
})
const interval = z.object({ expected: z.number(), low: z.number(), high: z.number() })

export const customerValueInput = filter.extend({ bins: z.coerce.number().int().min(5).max(60).default(24) })
export const customerValueOutput = envelope.extend({
  customers: z.number().int(),
  historic: z
    .object({ total: z.number(), mean: z.number(), profit: z.number().nullable(), percentiles })
    .nullable()
    .describe('net revenue of each customer so far'),
  bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.number().int() })),
  predicted: z
    .object({
      served: z.enum(['model', 'rule']).describe('the rule where it did better than the model on the past'),
      made_as_of: z.string(),
      customers: z.number().int(),
      alive: z.number().describe('customers expected still to be active'),
      orders_90: z.number(),
      orders_365: z.number(),
      value_90: z.number(),
      value_365: z.number(),
      equity_365: interval
        .nullable()
        .describe('of all customers together over the next 12 months, 80% interval'),
      percentiles_365: percentiles,
      top_decile_share: z.number().describe('of the next 12 months expected from the best tenth'),
    })
    .nullable(),
  top: z.array(
    z.object({
      customer_id: z.string(),
      name: z.string().nullable(),
      historic_value: z.number(),
      value_365: z.number().nullable(),
      value_365_low: z.number().nullable(),
      value_365_high: z.number().nullable(),
      alive: z.number().nullable(),
      next_day: z.string().nullable(),
    }),
  ),
})
