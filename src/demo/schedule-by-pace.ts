import { shownBy, sizedFor } from './anomalies.ts'
import type { Anomaly } from './anomalies.ts'
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
import { picker, randomStream, sample } from './random-stream.ts'
import type { Schedule } from './schedule.ts'
import { shownSeason } from './shown-season.ts'
import { sizeLineAnomalies, usualOrders } from './size-anomalies.ts'
import type { World } from './world.ts'

/** So many times the pace is bent towards the season that was planted, until orders show it to within so much. */
const mostBends = 12
const nearEnough = 0.03

/**
 * Orders of a shop that lives by its regulars: all come back by the process in a time that runs faster in season. With
 * a fixed number of orders the rate of all is scaled until exactly so many fall into the window. Who the few customers
 * are would make another season than was planted: in a shop of the plan's own size the pace is bent until the orders of
 * these customers show it, so that what is planted can be found.
 */
export function scheduleByPace(world: World): Schedule {
  const arrivals = arrivalChances(world)
  const repeats = repeatTable(world.plan.process, world.calendar.days)
  const planned = createPace(balanceSpeed(world.orders_shape, arrivals, repeats))
  let best = drawOrders(world, arrivals, { planned, pace: planned })
  if (!world.exact) return settle(world, planned, best)
  let least = Infinity
  let drawn = best
  let shape = world.orders_shape
  for (let bend = 0; bend < mostBends && least > nearEnough; bend++) {
    const shown = shownSeason(world, drawn)
    if (shown === null) break
    if (shown.off < least) [best, least] = [drawn, shown.off]
    shape = shape.map((share, day) => share / shown.factor[day])
    const pace = createPace(balanceSpeed(shape, arrivals, repeats))
    drawn = drawOrders(world, arrivals, { planned, pace })
  }
  return settle(world, planned, best)
}

type Drawn = Pick<Schedule, 'buyers' | 'events' | 'anomalies' | 'process'>

function drawOrders(
  world: World,
  arrivals: Float64Array,
  { planned, pace }: { planned: Pace; pace: Pace },
): Drawn {
  const { plan, calendar, seed } = world
  const buyers = addAll(world, arrivals)
  const regulars = { buyers, pace, days: createDayBook(calendar.days) }
  const hasGoal = plan.exact.orders && world.exact
  const anomalies = sizeSurges(world, expectations(planned, buyers, plan.process).expected)
  const process = hasGoal ? fitRate(world, regulars, anomalies) : plan.process
  const events = createEventList(world.orders_goal * 1.2)
  const days = surgeDays(anomalies, buyers)
  for (let buyer = 0; buyer < buyers.count; buyer++) {
    events.push(buyers.first_day[buyer], buyer + 1)
    for (const day of days) day.begin(buyer)
    buyers.gone_day[buyer] = follow(world, regulars, process, buyer, (on) => {
      events.push(on, buyer + 1)
      for (const day of days) day.see(on)
    })
    for (const day of days) day.end(buyer, buyers.gone_day[buyer])
  }
  if (hasGoal) {
    const goal = world.orders_goal - days.reduce((sum, day) => sum + day.extra(), 0)
    trim(events, buyers, { goal, planted: new Set(anomalies.map(({ day }) => day)) })
  }
  const random = randomStream(seed, 'surges')
  for (const { day, free, extra } of days) {
    for (const place of sample(random, free.length, extra())) events.push(day, free[place] + 1)
  }
  reachLastDay(events, buyers, calendar.days - 1)
  const sorted = events.sorted(randomStream(seed, 'order of the day'), calendar.days)
  return { buyers, events: sorted, anomalies, process }
}

function settle(world: World, planned: Pace, drawn: Drawn): Schedule {
  const { buyers, process, anomalies } = drawn
  const expectation = expectations(planned, buyers, process)
  const known = { ...drawn, expected: expectation.expected }
  return { ...drawn, ...expectation, anomalies: sizeLineAnomalies(world, known, anomalies) }
}

const isSurge = ({ kind, scope }: Anomaly): boolean => kind === 'surge' && scope === 'all'

/** Sizes surges by the orders expected of those who are there, whatever number the window is to hold. */
function sizeSurges(world: World, expected: Float64Array): Anomaly[] {
  const total = expected.reduce((sum, value) => sum + value, 0)
  const goal = world.plan.exact.orders && world.exact ? world.orders_goal : total
  const scaled = expected.map((value) => (value * goal) / total)
  return world.anomalies.map((anomaly) =>
    isSurge(anomaly) ? sizedFor(anomaly, usualOrders(world, scaled, anomaly)) : anomaly,
  )
}

/**
 * A day with a surge while the courses of all buyers go by: who is a customer then and does not come anyway, and how
 * many of those it takes to show what was planted.
 */
type SurgeDay = {
  day: number
  free: number[]
  extra: () => number
  begin: (buyer: number) => void
  see: (on: number) => void
  end: (buyer: number, gone: number) => void
}

function surgeDays(anomalies: readonly Anomaly[], buyers: Buyers): SurgeDay[] {
  return anomalies.filter(isSurge).map((anomaly) => {
    const { day } = anomaly
    const free: number[] = []
    let [there, comes] = [0, false]
    return {
      day,
      free,
      extra: () => Math.min(free.length, Math.max(0, shownBy(anomaly) - there)),
      begin(buyer) {
        comes = buyers.first_day[buyer] === day
      },
      see(on) {
        comes ||= on === day
      },
      end(buyer, gone) {
        if (comes) there += 1
        else if (buyers.first_day[buyer] < day && (gone < 0 || gone > day)) free.push(buyer)
      },
    }
  })
}

function arrivalChances({ plan, calendar, orders_shape }: World): Float64Array {
  return orders_shape.map((shape, day) => (shape > 0 ? plan.arrival_density(day / calendar.days) : 0))
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

type Regulars = { buyers: Buyers; pace: Pace; days: DayBook }

const habit = { rate: 0, leaving: 0 }
const stay = (day: number): number => day

function follow(
  world: World,
  { buyers, pace, days }: Regulars,
  process: PurchaseProcess,
  buyer: number,
  emit: (day: number) => void,
): number {
  const random = randomStream(world.seed, 'buyer', buyer + 1)
  drawHabit(random, process, habit)
  return followBuyer(random, habit, buyers.first_day[buyer], { pace, days, move: stay, emit })
}

/** The process with its rate scaled so that the window holds as many orders as the goal with its surges, or a few more. */
function fitRate(world: World, regulars: Regulars, anomalies: readonly Anomaly[]): PurchaseProcess {
  const { buyers } = regulars
  const scaled = (speed: number): PurchaseProcess => ({
    ...world.plan.process,
    alpha_days: world.plan.process.alpha_days / speed,
  })
  const ordersAt = (speed: number): number => {
    const process = scaled(speed)
    const days = surgeDays(anomalies, buyers)
    let orders = buyers.count
    const see = (on: number): void => {
      orders += 1
      for (const day of days) day.see(on)
    }
    for (let buyer = 0; buyer < buyers.count; buyer++) {
      for (const day of days) day.begin(buyer)
      const gone = follow(world, regulars, process, buyer, see)
      for (const day of days) day.end(buyer, gone)
    }
    return orders + days.reduce((sum, day) => sum + day.extra(), 0)
  }
  let [low, high] = [0.2, 5]
  let [below, above] = [ordersAt(low), ordersAt(high)]
  // what is over by so little is taken back afterwards
  while (above - world.orders_goal > 3 && high / low > 1 + 1e-9) {
    const share = Math.min(0.9, Math.max(0.1, (world.orders_goal - below) / (above - below)))
    const middle = low * (high / low) ** share
    const orders = ordersAt(middle)
    if (orders < world.orders_goal) [low, below] = [middle, orders]
    else [high, above] = [middle, orders]
  }
  return scaled(high)
}

/** Takes back what is over: latest repeat orders of customers who had not left, but none that was planted. */
function trim(
  events: EventList,
  buyers: Buyers,
  { goal, planted }: { goal: number; planted: ReadonlySet<number> },
): void {
  for (let at = events.length() - 1; at > 0 && events.length() > goal; at--) {
    const [day, buyer] = events.at(at)
    if (planted.has(day)) continue
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
