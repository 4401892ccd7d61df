import { z } from 'zod'
import { envelope, filter } from './filter.ts'

const figure = z.number().nullable()

export const kpiFigures = z.object({
  total_revenue: figure,
  total_orders: figure,
  average_order_value: figure,
  gross_profit: figure,
  profit_margin: figure,
  total_customers: figure,
  new_customers: figure,
  conversion_rate: figure,
  customer_ltv: figure,
  churn_rate: figure,
})
export type KpiFigures = z.output<typeof kpiFigures>

const interval = z.object({ expected: z.number(), low: z.number(), high: z.number() })

export const kpiOutlook = z
  .object({
    made_as_of: z.string(),
    expected_churn_rate: z
      .number()
      .nullable()
      .describe('expected share of the active customers without an order in the next churn_horizon_days'),
    churn_horizon_days: z.number().int().nullable(),
    predicted_ltv: z
      .number()
      .nullable()
      .describe('customer_ltv and what a customer is expected to bring in the next 12 months'),
    revenue_90: interval.nullable().describe('of the customers known today, 80% interval'),
    revenue_365: interval.nullable(),
  })
  .describe('what the served models expect; only for the whole shop and a period that ends today')

const days = z.object({ start_date: z.string(), end_date: z.string() })

export const kpisInput = filter
export const kpisOutput = envelope.extend({
  ...kpiFigures.shape,
  period: days,
  previous: kpiFigures.extend({ period: days }).nullable(),
  outlook: kpiOutlook.nullable(),
  change: kpiFigures.describe('each figure against the previous period, as a fraction of it').nullable(),
})
