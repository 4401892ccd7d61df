import { z } from 'zod'
import { countriesOutput } from './countries.ts'
import { envelope, filter } from './filter.ts'
import { kpisOutput } from './kpis.ts'
import { timeSeriesOutput } from './time-series.ts'
import { topProductsOutput } from './top-products.ts'

export const dashboardSummaryInput = filter
export const dashboardSummaryOutput = envelope.extend({
  kpis: kpisOutput,
  series: timeSeriesOutput.shape.items,
  top_products: topProductsOutput.shape.items,
  top_countries: countriesOutput.shape.items,
  alerts: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['info', 'warning', 'critical']),
      message: z.string(),
    }),
  ),
})
