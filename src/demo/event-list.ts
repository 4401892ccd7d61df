import type { Random } from '../base/random.ts'

/** What happens on which day: an order by a buyer (numbered from 1; 0 is a guest) and what is particular about it. */
export type EventList = {
  push: (day: number, buyer: number, flag?: number) => void
  length: () => number
  /** day, buyer and flag */
  at: (index: number) => [number, number, number]
  setDay: (index: number, day: number) => void
  /** the ones after it move up */
  remove: (index: number) => void
  sorted: (random: Random, days: number) => Events
}

/** Orders by day; those of one day in random order. `start[day]` is where a day's orders begin. */
export type Events = {
  count: number
  day: Int32Array
  buyer: Int32Array
  flag: Uint8Array
  start: Int32Array
}

export const plainOrder = 0
export const cancelledOrder = 1
/** the order belongs to the anomaly numbered flag - firstAnomaly */
export const firstAnomaly = 2

export function createEventList(expected: number): EventList {
  let room = Math.max(1024, Math.ceil(expected * 1.1))
  let day = new Int32Array(room)
  let buyer = new Int32Array(room)
  let flag = new Uint8Array(room)
  let count = 0
  const grow = (): void => {
    room = Math.ceil(room * 1.5)
    const [days, buyers, flags] = [new Int32Array(room), new Int32Array(room), new Uint8Array(room)]
    days.set(day)
    buyers.set(buyer)
    flags.set(flag)
    ;[day, buyer, flag] = [days, buyers, flags]
  }
  return {
    push(onDay, by, particular = plainOrder) {
      if (count === room) grow()
      day[count] = onDay
      buyer[count] = by
      flag[count] = particular
      count += 1
    },
    length: () => count,
    at: (index) => [day[index], buyer[index], flag[index]],
    setDay(index, onDay) {
      day[index] = onDay
    },
    remove(index) {
      for (const column of [day, buyer, flag]) column.copyWithin(index, index + 1, count)
      count -= 1
    },
    sorted: (random, days) =>
      sortByDay(random, days, { count, day, buyer, flag, start: new Int32Array(days + 1) }),
  }
}

function sortByDay(random: Random, days: number, events: Events): Events {
  const { count, start } = events
  for (let i = 0; i < count; i++) start[events.day[i] + 1] += 1
  for (let day = 0; day < days; day++) start[day + 1] += start[day]
  const next = start.slice()
  const sorted: Events = {
    count,
    start,
    day: new Int32Array(count),
    buyer: new Int32Array(count),
    flag: new Uint8Array(count),
  }
  for (let i = 0; i < count; i++) {
    const to = next[events.day[i]]++
    sorted.day[to] = events.day[i]
    sorted.buyer[to] = events.buyer[i]
    sorted.flag[to] = events.flag[i]
  }
  for (let day = 0; day < days; day++) {
    for (let i = start[day + 1] - 1; i > start[day]; i--) {
      const j = start[day] + Math.floor(random() * (i - start[day] + 1))
      const [buyer, flag] = [sorted.buyer[i], sorted.flag[i]]
      sorted.buyer[i] = sorted.buyer[j]
      sorted.flag[i] = sorted.flag[j]
      sorted.buyer[j] = buyer
      sorted.flag[j] = flag
    }
  }
  return sorted
}
