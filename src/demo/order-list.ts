import type { Random } from '../base/random.ts'
import { poissonDraw } from '../math/poisson-draw.ts'
import { cancelledOrder, firstAnomaly } from './event-list.ts'
import { createLocalClock } from './local-clock.ts'
import type { LocalClock } from './local-clock.ts'
import { reachSources } from './planted-lines.ts'
import { dailyStream, picker, randomStream, sample } from './random-stream.ts'
import type { Picker } from './random-stream.ts'
import type { Schedule } from './schedule.ts'
import type { Weighted } from './shop-plan.ts'
import type { World } from './world.ts'

/** A stretch of orders, of whole days, as columns. Lists of the plan are referred to by place. */
export type OrderList = {
  count: number
  /** how many orders come before these */
  from: number
  day: Int32Array
  /** from 1; 0 is a guest */
  buyer: Int32Array
  cancelled: Uint8Array
  ordered_at: Int32Array
  country: Uint8Array
  city: Uint8Array
  currency: Uint8Array
  rate: Float64Array
  payment: Uint8Array
  device: Uint8Array
  source: Uint8Array
  status: Uint8Array
  /** days from order to delivery, 0 where it has not been delivered or never is */
  delivery_days: Uint8Array
}

export const statuses = [
  ...(['delivered', 'completed', 'shipped', 'processing', 'confirmed', 'pending', 'cancelled'] as const),
]
export type Status = (typeof statuses)[number]

export const isSettled = (status: number): boolean => status < 2

const shipped = 2
const processing = 3
const pending = 5
const cancelledStatus = 6

/** What is drawn for each order besides its lines. */
export type OrderDraws = {
  clock: LocalClock
  hour: Picker
  payment: Picker
  device: Picker
  source: Picker
  settled: Picker
  /** states of the newest orders, by the order's place among all, where the plan gives them by count */
  recent: ReadonlyMap<number, number>
  currency: Uint8Array
}

export function createOrderDraws(world: World, schedule: Schedule): OrderDraws {
  const { plan, calendar, rates } = world
  const of = (list: Weighted<string>): Picker => picker(list.map(([, weight]) => weight))
  const settled = plan.statuses.by === 'age' ? plan.statuses.settled : ([[plan.statuses.settled, 1]] as const)
  const pickSettled = of(settled)
  const codes = settled.map(([status]) => statuses.indexOf(status as Status))
  return {
    clock: createLocalClock(plan.time_zone, calendar.start, calendar.days),
    hour: picker(plan.hours),
    payment: of(plan.payment_methods),
    device: of(plan.devices),
    source: of(plan.sources),
    settled: (random) => codes[pickSettled(random)],
    recent: recentStates(world, schedule.events.count),
    currency: Uint8Array.from(plan.countries, ({ currency }) => rates.currencies.indexOf(currency)),
  }
}

function recentStates({ plan, seed, exact, scale }: World, orders: number): Map<number, number> {
  const { statuses: states } = plan
  if (states.by === 'age') return new Map()
  const size = exact ? 1 : scale
  const open = states.recent.flatMap(([status, count]) =>
    Array.from({ length: Math.round(count * size) }, () => statuses.indexOf(status as Status)),
  )
  const among = Math.min(orders, Math.max(open.length, Math.round(states.among * size)))
  const places = sample(randomStream(seed, 'open orders'), among, open.length)
  return new Map(places.map((place, index) => [orders - 1 - place, open[index]]))
}

export function drawOrders(
  world: World,
  schedule: Schedule,
  draws: OrderDraws,
  [from, to]: readonly [number, number],
): OrderList {
  const { events, buyers } = schedule
  const orders = createOrderList(from, to - from, schedule)
  drawTimes(draws, orders, dailyStream(world.seed, 'times'))
  const daily = dailyStream(world.seed, 'orders')
  for (let order = 0; order < orders.count; order++) {
    const random = daily(orders.day[order])
    const flag = events.flag[from + order]
    const anomaly = flag >= firstAnomaly ? world.anomalies[flag - firstAnomaly] : null
    const buyer = orders.buyer[order]
    const drawn = buyer > 0 ? buyers.country[buyer - 1] : world.traits.country(random)
    const country = anomaly?.scope === 'country' ? anomaly.index : drawn
    orders.country[order] = country
    orders.city[order] = buyer > 0 ? buyers.city[buyer - 1] : world.traits.cities[country](random)
    orders.currency[order] = draws.currency[country]
    orders.rate[order] = world.rates.at(orders.currency[order], orders.day[order])
    orders.payment[order] = draws.payment(random)
    orders.device[order] = draws.device(random)
    const source = draws.source(random)
    orders.source[order] = anomaly?.scope === 'traffic_source' ? anomaly.index : source
    orders.cancelled[order] = flag === cancelledOrder ? 1 : 0
    drawStatus(world, draws, { orders, order, random })
  }
  reachSources(schedule, orders, draws.source, world.seed)
  return orders
}

function createOrderList(from: number, count: number, { events }: Schedule): OrderList {
  const bytes = (): Uint8Array => new Uint8Array(count)
  return {
    count,
    from,
    day: events.day.subarray(from, from + count),
    buyer: events.buyer.subarray(from, from + count),
    ordered_at: new Int32Array(count),
    rate: new Float64Array(count),
    cancelled: bytes(),
    country: bytes(),
    city: bytes(),
    currency: bytes(),
    payment: bytes(),
    device: bytes(),
    source: bytes(),
    status: bytes(),
    delivery_days: bytes(),
  }
}

function drawTimes(draws: OrderDraws, orders: OrderList, daily: (day: number) => Random): void {
  const { day, count, ordered_at } = orders
  for (let start = 0; start < count;) {
    let end = start
    while (end < count && day[end] === day[start]) end += 1
    const seconds = ordered_at.subarray(start, end)
    const random = daily(day[start])
    for (let i = 0; i < seconds.length; i++) {
      seconds[i] = Math.floor((draws.hour(random) + random()) * 3600)
    }
    seconds.sort()
    for (let i = 0; i < seconds.length; i++) seconds[i] = draws.clock(day[start], seconds[i])
    start = end
  }
}

type Drawing = { orders: OrderList; order: number; random: Random }

function drawStatus({ plan, calendar }: World, draws: OrderDraws, { orders, order, random }: Drawing): void {
  const { delivery_days } = plan.countries[orders.country[order]]
  const takes = delivery_days === 0 ? 0 : 1 + poissonDraw(random, delivery_days - 1)
  const settled = draws.settled(random)
  const age = calendar.days - 1 - orders.day[order]
  let status = draws.recent.get(orders.from + order) ?? settled
  if (plan.statuses.by === 'age' && age < takes) {
    status = age > 1 || random() < 0.2 ? shipped : random() < 0.75 ? processing : pending
  }
  if (orders.cancelled[order] === 1) status = cancelledStatus
  orders.status[order] = status
  orders.delivery_days[order] = isSettled(status) ? takes : 0
}
