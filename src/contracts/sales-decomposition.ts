import { z } from 'zod'
import { envelope } from './filter.ts'
import { notEnough } from './models.ts'
import { forecastCalendar, forecastMetrics, forecastScope } from './sales-forecast.ts'
import { granularities } from './time-series.ts'

const part = (what: string) => z.number().describe(`${what}, in the unit of the metric`)

export const salesDecompositionInput = forecastScope.extend({
  granularity: z.enum(granularities).default('day'),
})

export const salesDecompositionOutput = envelope.extend({
  state: z.enum(['decomposition', 'not_enough_data']),
  needed: notEnough.optional(),
  metric: z.enum(forecastMetrics),
  granularity: z.enum(granularities),
  mode: z
    .enum(['multiplicative', 'additive'])
    .nullable()
    .describe('whether seasons are shares of the trend or amounts'),
  items: z
    .array(
      z.object({
        date: z.string(),
        observed: z.number(),
        trend: part('the level'),
        weekly: part('what the weekday adds'),
        yearly: part('what the time of the year adds'),
        holidays: part('what holidays add'),
        events: part('what promotions add'),
        remainder: part('what is left'),
      }),
    )
    .describe('of each period: all parts sum to what was observed'),
  weekly_profile: z
    .array(z.object({ weekday: z.number().int().describe('0 Monday to 6 Sunday'), factor: z.number() }))
    .describe('averages 1 (multiplicative) or 0 (additive)'),
  yearly_profile: z.array(z.object({ month: z.number().int().describe('1 to 12'), factor: z.number() })),
  weekly_amplitude: z.number().nullable().describe('half the distance from lowest to highest'),
  yearly_amplitude: z.number().nullable(),
  trend_change: z
    .number()
    .nullable()
    .describe('of the trend over the last 365 days, or from the beginning, a fraction'),
  effects: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['holiday', 'promotion', 'event']),
      effect: z.number().describe('a factor less 1 (multiplicative) or an amount, on a full period'),
      days: z.number().int().describe('how often it was seen'),
    }),
  ),
  calendar: forecastCalendar.optional(),
})
