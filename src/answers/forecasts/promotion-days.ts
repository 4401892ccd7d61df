import { median } from '../../math/quantile.ts'
import { isoDay } from '../../warehouse/read-values.ts'
import { sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'
import type { Scope } from '../scope.ts'

export type PromotionDays = {
  /** ISO days, oldest first */
  days: string[]
  /** by which prices were lower on them than on the other days, a fraction */
  discount: number
}

/** A day stands out by so much of its gross sales given away, beyond what is usual. */
const leastDiscount = 0.03
const spreads = 4
/** Where so many days stand out, discounts are the shop's way and no event. */
const mostDays = 0.35

/** The days on which far more than usual was given away in discounts: promotions, as facts know them. */
export async function promotionDays(context: AnswerContext, scope: Scope): Promise<PromotionDays> {
  const { day, share } = await context.db.columns<{ day: Int32Array; share: Float64Array }>(sql`
    SELECT s.day, 1 - CAST(sum(s.amount) AS DOUBLE) / CAST(sum(s.quantity * s.unit_price) AS DOUBLE) AS share
    FROM marts.sales AS s WHERE ${scope.lines(scope.range)} AND s.is_sale
    GROUP BY s.day HAVING sum(s.quantity * s.unit_price) > 0 ORDER BY s.day`)
  if (day.length === 0) return { days: [], discount: 0 }
  const usual = median(share)
  const spread = 1.4826 * median(share.map((value) => Math.abs(value - usual)))
  const limit = usual + Math.max(leastDiscount, spreads * spread)
  const outstanding = [...day.keys()].filter((i) => share[i] > limit)
  if (outstanding.length === 0 || outstanding.length > mostDays * day.length) return { days: [], discount: 0 }
  const mean = outstanding.reduce((sum, i) => sum + share[i], 0) / outstanding.length
  return { days: outstanding.map((i) => isoDay(day[i])), discount: mean - usual }
}
