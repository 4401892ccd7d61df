import type { Random } from '../base/random.ts'
import type { LineList } from './line-list.ts'
import type { OrderList } from './order-list.ts'
import { listPrices } from './price-path.ts'
import type { World } from './world.ts'

const courtesyStep = 500
const largestCourtesy = 5

/**
 * Brings net revenue to the goal, in whole units of the currency: first all list prices move by one factor until
 * revenue is just above it, then the rest is given away in small discounts on lines chosen by chance.
 */
export function reachRevenue(
  world: World,
  orders: OrderList,
  lines: LineList,
  { goal, random }: { goal: number; random: Random },
): void {
  const labels = world.catalogue.products.map(({ price }) => price)
  const changes = world.price_changes.map((change) => ({ ...change }))
  let [low, high] = [goal / revenue(lines) / 1.02, (goal / revenue(lines)) * 1.02]
  for (let turn = 0; turn < 14; turn++) {
    const middle = (low + high) / 2
    scalePrices(world, labels, changes, middle)
    reprice(world, orders, lines)
    if (revenue(lines) < goal) low = middle
    else high = middle
  }
  scalePrices(world, labels, changes, high)
  reprice(world, orders, lines)
  giveCourtesies(lines, revenue(lines) - goal, random)
}

export function revenue(lines: LineList): number {
  let sum = 0
  for (let line = 0; line < lines.count; line++) {
    sum += lines.quantity[line] * lines.unit_price[line] - lines.discount[line]
  }
  return sum
}

function scalePrices(world: World, labels: number[], changes: World['price_changes'], by: number): void {
  const { catalogue, calendar, plan } = world
  catalogue.products.forEach((product, index) => {
    product.price = plan.label_price(labels[index] * by)
  })
  world.price_changes = changes.map((change) => ({
    ...change,
    from: plan.label_price(change.from * by),
    to: plan.label_price(change.to * by),
  }))
  world.prices = listPrices(catalogue, calendar, world.price_changes)
}

function reprice({ prices, catalogue }: World, orders: OrderList, lines: LineList): void {
  for (let line = 0; line < lines.count; line++) {
    const rate = lines.discount[line] / (lines.quantity[line] * lines.unit_price[line])
    lines.unit_price[line] =
      prices[orders.day[lines.order[line]] * catalogue.products.length + lines.product[line]]
    // a rate is a whole percent: what rounding did to the amount must not grow with each turn
    const percent = Math.round(rate * 100) / 100
    lines.discount[line] = Math.round(lines.quantity[line] * lines.unit_price[line] * percent)
  }
}

function giveCourtesies(lines: LineList, surplus: number, random: Random): void {
  let left = surplus
  while (left > 0) {
    const line = Math.floor(random() * lines.count)
    if (lines.discount[line] > 0) continue
    const courtesy = Math.min(left, courtesyStep * (1 + Math.floor(random() * largestCourtesy)))
    if (courtesy > lines.unit_price[line] * 0.2) continue
    lines.discount[line] = courtesy
    left -= courtesy
  }
}
