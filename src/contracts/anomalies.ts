import { z } from 'zod'
import { envelope, filter, paging } from './filter.ts'
import { changePart, whyDimensions } from './why.ts'

export const severities = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** What can be odd: a day of the shop, of a country, category, product or channel, or an order. */
export const anomalyEntities = ['shop', 'country', 'category', 'product', 'traffic_source', 'order'] as const
export type AnomalyEntity = (typeof anomalyEntities)[number]

export const anomalyMethods = ['forecast_band', 'isolation_forest'] as const

/** What is looked at: of a day or of an order. */
export const anomalyMetrics = [
  'revenue',
  'orders',
  'units',
  'customers',
  'average_order_value',
  'units_per_order',
  'new_customer_share',
  'discount_share',
  'refund_share',
  'order_amount',
  'order_units',
  'order_lines',
  'times_usual_quantity',
  'unit_price_ratio',
] as const
export type AnomalyMetric = (typeof anomalyMetrics)[number]

const explainedBy = z.object({
  dimension: z.enum(whyDimensions),
  items: z.array(
    z.object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      actual: z.number(),
      expected: z.number(),
      contribution: z.number().describe('actual − expected'),
    }),
  ),
  rest: z.object({ count: z.number().int(), contribution: z.number() }),
})

export const anomalyExplanation = z.object({
  metric: z.literal('revenue'),
  actual: z.number(),
  expected: z.number().describe('revenue expected of that day'),
  difference: z.number(),
  parts: z.array(changePart).describe('price, volume and mix; they sum to the difference'),
  dimensions: z
    .array(explainedBy)
    .describe('items and rest of each sum to the difference, what moved it most first'),
  features: z
    .array(
      z.object({
        feature: z.enum(anomalyMetrics),
        value: z.number(),
        usual_low: z.number(),
        usual_high: z.number(),
      }),
    )
    .describe('what is odd about it, oddest first'),
})
export type AnomalyExplanation = z.output<typeof anomalyExplanation>

export const anomaly = z.object({
  date: z.string(),
  entity: z.enum(anomalyEntities),
  id: z.string().nullable().describe('of the country, category, product, source or order; null for the shop'),
  name: z.string().nullable(),
  method: z.enum(anomalyMethods),
  metric: z.enum(anomalyMetrics),
  direction: z.enum(['above', 'below']),
  score: z.number().describe('0 to 1, the higher the odder'),
  severity: z.enum(severities),
  expected: z.number(),
  expected_low: z.number().describe('95% of such days lie between the two'),
  expected_high: z.number(),
  actual: z.number(),
  explanation: anomalyExplanation,
})

/** What else was odd on the day, beneath what was most severe. */
const anomalyPart = anomaly.omit({ explanation: true })

const anomalyOfDay = anomaly.extend({
  parts: z
    .array(anomalyPart)
    .describe('grouped by day: what else was odd on that day, most severe first, 50 at most; else empty'),
  parts_total: z.number().int(),
})

export const anomalyGroupings = ['day', 'none'] as const

export const anomalySorts = ['date', 'severity', 'score'] as const
const sorts = anomalySorts.flatMap((name) => [name, `-${name}`] as const)

export const anomaliesInput = filter.extend({
  contamination: z.coerce
    .number()
    .min(0.01)
    .max(0.1)
    .default(0.05)
    .describe('the share of days and orders that may be odd; high and critical ones are always listed'),
  days_back: z.coerce
    .number()
    .int()
    .min(30)
    .max(365)
    .default(90)
    .describe('days looked back on; a period or start_date wins over it'),
  entity: z.enum(anomalyEntities).optional().describe('only of this kind'),
  severity: z
    .enum(severities)
    .default('low')
    .describe('the least severity listed; of a day that of what leads it'),
  group_by: z
    .enum(anomalyGroupings)
    .default('day')
    .describe('day: one entry a day, what was most severe, with the rest as its parts; none: each by itself'),
  ...paging.shape,
  sort: z.enum(sorts as [string, ...string[]]).default('-date'),
})

export const anomaliesOutput = envelope.extend({
  contamination: z.number(),
  days_back: z.number().int(),
  period: z.object({ start_date: z.string(), end_date: z.string() }),
  model: z.object({ name: z.string(), run_id: z.string(), as_of: z.string() }),
  group_by: z.enum(anomalyGroupings),
  items: z.array(anomalyOfDay),
  by_severity: z.object({
    low: z.number().int(),
    medium: z.number().int(),
    high: z.number().int(),
    critical: z.number().int(),
  }),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
})
