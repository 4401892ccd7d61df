import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const cohortGranularities = ['week', 'month', 'quarter'] as const

export const cohortsInput = filter.extend({ granularity: z.enum(cohortGranularities).default('month') })
export const cohortsOutput = envelope.extend({
  granularity: z.enum(cohortGranularities),
  items: z.array(
    z.object({
      cohort: z.string().describe('the first day of the week, month or quarter of the first order'),
      customers: z.number().int(),
      cells: z.array(
        z.object({
          index: z.number().int().describe('weeks, months or quarters since the first order'),
          customers: z.number().int().describe('who ordered in it'),
          retention: z.number(),
          orders: z.number().int(),
          revenue: z.number(),
          profit: z.number().nullable(),
          cumulative_revenue: z.number().describe('for each customer of the cohort, up to and with this one'),
          cumulative_profit: z.number().nullable(),
          partial: z.boolean().describe('whether the period was still running for some'),
        }),
      ),
    }),
  ),
  average_retention: z
    .array(z.object({ index: z.number().int(), retention: z.number(), cohorts: z.number().int() }))
    .describe('over the cohorts whose period is over, weighted by their size'),
})
