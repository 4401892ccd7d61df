import type { Random } from '../base/random.ts'
import type { Pace } from './pace.ts'
import { drawGap } from './purchase-process.ts'
import type { Habit } from './purchase-process.ts'

export type Course = {
  pace: Pace
  /** moves a purchase to a later day where the day allows none */
  move: (day: number) => number
  emit: (day: number) => void
}

/**
 * Lets a buyer come back until she stays away for good or the window ends: calls `emit` with the day of each repeat
 * purchase, and gives the day of the last one if she left after it, else -1. Time is counted from the middle of her
 * first day. A second purchase on one day is put off to the next, so that counting orders or days of purchase is the same.
 */
export function followBuyer(random: Random, habit: Habit, firstDay: number, course: Course): number {
  const { speed, passed, dayAt } = course.pace
  const days = speed.length
  let time = passed[firstDay] + speed[firstDay] / 2
  let last = firstDay
  for (;;) {
    time += drawGap(random, habit.rate)
    const leaves = random() < habit.leaving
    if (time >= passed[days]) return -1
    let day = course.move(dayAt(time))
    if (day <= last) day = last + 1
    while (day < days && speed[day] === 0) day += 1
    if (day >= days) return -1
    course.emit(day)
    last = day
    if (leaves) return day
  }
}
