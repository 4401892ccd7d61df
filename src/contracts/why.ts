import { z } from 'zod'
import { day, envelope, filter } from './filter.ts'

/** The key figures whose change can be explained: those of `kpis`. */
export const whyMetrics = [
  'total_revenue',
  'total_orders',
  'average_order_value',
  'gross_profit',
  'profit_margin',
  'total_customers',
  'new_customers',
  'conversion_rate',
  'customer_ltv',
  'churn_rate',
] as const
export type WhyMetric = (typeof whyMetrics)[number]

/** How a figure is to be read: an amount of money, a number of things, or a fraction of 1. */
export const figureUnits = ['money', 'count', 'rate'] as const

/** Ways in which a change can be taken apart; each of them sums to the whole change. */
export const decompositionNames = [
  'drivers',
  'price_volume_mix',
  'customers',
  'orders_and_value',
  'visits_and_conversion',
  'customers_and_frequency',
  'customers_and_share',
  'rates_and_mix',
  'numbers',
] as const

/** What a change is made of. */
export const changeParts = [
  'new_customers',
  'returned_customers',
  'lost_customers',
  'kept_customers',
  'guests',
  'refunds_only',
  'volume',
  'mix',
  'price',
  'unit_cost',
  'units_per_order',
  'orders',
  'order_value',
  'visits',
  'conversion',
  'customers',
  'frequency',
  'new_share',
  'own_rate',
  'known_customers',
  'gone_customers',
  'active_customers',
] as const
export type ChangePart = (typeof changeParts)[number]

export const whyDimensions = [
  'country',
  'category',
  'product',
  'traffic_source',
  'device_type',
  'payment_method',
] as const
export type WhyDimension = (typeof whyDimensions)[number]

export const changePart = z.object({
  part: z.enum(changeParts),
  amount: z.number().describe('in the unit of the figure, negative where it lowered it'),
})

const contribution = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  current: z.number().nullable().describe('the figure of this one alone'),
  previous: z.number().nullable(),
  contribution: z.number().describe('its share of the change, in the unit of the figure'),
})

export const changeByDimension = z.object({
  dimension: z.enum(whyDimensions),
  items: z.array(contribution).describe('those that moved the figure most, most first'),
  rest: z.object({ count: z.number().int(), contribution: z.number() }).describe('all others together'),
  reasons: z.record(z.string(), z.string()).optional(),
})

const days = z.object({ start_date: z.string(), end_date: z.string() })

export const whyInput = filter.extend({
  metric: z.enum(whyMetrics).default('total_revenue').describe('the key figure'),
  previous_start_date: day.optional().describe('first day compared with; by default what `compare` says'),
  previous_end_date: day.optional().describe('last day compared with, before start_date'),
  limit: z.coerce.number().int().min(1).max(50).default(5).describe('how many of each dimension are named'),
})

export const whyOutput = envelope.extend({
  metric: z.enum(whyMetrics),
  unit: z.enum(figureUnits),
  period: days,
  previous_period: days.nullable(),
  current: z.number().nullable(),
  previous: z.number().nullable(),
  difference: z.number().nullable(),
  change: z.number().nullable().describe('difference ÷ previous, a fraction'),
  decompositions: z
    .array(z.object({ name: z.enum(decompositionNames), parts: z.array(changePart) }))
    .describe('the first is the one to show; the parts of each sum to the difference'),
  dimensions: z
    .array(changeByDimension)
    .describe('items and rest of each sum to the difference; a dimension that says nothing is left out'),
})
