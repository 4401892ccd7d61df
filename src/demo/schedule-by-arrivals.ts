import { poissonDraw } from '../math/poisson-draw.ts'
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
  addSurges(world, events)
  addCancelled(world, events)
  return {
    buyers,
    events: events.sorted(randomStream(seed, 'order of the day'), calendar.days),
    expected: target,
    arrivals,
    process: plan.process,
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
  return (day, country) => {
    const drop = drops.get(day)
    if (drop === undefined || (drop.scope === 'country' && drop.index !== country)) return day
    return random() < drop.size ? day : day + integerBetween(random, 1, 10)
  }
}

function addSurges(world: World, events: EventList): void {
  const random = randomStream(world.seed, 'surges')
  world.anomalies.forEach(({ kind, scope, day, size, usual }, index) => {
    if (kind !== 'surge' || scope === 'category' || scope === 'product') return
    const extra = poissonDraw(random, (size - 1) * usual)
    for (let i = 0; i < extra; i++) events.push(day, 0, firstAnomaly + index)
  })
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
