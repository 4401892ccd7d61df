import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const repeatPurchasesInput = filter
export const repeatPurchasesOutput = envelope.extend({
  customers: z.number().int(),
  repeat_customers: z.number().int(),
  repeat_rate: z.number().nullable().describe('customers with two orders or more ÷ customers'),
  orders_per_customer: z.number().nullable(),
  median_gap_days: z.number().nullable(),
  mean_gap_days: z.number().nullable(),
  second_order: z
    .array(z.object({ days: z.number().int(), rate: z.number().nullable(), customers: z.number().int() }))
    .describe(
      'of the customers first seen at least so many days before as_of, those who ordered again within them',
    ),
  curve: z
    .array(
      z.object({
        order_number: z.number().int(),
        customers: z.number().int(),
        next_rate: z.number().nullable(),
      }),
    )
    .describe('customers who reached the n-th order, and the share of them who made the next'),
  gaps: z
    .array(z.object({ from: z.number(), to: z.number(), count: z.number().int() }))
    .describe('days between orders'),
  activity: z
    .array(
      z.object({
        month: z.string(),
        new_customers: z.number().int(),
        returning_customers: z.number().int(),
        reactivated_customers: z.number().int().describe('back after more than 180 days'),
        revenue: z.number(),
      }),
    )
    .describe('who ordered in each month'),
})
