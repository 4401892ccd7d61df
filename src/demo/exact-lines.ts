import type { Random } from '../base/random.ts'
import { priceLine } from './baskets.ts'
import type { BasketFiller } from './baskets.ts'
import { addLine, selectLines } from './line-list.ts'
import type { LineList } from './line-list.ts'
import type { OrderList } from './order-list.ts'
import { countRefunds } from './refunds.ts'
import type { World } from './world.ts'

/**
 * Brings the number of lines to the goal by taking single lines from, or adding single lines to, orders chosen by
 * chance: no order appears or disappears. Added lines are drawn by the day's demand.
 */
export function reachLineCount(
  filler: BasketFiller,
  orders: OrderList,
  lines: LineList,
  { goal, random }: { goal: number; random: Random },
): LineList {
  const over = lines.count + countRefunds(lines) - goal
  if (over > 0) return removeLines(filler, orders, lines, { over, random })
  const held = new Set<number>()
  const planted = plantedDays(filler.world)
  const products = filler.world.catalogue.products.length
  for (let line = 0; line < lines.count; line++) held.add(lines.order[line] * products + lines.product[line])
  for (let missing = -over; missing > 0;) {
    const order = Math.floor(random() * orders.count)
    if (addDrawnLine(filler, orders, lines, { order, random, held, planted })) missing -= 1
  }
  const places = Array.from({ length: lines.count }, (_, place) => place)
  return selectLines(
    lines,
    places.sort((a, b) => lines.order[a] - lines.order[b] || a - b),
  )
}

function removeLines(
  { world }: BasketFiller,
  orders: OrderList,
  lines: LineList,
  { over, random }: { over: number; random: Random },
): LineList {
  const planted = plantedDays(world)
  const held = new Int32Array(orders.count)
  for (let line = 0; line < lines.count; line++) held[lines.order[line]] += 1
  const removed = new Uint8Array(lines.count)
  for (let left = over; left > 0;) {
    const line = Math.floor(random() * lines.count)
    if (removed[line] === 1 || lines.refund_after[line] > 0) continue
    if (planted.has(orders.day[lines.order[line]])) continue
    if (held[lines.order[line]] < 2) continue
    held[lines.order[line]] -= 1
    removed[line] = 1
    left -= 1
  }
  const places = Array.from({ length: lines.count }, (_, place) => place)
  return selectLines(
    lines,
    places.filter((place) => removed[place] === 0),
  )
}

/** What an odd day shows was planted on purpose. */
const plantedDays = ({ anomalies }: World): ReadonlySet<number> => new Set(anomalies.map(({ day }) => day))

type Adding = { order: number; random: Random; held: Set<number>; planted: ReadonlySet<number> }

function addDrawnLine(
  filler: BasketFiller,
  orders: OrderList,
  lines: LineList,
  { order, random, held, planted }: Adding,
): boolean {
  const { catalogue, demand } = filler.world
  const product = catalogue.pick(random)
  const day = orders.day[order]
  if (planted.has(day)) return false
  const wanted = demand.factor[day * catalogue.products.length + product]
  const pair = order * catalogue.products.length + product
  if (random() * demand.peak[day] >= wanted || held.has(pair)) return false
  held.add(pair)
  priceLine(filler, orders, lines, { line: addLine(lines, order, product), coupon: 0 })
  return true
}
