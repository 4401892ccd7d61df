import { isOfLines, shownBy } from './anomalies.ts'
import type { Anomaly } from './anomalies.ts'
import { priceLine } from './baskets.ts'
import type { BasketFiller } from './baskets.ts'
import { addLine, selectLines } from './line-list.ts'
import type { LineList } from './line-list.ts'
import type { OrderList } from './order-list.ts'
import { randomStream } from './random-stream.ts'
import type { Random } from '../base/random.ts'
import type { Schedule } from './schedule.ts'

const mostTries = 10_000

/**
 * Lets the orders of an odd day hold so much more of one category or product that the day shows what was planted.
 * The lines stay in the order of their orders.
 */
export function addPlantedUnits(
  filler: BasketFiller,
  schedule: Schedule,
  orders: OrderList,
  lines: LineList,
): LineList {
  const before = lines.count
  for (const anomaly of schedule.anomalies) {
    if (isOfLines(anomaly)) reach(filler, anomaly, orders, lines)
  }
  if (lines.count === before) return lines
  const places = Array.from({ length: lines.count }, (_, place) => place)
  return selectLines(
    lines,
    places.sort((a, b) => lines.order[a] - lines.order[b] || a - b),
  )
}

function reach(filler: BasketFiller, anomaly: Anomaly, orders: OrderList, lines: LineList): void {
  const { catalogue, demand, seed } = filler.world
  const open = ordersOn(orders, anomaly.day)
  if (open.length === 0) return
  const isIn = (product: number): boolean =>
    anomaly.scope === 'product' ? product === anomaly.index : catalogue.category[product] === anomaly.index
  const held = new Map<string, number>()
  const concerned = new Set(open)
  let units = 0
  for (let line = 0; line < lines.count; line++) {
    if (!concerned.has(lines.order[line]) || !isIn(lines.product[line])) continue
    units += lines.quantity[line]
    held.set(`${lines.order[line]} ${lines.product[line]}`, line)
  }
  const random = randomStream(seed, 'planted units', anomaly.day + 1)
  for (let tries = 0; units < shownBy(anomaly) && tries < mostTries; tries++) {
    const product = anomaly.scope === 'product' ? anomaly.index : catalogue.pick_in[anomaly.index](random)
    if (demand.factor[anomaly.day * catalogue.products.length + product] === 0) continue
    addUnit(filler, { orders, lines, held, product, order: open[Math.floor(random() * open.length)] })
    units += 1
  }
}

function ordersOn({ day, cancelled, count }: OrderList, on: number): number[] {
  const found: number[] = []
  for (let order = 0; order < count; order++)
    if (day[order] === on && cancelled[order] === 0) found.push(order)
  return found
}

type Adding = {
  orders: OrderList
  lines: LineList
  held: Map<string, number>
  order: number
  product: number
}

function addUnit(filler: BasketFiller, { orders, lines, held, order, product }: Adding): void {
  const known = held.get(`${order} ${product}`)
  if (known !== undefined && filler.world.plan.basket.merge) {
    lines.quantity[known] += 1
    priceLine(filler, orders, lines, { line: known, coupon: 0 })
    return
  }
  const line = addLine(lines, order, product)
  held.set(`${order} ${product}`, line)
  priceLine(filler, orders, lines, { line, coupon: 0 })
}

/** Lets so many orders of an odd day come from a source that the day shows what was planted. */
export function reachSources(
  { anomalies }: Schedule,
  orders: OrderList,
  draw: (random: Random) => number,
  seed: number,
): void {
  for (const anomaly of anomalies) {
    if (anomaly.scope !== 'traffic_source' || anomaly.kind === 'bulk_order') continue
    const { day, index } = anomaly
    const open = ordersOn(orders, day)
    const random = randomStream(seed, 'planted sources', day + 1)
    let over = open.filter((order) => orders.source[order] === index).length - shownBy(anomaly)
    for (let tries = 0; over !== 0 && open.length > 0 && tries < mostTries; tries++) {
      const order = open[Math.floor(random() * open.length)]
      const source = over < 0 ? index : draw(random)
      if ((orders.source[order] === index) === over < 0 || (over > 0 && source === index)) continue
      orders.source[order] = source
      over += over < 0 ? 1 : -1
    }
  }
}
