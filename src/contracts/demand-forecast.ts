import { z } from 'zod'
import { envelope, filter } from './filter.ts'

/** How a product sells: often or seldom, in even or in uneven amounts. */
export const demandClasses = ['smooth', 'erratic', 'intermittent', 'lumpy', 'no_demand'] as const

/** How a product's rate of sale was found. */
export const demandMethods = ['ets', 'sba_tsb', 'category_history', 'none', 'naive'] as const

/** What to do about the stock of a product. */
export const reorderActions = [
  'reorder_now',
  'reorder_soon',
  'enough_stock',
  'no_demand',
  'stock_not_known',
] as const

export const reorderRecommendation = z.object({
  action: z.enum(reorderActions),
  quantity: z.number().describe('units to order; 0 where nothing is to be ordered'),
  order_by: z.string().nullable().describe('the last day on which an order still comes in time'),
  lead_time_days: z.number().int(),
  on_order: z.number(),
  cover_days: z.number().int().describe('for how many days the order is to last'),
})

const units = z.object({
  forecast_30: z.number(),
  forecast_60: z.number(),
  forecast_90: z.number(),
  forecast: z.number(),
})

export const productDemand = z.object({
  product_id: z.string(),
  product_name: z.string().nullable(),
  category: z.string().nullable(),
  demand_class: z.enum(demandClasses),
  method: z.enum(demandMethods),
  average_interval: z.number().describe('weeks from one with a sale to the next'),
  variation: z.number().describe('squared coefficient of variation of what a week sells when it sells'),
  known_days: z.number().int().describe('days on sale with stock behind the forecast'),
  ...units.shape,
  quantile_50: z.number().describe('of the days ahead asked for, as the two below'),
  quantile_80: z.number(),
  quantile_95: z.number(),
  last_30: z.number().describe('units of the last 30 days'),
  stock_on_hand: z.number().nullable(),
  stock_day: z.string().nullable().describe('the day on which that was counted'),
  stockout_risk: z.number().nullable().describe('chance that the next 30 days ask for more than is in stock'),
  stockout_risk_ahead: z.number().nullable().describe('the same for the days ahead asked for'),
  stockout_date: z
    .string()
    .nullable()
    .describe('when expected demand has used up the stock; null where it lasts beyond 180 days'),
  reorder_recommendation: reorderRecommendation,
  reasons: z.record(z.string(), z.string()).optional(),
})
export type ProductDemandRow = z.output<typeof productDemand>

export const demandSorts = [
  'forecast',
  'forecast_30',
  'forecast_60',
  'forecast_90',
  'stockout_risk',
  'stockout_date',
  'product_name',
] as const
const sorts = demandSorts.flatMap((name) => [name, `-${name}`] as const)

export const demandForecastInput = filter.extend({
  top_n: z.coerce.number().int().min(1).max(500).default(20).describe('how many products'),
  offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  days_ahead: z.coerce.number().int().min(7).max(180).default(90).describe('what `forecast` adds up'),
  demand_class: z.enum(demandClasses).optional().describe('only products that sell like this'),
  min_risk: z.coerce.number().min(0).max(1).optional().describe('only with at least this stockout_risk'),
  search: z.string().max(200).optional().describe('part of a product id or name'),
  sort: z.enum(sorts as [string, ...string[]]).default('-forecast'),
})

export const demandForecastOutput = envelope.extend({
  days_ahead: z.number().int(),
  model: z.object({
    name: z.string(),
    served: z.enum(['model', 'rule']),
    run_id: z.string(),
    as_of: z.string(),
  }),
  items: z.array(productDemand),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
  totals: units.describe('of all products that were asked for'),
  categories: z
    .array(z.object({ category: z.string().nullable(), products: z.number().int(), ...units.shape }))
    .describe('of all products that were asked for, most demand first'),
  classes: z.record(z.string(), z.number().int()).describe('how many products sell in which way'),
  backtest: z
    .object({
      products: z.number().int(),
      days: z.number().int().describe('held out at a time'),
      windows: z.number().int().optional().describe('how many such stretches of days, one after the other'),
      wape: z.number().describe('absolute errors over the units sold'),
      wape_naive: z.number().describe('the same for repeating the days before'),
      wape_mean: z.number().describe('the same for the mean of both'),
      below_50: z.number().describe('share of products that stayed under the quantile, before calibration'),
      below_80: z.number(),
      below_95: z.number(),
    })
    .nullable(),
})
