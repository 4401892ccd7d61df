import { z } from 'zod'
import { day, envelope, filter } from './filter.ts'
import { forecastMetrics, salesForecastInput } from './sales-forecast.ts'
import { notEnough } from './models.ts'
import { granularities } from './time-series.ts'

const when = {
  start_date: day.optional().describe('the first day; the first day forecast by default'),
  end_date: day.optional().describe('the last day; the last day forecast by default'),
}

const promotion = z.strictObject({
  kind: z.literal('promotion'),
  ...when,
  discount: z.number().min(0.01).max(0.9).describe('off every price, a fraction'),
  uplift: z
    .number()
    .min(-0.9)
    .max(20)
    .optional()
    .describe('how much more is sold, a fraction; estimated from the shop when not given'),
})

const price = z.strictObject({
  kind: z.literal('price'),
  ...when,
  change: z.number().min(-0.9).max(5).describe('of every price, a fraction: 0.05 is 5% dearer'),
  elasticity: z
    .number()
    .min(-10)
    .max(0)
    .optional()
    .describe('per cent of units for a per cent of price; estimated from the shop when not given'),
})

export const closableDimensions = [
  'country',
  'region',
  'city',
  'category',
  'payment_method',
  'device_type',
  'traffic_source',
] as const

const closure = z.strictObject({
  kind: z.literal('closure'),
  ...when,
  dimension: z.enum(closableDimensions),
  value: z.string().min(1).max(500),
  kept: z.number().min(0).max(1).default(0).describe('how much of its sales goes elsewhere in the shop'),
})

const growth = z.strictObject({
  kind: z.literal('growth'),
  ...when,
  change: z.number().min(-0.9).max(10).describe('on top of the forecast, a fraction'),
})

export const scenarioChange = z.discriminatedUnion('kind', [promotion, price, closure, growth])
export type ScenarioChange = z.output<typeof scenarioChange>
export type ScenarioChangeInput = z.input<typeof scenarioChange>

const changeList = z.array(scenarioChange).min(1).max(10)

/** Where each factor comes from: given by the asker, learnt from the shop, or taken from what is usual elsewhere. */
export const scenarioBases = ['given', 'own_promotions', 'own_prices', 'own_sales', 'assumed'] as const

const question = salesForecastInput.omit({ thorough: true })

export const forecastScenarioInput = question.extend({
  changes: z
    .union([
      changeList,
      z
        .string()
        .max(10_000)
        .transform((text, context): unknown => {
          try {
            return JSON.parse(text)
          } catch {
            context.addIssue({ code: 'custom', message: 'a JSON list of changes' })
            return z.NEVER
          }
        })
        .pipe(changeList),
    ])
    .describe('a list of changes; in an address as JSON'),
})

const total = z.object({
  value: z.number(),
  lower_80: z.number(),
  upper_80: z.number(),
  lower_95: z.number(),
  upper_95: z.number(),
})

export const forecastScenarioOutput = envelope.extend({
  state: z.enum(['forecast', 'not_enough_data']),
  needed: notEnough.optional(),
  metric: z.enum(forecastMetrics),
  granularity: z.enum(granularities),
  days_ahead: z.number().int(),
  last_complete: z.string().nullable(),
  base: total.nullable(),
  scenario: total.nullable(),
  change: z.number().nullable().describe('of the total, a fraction of the base'),
  items: z.array(
    z.object({
      date: z.string(),
      base: z.number(),
      value: z.number(),
      lower_80: z.number(),
      upper_80: z.number(),
      lower_95: z.number(),
      upper_95: z.number(),
    }),
  ),
  effects: z
    .array(
      z.object({
        kind: z.enum(['promotion', 'price', 'closure', 'growth']),
        amount: z.number().describe('what this change adds to the total, after those before it'),
        start_date: z.string(),
        end_date: z.string(),
        factor: z.number().describe('of the metric on its days, on average'),
        basis: z.enum(scenarioBases),
        elasticity: z.number().optional(),
        elasticity_error: z
          .number()
          .optional()
          .describe('its standard error, which the bands hold; 0 where it was given'),
        uplift: z.number().optional().describe('of units, a fraction'),
        evidence: z
          .number()
          .int()
          .describe('days, or weeks of products, that the estimate was learnt from; 0 when given or assumed'),
      }),
    )
    .describe('one for each change, in the order given'),
})

const name = z.string().trim().min(1).max(100)
const scenarioQuestion = z
  .strictObject({
    metric: z.enum(forecastMetrics).default('revenue'),
    granularity: z.enum(granularities).default('day'),
    days_ahead: z.number().int().min(7).max(180).default(90),
    filter: filter.partial().default({}).describe('as in the filter of the forecast'),
  })
  .describe('what is forecast')

export const savedScenario = z.object({
  scenario_id: z.string(),
  name: z.string(),
  question: scenarioQuestion,
  changes: changeList,
  author_name: z.string().nullable(),
  mine: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
})

export const scenarioList = z.object({ items: z.array(savedScenario), total: z.number().int() })
export const newScenario = z.strictObject({
  name,
  question: scenarioQuestion.prefault({}),
  changes: changeList,
})
export const scenarioPath = z.object({ scenario_id: z.string().max(100) })
export const scenarioEdit = scenarioPath.extend({
  name: name.optional(),
  question: scenarioQuestion.optional(),
  changes: changeList.optional(),
})
export const scenarioRemoved = z.object({
  scenario_id: z.string(),
  name: z.string(),
  removed: z.boolean(),
})
