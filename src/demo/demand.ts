import type { Calendar } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import { isPromoted } from './promotions.ts'
import type { Promotion } from './promotions.ts'
import { curveOverDays } from './season-curve.ts'
import type { Harmonic } from './season-curve.ts'
import type { StockOut } from './stock-outs.ts'

/** How many times its usual demand each product sees on each day (day × product), and the largest of each day. */
export type Demand = { factor: Float32Array; peak: Float32Array }

export type DemandSetting = {
  calendar: Calendar
  catalogue: Catalogue
  prices: Float64Array
  basket_season: readonly Harmonic[]
  promotions: readonly Promotion[]
  stock_outs: readonly StockOut[]
}

/**
 * Each product's demand moves by itself: a draw of a product is kept with its factor's share of the day's largest, so
 * that units of a product are proportional to its own factor whatever the others do.
 */
export function productDemand(setting: DemandSetting): Demand {
  const { calendar, catalogue } = setting
  const count = catalogue.products.length
  const factor = seasonalDemand(setting)
  applyPrices(factor, setting)
  for (const promotion of setting.promotions) {
    multiply(factor, count, promotion, promotion.units_lift, (product) =>
      isPromoted(promotion, catalogue, product),
    )
  }
  for (const stockOut of setting.stock_outs) {
    multiply(factor, count, stockOut, 0, (product) => product === stockOut.product)
  }
  const peak = new Float32Array(calendar.days)
  for (let day = 0; day < calendar.days; day++) {
    for (let product = 0; product < count; product++) {
      peak[day] = Math.max(peak[day], factor[day * count + product])
    }
  }
  return { factor, peak }
}

function seasonalDemand({ calendar, catalogue, basket_season }: DemandSetting): Float32Array {
  const count = catalogue.products.length
  const factor = new Float32Array(calendar.days * count)
  const basket = curveOverDays(calendar, basket_season)
  const curves = new Map<readonly Harmonic[], Float64Array>()
  catalogue.products.forEach(({ seasons }, product) => {
    const curve = curves.get(seasons) ?? curveOverDays(calendar, seasons)
    curves.set(seasons, curve)
    for (let day = Math.max(0, catalogue.launch[product]); day < calendar.days; day++) {
      factor[day * count + product] = curve[day] * basket[day]
    }
  })
  return factor
}

function applyPrices(factor: Float32Array, { catalogue, prices, calendar }: DemandSetting): void {
  const count = catalogue.products.length
  catalogue.products.forEach(({ price, elasticity }, product) => {
    let [last, effect] = [price, 1]
    for (let day = 0; day < calendar.days; day++) {
      const now = prices[day * count + product]
      if (now !== last) effect = (now / price) ** elasticity
      last = now
      factor[day * count + product] *= effect
    }
  })
}

function multiply(
  factor: Float32Array,
  count: number,
  { first_day, last_day }: { first_day: number; last_day: number },
  by: number,
  concerns: (product: number) => boolean,
): void {
  for (let product = 0; product < count; product++) {
    if (!concerns(product)) continue
    for (let day = first_day; day <= last_day; day++) factor[day * count + product] *= by
  }
}
