import type { z } from 'zod'
import type { reorderRecommendation } from '../../contracts/demand-forecast.ts'
import { unitsAheadOf } from './demand-quantities.ts'
import type { DemandRow } from './demand-quantities.ts'
import { addDays } from '../period.ts'

type Recommendation = z.input<typeof reorderRecommendation>

export type StockedProduct = DemandRow & {
  stock_on_hand: number | null
  on_order: number | null
  lead_time_days: number | null
  stockout_date: string | null
}

const usualLeadDays = 7
const coverDays = 30
const soonDays = 14

/**
 * Whether to reorder, how much and until when: enough for four of five courses that demand can take until the order has
 * come and lasted 30 days, less what is in stock or on its way; by the day from which it would come after the stock is
 * used up. Where no lead time is known a week is taken.
 */
export function recommendReorder(row: StockedProduct, asOf: string): Recommendation {
  const lead_time_days = Math.max(0, Math.round(row.lead_time_days ?? usualLeadDays))
  const on_order = Math.max(0, row.on_order ?? 0)
  const base = { quantity: 0, order_by: null, lead_time_days, on_order, cover_days: coverDays }
  if (!(row.expected_180 > 0)) return { ...base, action: 'no_demand' }
  if (row.stock_on_hand === null) return { ...base, action: 'stock_not_known' }
  const wanted = unitsAheadOf(row, 'q80', lead_time_days + coverDays)
  const quantity = Math.max(0, Math.ceil(wanted - row.stock_on_hand - on_order))
  if (quantity === 0 || row.stockout_date === null) return { ...base, action: 'enough_stock' }
  const last = addDays(row.stockout_date, -lead_time_days)
  const order_by = last < asOf ? asOf : last
  if (order_by === asOf) return { ...base, action: 'reorder_now', quantity, order_by }
  if (order_by <= addDays(asOf, soonDays)) return { ...base, action: 'reorder_soon', quantity, order_by }
  return { ...base, action: 'enough_stock' }
}
