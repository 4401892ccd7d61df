import type { Random } from '../base/random.ts'
import type { Pace } from './pace.ts'
import { drawGap } from './purchase-process.ts'
import type { Habit } from './purchase-process.ts'

export type Course = {
  pace: Pace
  days: DayBook
  /** moves a purchase to a later day where the day allows none */
  move: (day: number) => number
  emit: (day: number) => void
}

/** Which days the present buyer has bought on. */
export type DayBook = { begin: () => void; add: (day: number) => void; has: (day: number) => boolean }

export function createDayBook(days: number): DayBook {
  const stamps = new Int32Array(days)
  let stamp = 0
  return {
    begin() {
      stamp += 1
    },
    add(day) {
      stamps[day] = stamp
    },
    has: (day) => stamps[day] === stamp,
  }
}

/**
 * Lets a buyer come back until she stays away for good or the window ends: calls `emit` with the day of each repeat
 * purchase, and gives the day of her last one if she left, else -1. Time is counted from the middle of her first day.
 * A second purchase on one day is brought forward by whole weeks, so that counting orders or days of purchase is the
 * same and busy weekdays stay busy.
 */
export function followBuyer(random: Random, habit: Habit, firstDay: number, course: Course): number {
  const { pace, days, move, emit } = course
  const { speed, passed, dayAt } = pace
  const end = passed[speed.length]
  let time = passed[firstDay] + speed[firstDay] / 2
  let last = firstDay
  days.begin()
  days.add(firstDay)
  for (;;) {
    time += drawGap(random, habit.rate)
    const leaves = random() < habit.leaving
    if (time >= end) return -1
    const day = freeDay(move(dayAt(time)), firstDay, course)
    if (day >= 0) {
      emit(day)
      days.add(day)
      last = Math.max(last, day)
    }
    if (leaves) return last
  }
}

/**
 * The day itself, else the same weekday some weeks before, else the next free day before or after; -1 where the window
 * has no room. Earlier days are taken first because then the last purchase, which tells most about whether a customer
 * is still there, stays where the process put it.
 */
function freeDay(wanted: number, firstDay: number, { pace, days }: Course): number {
  const { speed } = pace
  const isFree = (day: number): boolean => day < speed.length && speed[day] > 0 && !days.has(day)
  for (let day = wanted; day > firstDay; day -= 7) if (isFree(day)) return day
  for (let day = wanted - 1; day > firstDay; day--) if (isFree(day)) return day
  for (let day = Math.max(wanted, firstDay) + 1; day < speed.length; day++) if (isFree(day)) return day
  return -1
}
