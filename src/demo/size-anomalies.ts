import { isOfLines, sizedFor } from './anomalies.ts'
import type { Anomaly } from './anomalies.ts'
import type { Buyers } from './buyers.ts'
import type { Events } from './event-list.ts'
import type { World } from './world.ts'

type Known = { buyers: Buyers; events: Events; expected: Float64Array }

/** Orders that a day would usually see in an anomaly's scope, now that it is known who is there. */
export function usualOrders(world: World, expected: Float64Array, { day, usual }: Anomaly): number {
  return (usual * expected[day]) / (world.orders_shape[day] * world.orders_goal)
}

/** Gives anomalies of categories and products the size that the units they would usually sell ask for. */
export function sizeLineAnomalies(world: World, known: Known, anomalies: readonly Anomaly[]): Anomaly[] {
  return anomalies.map((anomaly) =>
    isOfLines(anomaly) ? sizedFor(anomaly, ...usualUnits(world, known, anomaly)) : anomaly,
  )
}

const nearDays = 28
const mostOrders = 2000

/**
 * Units of the scope to be expected on the day, what those who order around it would put into their baskets then, and
 * their variance over mean: who takes one may take several.
 */
function usualUnits(
  world: World,
  { buyers, events, expected }: Known,
  { day, ...anomaly }: Anomaly,
): [usual: number, spread: number] {
  const from = events.start[Math.max(0, day - nearDays)]
  const to = events.start[Math.min(expected.length, day + nearDays + 1)]
  const step = Math.max(1, Math.floor((to - from) / mostOrders))
  const seen = new Map<string, Moments>()
  let [units, squares, orders] = [0, 0, 0]
  for (let at = from; at < to; at += step) {
    const buyer = events.buyer[at] - 1
    const size = buyer < 0 ? 1 : Math.round(buyers.size[buyer] * 20) / 20
    const favourite = buyer < 0 ? -1 : buyers.favourite[buyer]
    const key = `${favourite} ${size}`
    const each = seen.get(key) ?? unitsOfOrder(world, { day, ...anomaly }, { favourite, size })
    seen.set(key, each)
    units += each.mean
    squares += each.square
    orders += 1
  }
  return units === 0 ? [0, 1] : [(expected[day] * units) / orders, squares / units]
}

/** Of the units of a scope in one order: the mean, and the mean of their square. */
type Moments = { mean: number; square: number }

/** See `fillBaskets`: draws are kept by the day's demand, an empty basket is drawn again, companions come on top. */
function unitsOfOrder(
  { catalogue, demand, plan, companions }: World,
  { day, scope, index }: Pick<Anomaly, 'day' | 'scope' | 'index'>,
  { favourite, size }: { favourite: number; size: number },
): Moments {
  const count = catalogue.products.length
  const loyalty = favourite < 0 ? 0 : plan.basket.loyalty
  const mean = Float64Array.from(catalogue.share, (share, product) => {
    const liked =
      catalogue.category[product] === favourite ? (loyalty * share) / catalogue.category_share[favourite] : 0
    const chance = liked + (1 - loyalty) * share
    return plan.basket.draws * Math.max(0.05, size) * chance * demand.factor[day * count + product]
  })
  const all = mean.reduce((sum, value) => sum + value, 0)
  if (!(all > 0)) return { mean: 0, square: 0 }
  const isIn = (product: number): boolean =>
    scope === 'product' ? product === index : catalogue.category[product] === index
  const taken = new Float64Array(count)
  for (let product = 0; product < count; product++) if (isIn(product)) taken[product] = mean[product]
  for (const { product, companion, chance } of companions) {
    if (!isIn(companion)) continue
    taken[companion] += -Math.expm1(-mean[product]) * chance * demand.factor[day * count + companion]
  }
  let [units, squares] = [0, 0]
  taken.forEach((lines, product) => {
    const { extra_quantity } = catalogue.products[product]
    units += lines * (1 + extra_quantity)
    // what a line holds beyond one is geometric
    squares += lines * (1 + 3 * extra_quantity + 2 * extra_quantity ** 2)
  })
  const notEmpty = -Math.expm1(-all)
  return { mean: units / notEmpty, square: (squares + units ** 2) / notEmpty }
}
