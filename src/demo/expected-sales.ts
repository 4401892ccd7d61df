import type { Schedule } from './schedule.ts'
import { monthFactors, yearlyCurve } from './season-curve.ts'
import type { Harmonic } from './season-curve.ts'
import type { World } from './world.ts'

const oneYear = 365
const sizeSteps = 7

/**
 * Units and list-price revenue to be expected of one order, given the demand factor of each product: draws are kept in
 * proportion, and an order that came out empty is drawn again, which makes small baskets a little larger.
 */
function expectedBasket(
  world: World,
  factorOf: (product: number) => number,
  priceOf: (product: number) => number,
): { units: number; revenue: number } {
  const { catalogue, plan } = world
  let [kept, value] = [0, 0]
  for (let product = 0; product < catalogue.products.length; product++) {
    const units =
      catalogue.share[product] * factorOf(product) * (1 + catalogue.products[product].extra_quantity)
    kept += catalogue.share[product] * factorOf(product)
    value += units * priceOf(product)
  }
  let draws = 0
  for (let step = 0; step < sizeSteps; step++) {
    // sizes spread like the customers' own: mean 1, variance 1 / size_shape
    const size = 1 + (step - (sizeSteps - 1) / 2) / 2 / Math.sqrt(plan.basket.size_shape)
    const mean = plan.basket.draws * Math.max(0.05, size) * kept
    draws += mean / -Math.expm1(-mean) / sizeSteps
  }
  return { units: draws, revenue: kept === 0 ? 0 : (draws * value) / kept }
}

/** Revenue to be expected each day from all that was planned but anomalies, scaled to what was really sold. */
export function expectedRevenue(
  world: World,
  { expected }: Schedule,
  discountRate: Float32Array,
  sold: number,
): Float64Array {
  const { catalogue, calendar, prices, demand } = world
  const count = catalogue.products.length
  const usual = Float64Array.from({ length: calendar.days }, (_, day) => {
    const basket = expectedBasket(
      world,
      (product) => demand.factor[day * count + product],
      (product) => prices[day * count + product] * (1 - discountRate[day * count + product]),
    )
    return expected[day] * basket.revenue
  })
  const total = usual.reduce((sum, value) => sum + value, 0)
  return usual.map((value) => (value * sold) / total)
}

/** Monthly factors of revenue that come from the season alone: orders, how much they hold, and of which products. */
export function revenueSeason(world: World): number[] {
  const { plan, catalogue } = world
  const overYear = (harmonics: readonly Harmonic[]): Float64Array => {
    const curve = yearlyCurve(harmonics)
    return Float64Array.from({ length: oneYear }, (_, day) => curve((day + 0.5) / oneYear))
  }
  const orders = overYear(plan.orders_season)
  const basket = overYear(plan.basket_season)
  const kinds = new Map<readonly Harmonic[], Float64Array>()
  const curves = catalogue.products.map(({ seasons }) => {
    const curve = kinds.get(seasons) ?? overYear(seasons)
    kinds.set(seasons, curve)
    return curve
  })
  const curve = orders.map((factor, day) => {
    const held = expectedBasket(
      world,
      (product) => basket[day] * curves[product][day],
      (product) => catalogue.products[product].price,
    )
    return factor * held.revenue
  })
  const mean = curve.reduce((sum, value) => sum + value, 0) / oneYear
  return monthFactors((point) => curve[Math.floor(point * oneYear)] / mean)
}
