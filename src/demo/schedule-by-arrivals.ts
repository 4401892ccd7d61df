import { poissonDraw } from '../math/poisson-draw.ts'
import { shownBy } from './anomalies.ts'
import type { Anomaly } from './anomalies.ts'
import { addBuyer, createBuyers } from './buyers.ts'
import type { Buyers } from './buyers.ts'
import { cancelledOrder, createEventList, firstAnomaly } from './event-list.ts'
import type { DayBook } from './follow-buyer.ts'
import type { EventList } from './event-list.ts'
import { createDayBook, followBuyer } from './follow-buyer.ts'
import { createPace } from './pace.ts'
import type { Pace } from './pace.ts'
import { drawHabit, repeatTable, tableAt } from './purchase-process.ts'
import { integerBetween, randomStream } from './random-stream.ts'
import type { Schedule } from './schedule.ts'
import { sizeLineAnomalies } from './size-anomalies.ts'
import type { World } from './world.ts'

const fewestArrivals = 0.05

/**
 * Orders of a shop whose customers come and go: returning customers follow their process in calendar time (the week
 * apart), and as many new ones and guests arrive as the planned number of orders of the day leaves open.
 */
export function scheduleByArrivals(world: World): Schedule {
  const { plan, calendar, seed } = world
  const pace = createPace(world.week)
  const target = world.orders_shape.map((share) => share * world.orders_goal)
  const returning = 1 - plan.guest_share
  const arrivals = planArrivals(world, pace, target, returning)
  const events = createEventList(world.orders_goal * 1.1)
  const buyers = createBuyers(arrivals.reduce((sum, value) => sum + value, 0) * 1.05)
  const random = randomStream(seed, 'arrivals')
  const move = mover(world)
  const days = createDayBook(calendar.days)
  for (let day = 0; day < calendar.days; day++) {
    const newcomers = poissonDraw(random, arrivals[day])
    for (let i = 0; i < newcomers; i++) addCourse(world, { buyers, events, pace, days, day, move, random })
    const guests = poissonDraw(random, target[day] * plan.guest_share)
    for (let i = 0; i < guests; i++) {
      const shifted = move(day, world.traits.country(random))
      if (shifted < calendar.days) events.push(shifted, 0)
    }
  }
  deepenDrops(world, events, buyers)
  addSurges(world, events, buyers)
  addCancelled(world, events)
  const sorted = events.sorted(randomStream(seed, 'order of the day'), calendar.days)
  return {
    buyers,
    events: sorted,
    expected: target,
    arrivals,
    process: plan.process,
    anomalies: sizeLineAnomalies(world, { buyers, events: sorted, expected: target }, world.anomalies),
  }
}

function planArrivals(world: World, pace: Pace, target: Float64Array, returning: number): Float64Array {
  const days = target.length
  const { passed, speed } = pace
  const repeats = repeatTable(world.plan.process, Math.ceil(passed[days]))
  const arrivals = new Float64Array(days)
  for (let day = 0; day < days; day++) {
    let expected = 0
    for (let first = 0; first < day; first++) {
      const middle = passed[first] + speed[first] / 2
      expected +=
        arrivals[first] *
        (tableAt(repeats, passed[day + 1] - middle) - tableAt(repeats, passed[day] - middle))
    }
    arrivals[day] = Math.max(target[day] * fewestArrivals, target[day] * returning - expected)
  }
  return arrivals
}

type Newcomer = {
  buyers: Buyers
  events: EventList
  pace: Pace
  days: DayBook
  day: number
  move: Mover
  random: () => number
}

const habit = { rate: 0, leaving: 0 }

function addCourse(world: World, { buyers, events, pace, days, day, move, random }: Newcomer): void {
  const buyer = addBuyer(buyers, random, world.traits)
  const country = buyers.country[buyer]
  const first = move(day, country)
  drawHabit(random, world.plan.process, habit)
  if (first >= pace.speed.length) {
    buyers.count -= 1
    return
  }
  buyers.first_day[buyer] = first
  events.push(first, buyer + 1)
  buyers.gone_day[buyer] = followBuyer(random, habit, first, {
    pace,
    days,
    move: (wanted) => move(wanted, country),
    emit: (on) => events.push(on, buyer + 1),
  })
}

type Mover = (day: number, country: number) => number

/** On a day with a drop most of those concerned come back within ten days instead. */
function mover(world: World): Mover {
  const drops = new Map(
    world.anomalies
      .filter(({ kind, scope }) => kind === 'drop' && (scope === 'all' || scope === 'country'))
      .map((anomaly) => [anomaly.day, anomaly]),
  )
  const random = randomStream(world.seed, 'drops')
  const kept = new Map<number, number>()
  return (day, country) => {
    const drop = drops.get(day)
    if (drop === undefined || (drop.scope === 'country' && drop.index !== country)) return day
    // not by chance: of so few orders it would leave more or less than was planted
    const share = (kept.get(day) ?? 0.5) + drop.size
    kept.set(day, share % 1)
    return share >= 1 ? day : day + integerBetween(random, 1, 10)
  }
}

type PlacedOrder = { place: number; buyer: number; country: number }

/** Of each of these days the orders on it, with the country they come from where that is known already. */
function ordersOfDays(
  events: EventList,
  buyers: Buyers,
  days: ReadonlySet<number>,
): Map<number, PlacedOrder[]> {
  const found = new Map([...days].map((day) => [day, [] as PlacedOrder[]]))
  for (let place = 0; place < events.length(); place++) {
    const [day, buyer] = events.at(place)
    found.get(day)?.push({ place, buyer, country: buyer > 0 ? buyers.country[buyer - 1] : -1 })
  }
  return found
}

const isSurge = ({ kind, scope }: Anomaly): boolean =>
  kind === 'surge' && scope !== 'category' && scope !== 'product'

/** As many more orders as the day needs to show what was planted. */
function addSurges(world: World, events: EventList, buyers: Buyers): void {
  const days = new Set(world.anomalies.filter(isSurge).map(({ day }) => day))
  const ordersOf = ordersOfDays(events, buyers, days)
  world.anomalies.forEach((anomaly, index) => {
    if (!isSurge(anomaly)) return
    const there = ordersOf.get(anomaly.day) ?? []
    const extra = shownBy(anomaly) - Math.round(ordersInScope(world, anomaly, there))
    for (let i = 0; i < extra; i++) events.push(anomaly.day, 0, firstAnomaly + index)
  })
}

/** Where guests come from and through which source is drawn later: they count by their chance. */
function ordersInScope({ plan }: World, { scope, index }: Anomaly, orders: readonly PlacedOrder[]): number {
  if (scope === 'all') return orders.length
  if (scope === 'traffic_source') {
    const total = plan.sources.reduce((sum, [, weight]) => sum + weight, 0)
    return (orders.length * plan.sources[index][1]) / total
  }
  const total = plan.countries.reduce((sum, { share }) => sum + share, 0)
  const chance = plan.countries[index].share / total
  return orders.reduce((sum, { country }) => sum + (country < 0 ? chance : country === index ? 1 : 0), 0)
}

/** A guest can order on any day; a customer once on it, and not when she has left. */
function isFree(buyers: Buyers, there: readonly PlacedOrder[], buyer: number, day: number): boolean {
  if (buyer === 0) return true
  const gone = buyers.gone_day[buyer - 1]
  return (gone < 0 || day < gone) && there.every((each) => each.buyer !== buyer)
}

/** Moves more orders out of a day with a drop, where chance left more on it than was planted. */
function deepenDrops(world: World, events: EventList, buyers: Buyers): void {
  const random = randomStream(world.seed, 'deeper drops')
  const drops = world.anomalies.filter(({ kind }) => kind === 'drop')
  const days = new Set(drops.flatMap(({ day }) => Array.from({ length: 11 }, (_, after) => day + after)))
  const ordersOf = ordersOfDays(events, buyers, days)
  for (const drop of drops) {
    const there = ordersOf.get(drop.day) ?? []
    let over = Math.round(ordersInScope(world, drop, there)) - shownBy(drop)
    const movable = there.filter(
      ({ buyer, country }) =>
        (drop.scope === 'all' || country === drop.index) &&
        (buyer === 0 || (buyers.first_day[buyer - 1] < drop.day && buyers.gone_day[buyer - 1] !== drop.day)),
    )
    for (const { place, buyer } of movable) {
      if (over <= 0) break
      const to = drop.day + integerBetween(random, 1, 10)
      if (to >= world.calendar.days || !isFree(buyers, ordersOf.get(to) ?? [], buyer, to)) continue
      events.setDay(place, to)
      over -= 1
    }
  }
}

/** Cancelled orders come beside the others, so that what counts still follows the process. */
function addCancelled(world: World, events: EventList): void {
  const random = randomStream(world.seed, 'cancelled')
  const real = events.length()
  const extra = poissonDraw(random, real * world.plan.cancelled_share)
  for (let i = 0; i < extra; i++) {
    const [day, buyer] = events.at(Math.floor(random() * real))
    events.push(day, buyer, cancelledOrder)
  }
}
