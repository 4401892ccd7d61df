import { dates, integers, integersOf, noInteger, numbers, text, times, word } from './demo-table.ts'
import type { DemoTable } from './demo-table.ts'
import { countRefunds } from './refunds.ts'
import type { LineList } from './line-list.ts'
import { statuses } from './order-list.ts'
import type { OrderDraws, OrderList, Status } from './order-list.ts'
import type { Weighted } from './shop-plan.ts'
import type { World } from './world.ts'

const stateOf: Record<Status, string> = {
  delivered: 'counted',
  completed: 'counted',
  shipped: 'counted',
  processing: 'open',
  confirmed: 'open',
  pending: 'open',
  cancelled: 'cancelled',
}

/** Above this many times the usual shipping fee an order travels free. */
const freeFrom = 15

export function orderTable(
  world: World,
  orders: OrderList,
  lines: LineList,
  customerKey: (buyer: number) => number,
): DemoTable {
  const { plan, calendar } = world
  const { count } = orders
  const places = placeWords(world)
  const keys = integersOf(count, (order) => orders.from + order + 1)
  const names = (list: Weighted<string>): string[] => list.map(([name]) => name)
  const place = integersOf(count, (order) => places.first[orders.country[order]] + orders.city[order])
  const { buyer, delivery_days } = orders
  return {
    rows: count,
    columns: {
      order_key: integers(keys),
      order_id: text(plan.order_ids.prefix, { numbers: keys, digits: plan.order_ids.digits }),
      customer_key: integers(
        integersOf(count, (order) => (buyer[order] === 0 ? 0 : customerKey(buyer[order] - 1))),
      ),
      ordered_at: times(orders.ordered_at),
      day: dates(integersOf(count, (order) => calendar.start + orders.day[order])),
      status: word(orders.status, statuses),
      state: word(
        orders.status,
        statuses.map((status) => stateOf[status]),
      ),
      currency: word(orders.currency, world.rates.currencies),
      exchange_rate: numbers(orders.rate),
      country: word(place, places.countries),
      region: word(place, places.regions),
      city: word(place, places.cities),
      payment_method: word(orders.payment, names(plan.payment_methods)),
      device_type: word(orders.device, names(plan.devices)),
      traffic_source: word(orders.source, names(plan.sources)),
      shipping_cost: numbers(shippingCosts(world, orders, lines)),
      delivery_time: integers(
        integersOf(count, (order) => (delivery_days[order] === 0 ? noInteger : delivery_days[order])),
      ),
    },
  }
}

/** The words for places, one for each city; `first` is where a country's cities begin. */
export function placeWords({ plan }: World): {
  countries: string[]
  regions: string[]
  cities: string[]
  first: number[]
} {
  const cities = plan.countries.flatMap((country) => country.cities)
  const first = plan.countries.map((_, index) =>
    plan.countries.slice(0, index).reduce((sum, country) => sum + country.cities.length, 0),
  )
  return {
    countries: plan.countries.flatMap(({ name, cities }) => cities.map(() => name)),
    regions: cities.map(([region]) => region),
    cities: cities.map(([, city]) => city),
    first,
  }
}

function shippingCosts({ plan, rates }: World, orders: OrderList, lines: LineList): Float64Array {
  const held = new Float64Array(orders.count)
  for (let line = 0; line < lines.count; line++) {
    held[lines.order[line]] += lines.quantity[line] * lines.unit_price[line]
  }
  return held.map((value, order) => {
    const fee = plan.countries[orders.country[order]].shipping / orders.rate[order]
    const unit = rates.decimals[orders.currency[order]] === 0 ? 1 : 100
    return value >= fee * freeFrom ? 0 : Math.round(fee * unit) / unit
  })
}

const kinds = ['sale', 'refund']

/** Sale lines in order, each order's refunds after them. `before` is how many lines came in earlier stretches. */
export function lineTable(
  world: World,
  orders: OrderList,
  lines: LineList,
  { clock, before }: { clock: OrderDraws['clock']; before: number },
): DemoTable {
  const { plan, calendar } = world
  const rows = lines.count + countRefunds(lines)
  const whole = (): Int32Array => new Int32Array(rows)
  const amount = (): Float64Array => new Float64Array(rows)
  const out = {
    order_key: whole(),
    line_no: whole(),
    product_key: whole(),
    kind: whole(),
    line_day: whole(),
    line_at: whole(),
    quantity: amount(),
    unit_price: amount(),
    discount: amount(),
    cost_price: amount(),
  }
  let row = 0
  const write = (line: number, line_no: number, refunded: boolean): void => {
    const order = lines.order[line]
    const sign = refunded ? -1 : 1
    out.order_key[row] = orders.from + order + 1
    out.line_no[row] = line_no
    out.product_key[row] = lines.product[line] + 1
    out.kind[row] = refunded ? 1 : 0
    out.quantity[row] = sign * lines.quantity[line]
    out.unit_price[row] = lines.unit_price[line]
    out.discount[row] = lines.discount[line] === 0 ? 0 : sign * lines.discount[line]
    out.cost_price[row] = lines.cost[line]
    const day = orders.day[order] + lines.refund_after[line]
    out.line_day[row] = refunded ? calendar.start + day : noInteger
    out.line_at[row] = refunded ? clock(day, 12 * 3600 + ((orders.from + order) % 3600)) : noInteger
    row += 1
  }
  for (let start = 0; start < lines.count;) {
    let end = start
    while (end < lines.count && lines.order[end] === lines.order[start]) end += 1
    let line_no = 1
    for (let line = start; line < end; line++) write(line, line_no++, false)
    for (let line = start; line < end; line++) if (lines.refund_after[line] > 0) write(line, line_no++, true)
    start = end
  }
  const { prefix, digits } = plan.transaction_ids
  const sequence = integersOf(rows, (row) => before + row + 1)
  return {
    rows,
    columns: {
      order_key: integers(out.order_key),
      line_no: integers(out.line_no),
      transaction_id: text(prefix, { numbers: sequence, digits }),
      product_key: integers(out.product_key),
      kind: word(out.kind, kinds),
      quantity: numbers(out.quantity),
      unit_price: numbers(out.unit_price),
      discount: numbers(out.discount),
      cost_price: numbers(out.cost_price),
      line_at: times(out.line_at),
      line_day: dates(out.line_day),
    },
  }
}
