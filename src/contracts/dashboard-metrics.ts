import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const dashboardMetricsInput = filter
export const dashboardMetricsOutput = envelope.extend({
  total_sales: z.number(),
  active_customers: z.number().int(),
  products_sold: z.number().describe('units, less those returned'),
  average_ticket: z.number().nullable(),
})
