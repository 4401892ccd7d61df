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

const days = z.object({ start_date: z.string(), end_date: z.string() })

export const kpisInput = filter
export const kpisOutput = envelope.extend({
  ...kpiFigures.shape,
  period: days,
  previous: kpiFigures.extend({ period: days }).nullable(),
  change: kpiFigures.describe('each figure against the previous period, as a fraction of it').nullable(),
})
