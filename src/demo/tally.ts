import type { LineList } from './line-list.ts'
import type { OrderList } from './order-list.ts'
import type { World } from './world.ts'

/** What is counted while orders go by, for visits, stock and the truth. */
export type Tally = {
  orders: number
  lines: number
  cancelled: number
  refunds: number
  /** orders not cancelled, by day */
  daily_orders: Int32Array
  /** the same by day × country × source × device */
  cells: Int32Array
  /** units sold by day × product */
  units: Int32Array
  /** by product */
  rating_sum: Float64Array
  reviews: Int32Array
  /** order_key of the bulk order of each day that has one */
  bulk_orders: Map<number, number>
}

export function createTally({ plan, calendar, catalogue }: World): Tally {
  const cells = plan.countries.length * plan.sources.length * plan.devices.length
  const products = catalogue.products.length
  return {
    orders: 0,
    lines: 0,
    cancelled: 0,
    refunds: 0,
    daily_orders: new Int32Array(calendar.days),
    cells: new Int32Array(calendar.days * cells),
    units: new Int32Array(calendar.days * products),
    rating_sum: new Float64Array(products),
    reviews: new Int32Array(products),
    bulk_orders: new Map(),
  }
}

export function countOrders(tally: Tally, world: World, orders: OrderList, lines: LineList): void {
  const { plan, catalogue } = world
  const [countries, sources, devices] = [plan.countries.length, plan.sources.length, plan.devices.length]
  for (let order = 0; order < orders.count; order++) {
    if (orders.cancelled[order] === 1) {
      tally.cancelled += 1
      continue
    }
    const day = orders.day[order]
    tally.daily_orders[day] += 1
    const place = (day * countries + orders.country[order]) * sources + orders.source[order]
    tally.cells[place * devices + orders.device[order]] += 1
  }
  for (let line = 0; line < lines.count; line++) {
    if (lines.refund_after[line] > 0) tally.refunds += 1
    const order = lines.order[line]
    if (orders.cancelled[order] === 1) continue
    const day = orders.day[order]
    tally.units[day * catalogue.products.length + lines.product[line]] += lines.quantity[line]
  }
  tally.orders += orders.count
  for (const { kind, day } of world.anomalies) {
    if (kind !== 'bulk_order' || tally.bulk_orders.has(day)) continue
    const order = orders.day.findIndex((on, place) => on === day && orders.cancelled[place] === 0)
    if (order >= 0) tally.bulk_orders.set(day, orders.from + order + 1)
  }
}
