import { addBuyer, createBuyers } from './buyers.ts'
import type { Buyers } from './buyers.ts'
import { createEventList } from './event-list.ts'
import type { EventList } from './event-list.ts'
import { createDayBook, followBuyer } from './follow-buyer.ts'
import type { DayBook } from './follow-buyer.ts'
import { balanceSpeed, createPace } from './pace.ts'
import type { Pace } from './pace.ts'
import { drawHabit, repeatTable, tableAt } from './purchase-process.ts'
import type { PurchaseProcess } from './purchase-process.ts'
import { picker, randomStream } from './random-stream.ts'
import type { Schedule } from './schedule.ts'
import type { World } from './world.ts'

/**
 * Orders of a shop that lives by its regulars: all come back by the process in a time that runs faster in season. With
 * a fixed number of orders the rate of all is scaled until exactly so many fall into the window.
 */
export function scheduleByPace(world: World): Schedule {
  const { plan, calendar, seed } = world
  const arrivals = arrivalChances(world)
  const usual = balanceSpeed(world.orders_shape, arrivals, repeatTable(plan.process, calendar.days))
  const pace = createPace(applySurges(world, usual))
  const buyers = addAll(world, arrivals)
  const days = createDayBook(calendar.days)
  const process = plan.exact.orders && world.exact ? fitRate(world, { buyers, pace, days }) : plan.process
  const events = createEventList(world.orders_goal * 1.2)
  for (let buyer = 0; buyer < buyers.count; buyer++) {
    events.push(buyers.first_day[buyer], buyer + 1)
    buyers.gone_day[buyer] = follow(world, { buyers, pace, days, process, buyer }, (day) =>
      events.push(day, buyer + 1),
    )
  }
  if (plan.exact.orders && world.exact) trim(events, buyers, world.orders_goal)
  reachLastDay(events, buyers, calendar.days - 1)
  return {
    buyers,
    events: events.sorted(randomStream(seed, 'order of the day'), calendar.days),
    ...expectations(createPace(usual), buyers, process),
    process,
  }
}

function arrivalChances({ plan, calendar, orders_shape }: World): Float64Array {
  return orders_shape.map((shape, day) => (shape > 0 ? plan.arrival_density(day / calendar.days) : 0))
}

function applySurges({ anomalies }: World, usual: Float64Array): Float64Array {
  const speed = usual.slice()
  for (const { kind, scope, day, size } of anomalies) {
    if (scope === 'all' && kind !== 'bulk_order') speed[day] *= size
  }
  return speed
}

function addAll(world: World, arrivals: Float64Array): Buyers {
  const count = Math.max(1, Math.round(world.plan.size.buyers * world.scale))
  const random = randomStream(world.seed, 'arrivals')
  const pickDay = picker(arrivals)
  const days = Int32Array.from({ length: count }, (_, index) => (index === 0 ? 0 : pickDay(random))).sort()
  const buyers = createBuyers(count)
  for (const day of days) buyers.first_day[addBuyer(buyers, random, world.traits)] = day
  return buyers
}

type Follow = { buyers: Buyers; pace: Pace; days: DayBook; process: PurchaseProcess; buyer: number }

const habit = { rate: 0, leaving: 0 }
const stay = (day: number): number => day

function follow(
  world: World,
  { buyers, pace, days, process, buyer }: Follow,
  emit: (day: number) => void,
): number {
  const random = randomStream(world.seed, 'buyer', buyer + 1)
  drawHabit(random, process, habit)
  return followBuyer(random, habit, buyers.first_day[buyer], { pace, days, move: stay, emit })
}

/** The process with its rate scaled so that the window holds as many orders as the goal, or a few more. */
function fitRate(world: World, { buyers, pace, days }: Omit<Follow, 'process' | 'buyer'>): PurchaseProcess {
  const scaled = (speed: number): PurchaseProcess => ({
    ...world.plan.process,
    alpha_days: world.plan.process.alpha_days / speed,
  })
  const ordersAt = (speed: number): number => {
    let orders = buyers.count
    const process = scaled(speed)
    const count = (): void => {
      orders += 1
    }
    for (let buyer = 0; buyer < buyers.count; buyer++)
      follow(world, { buyers, pace, days, process, buyer }, count)
    return orders
  }
  let [low, high] = [0.2, 5]
  let [below, above] = [ordersAt(low), ordersAt(high)]
  while (above !== world.orders_goal && high / low > 1 + 1e-9) {
    const share = Math.min(0.9, Math.max(0.1, (world.orders_goal - below) / (above - below)))
    const middle = low * (high / low) ** share
    const orders = ordersAt(middle)
    if (orders < world.orders_goal) [low, below] = [middle, orders]
    else [high, above] = [middle, orders]
  }
  return scaled(high)
}

/** Takes back what is over: latest repeat orders of customers who had not left. */
function trim(events: EventList, buyers: Buyers, goal: number): void {
  for (let at = events.length() - 1; at > 0 && events.length() > goal; at--) {
    const [day, buyer] = events.at(at)
    if (events.at(at - 1)[1] === buyer && buyers.gone_day[buyer - 1] !== day) events.remove(at)
  }
}

/** The promised window ends on a day with an order: the latest order is moved there if there is none. */
function reachLastDay(events: EventList, buyers: Buyers, lastDay: number): void {
  let latest = 0
  for (let at = 1; at < events.length(); at++) if (events.at(at)[0] > events.at(latest)[0]) latest = at
  const [day, buyer] = events.at(latest)
  if (buyers.gone_day[buyer - 1] === day) buyers.gone_day[buyer - 1] = lastDay
  events.setDay(latest, lastDay)
}

function expectations(
  pace: Pace,
  buyers: Buyers,
  process: PurchaseProcess,
): { expected: Float64Array; arrivals: Float64Array } {
  const { passed, speed } = pace
  const days = speed.length
  const arrivals = new Float64Array(days)
  for (let buyer = 0; buyer < buyers.count; buyer++) arrivals[buyers.first_day[buyer]] += 1
  const repeats = repeatTable(process, Math.ceil(passed[days]))
  const expected = arrivals.slice()
  for (let first = 0; first < days; first++) {
    if (arrivals[first] === 0) continue
    const middle = passed[first] + speed[first] / 2
    for (let day = first + 1; day < days; day++) {
      expected[day] +=
        arrivals[first] *
        (tableAt(repeats, passed[day + 1] - middle) - tableAt(repeats, passed[day] - middle))
    }
  }
  return { expected, arrivals }
}
