import { z } from 'zod'
import { envelope } from './filter.ts'
import { forecastMetrics } from './sales-forecast.ts'

const scores = z.object({
  days: z.number().int().describe('days that have come so far'),
  wape: z.number().nullable().describe('absolute errors over the total, a fraction'),
  naive_wape: z.number().nullable().describe('the same of the naive rule'),
  coverage_80: z.number(),
  coverage_95: z.number(),
  predicted: z.number().describe('the sum over the days that have come'),
  actual: z.number(),
  naive: z.number(),
})

export const forecastRecordInput = z.object({
  metric: z.enum(forecastMetrics).default('revenue'),
})

export const forecastRecordOutput = envelope.extend({
  metric: z.enum(forecastMetrics),
  items: z
    .array(
      z.object({
        days_ago: z.number().int().describe('30, 60 or 90: the forecast that was made about then'),
        run_id: z.string(),
        made_as_of: z.string(),
        backcast: z.boolean().describe('made afterwards, from what was known then'),
        scores: scores.optional().describe('once a day has come'),
        days: z.array(
          z.object({
            date: z.string(),
            predicted: z.number(),
            lower_80: z.number(),
            upper_80: z.number(),
            lower_95: z.number(),
            upper_95: z.number(),
            naive: z.number(),
            actual: z.number().optional().describe('once the day is over'),
          }),
        ),
      }),
    )
    .describe('of the whole shop'),
})
