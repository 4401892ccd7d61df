import type { Schedule } from './schedule.ts'
import { monthFactors, yearlyCurve } from './season-curve.ts'
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
  const orders = yearlyCurve(plan.orders_season)
  const basket = yearlyCurve(plan.basket_season)
  const kinds = new Map(catalogue.products.map(({ seasons }) => [seasons, yearlyCurve(seasons)]))
  const curves = catalogue.products.map(({ seasons }) => kinds.get(seasons) ?? orders)
  const curve = Float64Array.from({ length: oneYear }, (_, day) => {
    const point = (day + 0.5) / oneYear
    const held = expectedBasket(
      world,
      (product) => basket(point) * curves[product](point),
      (product) => catalogue.products[product].price,
    )
    return orders(point) * held.revenue
  })
  const mean = curve.reduce((sum, value) => sum + value, 0) / oneYear
  return monthFactors((point) => curve[Math.floor(point * oneYear)] / mean)
}
