import type { LineList } from './line-list.ts'
import { isSettled } from './order-list.ts'
import type { OrderList } from './order-list.ts'
import { dailyStream } from './random-stream.ts'
import type { World } from './world.ts'

const soonestDays = 3
const windowDays = 25

/** Marks the lines that are sent back, some days after delivery, if that is still within the window. */
export function markRefunds(world: World, orders: OrderList, lines: LineList): void {
  const { plan, catalogue, calendar } = world
  const shares = catalogue.categories.map((category) => plan.refund_share(category))
  if (shares.every((share) => share === 0)) return
  const daily = dailyStream(world.seed, 'refunds')
  for (let line = 0; line < lines.count; line++) {
    const order = lines.order[line]
    const random = daily(orders.day[order])
    if (random() >= shares[catalogue.category[lines.product[line]]] || !isSettled(orders.status[order]))
      continue
    const after = orders.delivery_days[order] + soonestDays + Math.floor(random() * windowDays)
    if (orders.day[order] + after < calendar.days) lines.refund_after[line] = after
  }
}

export function countRefunds(lines: LineList): number {
  let refunds = 0
  for (let line = 0; line < lines.count; line++) if (lines.refund_after[line] > 0) refunds += 1
  return refunds
}
