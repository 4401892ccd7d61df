import { z } from 'zod'
import { filter, listOf, paging } from './filter.ts'

export const callListInput = filter.extend({
  ...paging.shape,
  search: z.string().max(200).optional().describe('part of the name or the phone'),
  only_overdue: z.stringbool().or(z.boolean()).optional(),
})
export const callListOutput = listOf(
  z.object({
    customer_id: z.string(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    last_order: z.string(),
    usual_gap_days: z.number().nullable(),
    due_day: z.string().nullable().describe('last order and the usual gap'),
    overdue_days: z.number().int().nullable(),
    next_day: z
      .string()
      .nullable()
      .describe('when the next order is expected, supposing the customer comes back'),
    next_day_low: z.string().nullable(),
    next_day_high: z.string().nullable(),
    alive: z.number().describe('probability that the customer is still active'),
    value_at_stake: z.number().describe('expected from the customer over the next 12 months'),
    favourites: z.array(z.string()),
  }),
).extend({ made_as_of: z.string() })
