import type { Random } from '../base/random.ts'
import { addLine, createLineList } from './line-list.ts'
import type { LineList } from './line-list.ts'
import type { OrderList } from './order-list.ts'
import { isPromoted } from './promotions.ts'
import { dailyStream } from './random-stream.ts'
import type { Schedule } from './schedule.ts'
import type { World } from './world.ts'

/** How a basket is filled: everything the inner loop needs, looked up once. */
export type BasketFiller = {
  world: World
  /** by product: its companion (or -1) and the chance of taking it */
  companion: Int32Array
  companion_chance: Float64Array
  /** discount rate of each product on each day (day × product) */
  discount_rate: Float32Array
  /** by day: how many times its usual quantity one order takes of its first line, or 0 */
  bulk: Float64Array
}

const coupons = [0.05, 0.1, 0.15]
const mostTries = 60

export function createBasketFiller(world: World): BasketFiller {
  const { catalogue, calendar, companions, promotions, anomalies } = world
  const count = catalogue.products.length
  const filler: BasketFiller = {
    world,
    companion: new Int32Array(count).fill(-1),
    companion_chance: new Float64Array(count),
    discount_rate: new Float32Array(calendar.days * count),
    bulk: new Float64Array(calendar.days),
  }
  for (const { product, companion, chance } of companions) {
    filler.companion[product] = companion
    filler.companion_chance[product] = chance
  }
  for (const promotion of promotions) {
    for (let product = 0; product < count; product++) {
      if (!isPromoted(promotion, catalogue, product)) continue
      for (let day = promotion.first_day; day <= promotion.last_day; day++) {
        filler.discount_rate[day * count + product] = promotion.discount_rate
      }
    }
  }
  for (const { kind, day, size } of anomalies) if (kind === 'bulk_order') filler.bulk[day] = size
  return filler
}

/** The lines of a stretch of orders. */
export function fillBaskets(filler: BasketFiller, schedule: Schedule, orders: OrderList): LineList {
  const { world } = filler
  const daily = dailyStream(world.seed, 'baskets')
  const expected = (world.plan.size.lines / world.plan.size.orders) * orders.count
  const lines = createLineList(Math.ceil(expected * 1.1) + 64)
  let bulkDay = -1
  for (let order = 0; order < orders.count; order++) {
    const first = lines.count
    const day = orders.day[order]
    const random = daily(day)
    fillBasket(filler, schedule, { orders, lines, order, random })
    if (filler.bulk[day] > 0 && bulkDay !== day && orders.cancelled[order] === 0) {
      lines.quantity[first] = Math.round(filler.bulk[day])
      bulkDay = day
    }
    const coupon =
      random() < world.plan.basket.coupon_share ? coupons[Math.floor(random() * coupons.length)] : 0
    for (let line = first; line < lines.count; line++) priceLine(filler, orders, lines, { line, coupon })
  }
  return lines
}

type Filling = { orders: OrderList; lines: LineList; order: number; random: Random }

/** Draws until at least one product is kept, so that what is drawn for each product stays in proportion to its demand. */
function fillBasket(
  filler: BasketFiller,
  { buyers }: Schedule,
  { orders, lines, order, random }: Filling,
): void {
  const { catalogue, demand, plan } = filler.world
  const day = orders.day[order]
  const buyer = orders.buyer[order] - 1
  const peak = demand.peak[day]
  const pickLiked = buyer < 0 ? catalogue.pick : catalogue.pick_in[buyers.favourite[buyer]]
  const loyalty = buyer < 0 ? 0 : plan.basket.loyalty
  const emptiest = Math.exp(-plan.basket.draws * (buyer < 0 ? 1 : buyers.size[buyer]) * peak)
  const offset = day * catalogue.products.length
  const first = lines.count
  for (let tries = 0; lines.count === first && tries < mostTries; tries++) {
    for (let product = random(); product > emptiest; product *= random()) {
      const drawn = random() < loyalty ? pickLiked(random) : catalogue.pick(random)
      if (random() * peak < demand.factor[offset + drawn])
        take(filler, { lines, order, first, random }, drawn)
    }
  }
  while (lines.count === first) {
    const drawn = catalogue.pick(random)
    if (random() * peak < demand.factor[offset + drawn]) take(filler, { lines, order, first, random }, drawn)
  }
  const last = lines.count
  for (let line = first; line < last; line++) {
    const product = lines.product[line]
    const companion = filler.companion[product]
    if (companion < 0) continue
    const chance = filler.companion_chance[product] * demand.factor[offset + companion]
    if (random() < chance) take(filler, { lines, order, first, random }, companion)
  }
}

type Taking = { lines: LineList; order: number; first: number; random: Random }

function take(filler: BasketFiller, { lines, order, first, random }: Taking, product: number): void {
  const { catalogue, plan } = filler.world
  if (plan.basket.merge) {
    for (let line = first; line < lines.count; line++) {
      if (lines.product[line] !== product) continue
      lines.quantity[line] += 1
      return
    }
  }
  const line = addLine(lines, order, product)
  const { extra_quantity } = catalogue.products[product]
  if (extra_quantity === 0) return
  const more = extra_quantity / (1 + extra_quantity)
  while (random() < more) lines.quantity[line] += 1
}

/** Sets a line's amounts in its order's currency. */
export function priceLine(
  filler: BasketFiller,
  orders: OrderList,
  lines: LineList,
  { line, coupon }: { line: number; coupon: number },
): void {
  const { world } = filler
  const order = lines.order[line]
  const product = lines.product[line]
  const at = orders.day[order] * world.catalogue.products.length + product
  const rate = orders.rate[order]
  const unit = world.rates.decimals[orders.currency[order]] === 0 ? 1 : 100
  lines.unit_price[line] = Math.max(1, Math.round((world.prices[at] / rate) * unit)) / unit
  lines.cost[line] = Math.max(1, Math.round((world.catalogue.products[product].cost / rate) * unit)) / unit
  const discount = Math.max(filler.discount_rate[at], coupon)
  lines.discount[line] = Math.round(lines.quantity[line] * lines.unit_price[line] * discount * unit) / unit
}
