import type { Calendar } from './calendar.ts'

/** One wave of a yearly season, on a log scale: how many times a year, how high, and on which day it peaks. */
export type Harmonic = { times: number; height: number; peak_day: number }

const steps = 365

/** The yearly factor at a point of the year (0 to 1): exp of the sum of the waves, scaled to average 1 over a year. */
export function yearlyCurve(harmonics: readonly Harmonic[]): (point: number) => number {
  const level = (point: number): number => {
    let sum = 0
    for (const { times, height, peak_day } of harmonics) {
      sum += height * Math.cos(2 * Math.PI * times * (point - peak_day / steps))
    }
    return Math.exp(sum)
  }
  let total = 0
  for (let step = 0; step < steps; step++) total += level((step + 0.5) / steps)
  return (point) => (level(point) * steps) / total
}

/** Weekday factors scaled to average 1. */
export function weeklyFactors(weekdays: readonly number[]): number[] {
  const mean = weekdays.reduce((sum, value) => sum + value, 0) / weekdays.length
  return weekdays.map((value) => value / mean)
}

export function curveOverDays(calendar: Calendar, harmonics: readonly Harmonic[]): Float64Array {
  const curve = yearlyCurve(harmonics)
  return calendar.year_point.map((point) => curve(point))
}

/** What a model is asked to find: factors that average 1, and half the distance between the largest and the smallest. */
export type Season = { factors: number[]; amplitude: number }

export function season(factors: readonly number[]): Season {
  return { factors: [...factors], amplitude: (Math.max(...factors) - Math.min(...factors)) / 2 }
}

const monthEnds = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

/** The twelve monthly means of a yearly curve. */
export function monthFactors(curve: (point: number) => number): number[] {
  return monthEnds.slice(1).map((end, month) => {
    let sum = 0
    for (let day = monthEnds[month]; day < end; day++) sum += curve((day + 0.5) / steps)
    return sum / (end - monthEnds[month])
  })
}
