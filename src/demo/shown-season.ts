import { choleskySolve } from '../math/cholesky.ts'
import { ordersLift } from './promotions.ts'
import type { Schedule } from './schedule.ts'
import { monthFactors, season, weeklyFactors, yearlyCurve } from './season-curve.ts'
import type { World } from './world.ts'

/** The level of a short history is a straight line; of a longer one it bends once a year. */
const shortest = 1.9 * 365
const knotDays = 365
/** Waves of the year that chance is kept out of, planted or not. */
const mostWaves = 3
const rounds = 4

export type ShownSeason = {
  /** by which factor each day's orders differ from the planted week and year */
  factor: Float64Array
  /** how far the amplitude of the week or the year, whichever is further, is from the planted one, as a share of it */
  off: number
}

/**
 * The week and the year that orders show, as a regression on level, weekday and waves of the year sees them, beside
 * those that were planted; days with an anomaly are left out. Null where there is too little to see any.
 */
export function shownSeason(world: World, { events }: Pick<Schedule, 'events'>): ShownSeason | null {
  const { plan, calendar } = world
  const { days } = calendar
  const odd = new Set(world.anomalies.map(({ day }) => day))
  const open = Array.from({ length: days }, (_, day) => day).filter(
    (day) => world.orders_shape[day] > 0 && !odd.has(day),
  )
  const lift = ordersLift(world.promotions, days)
  const weekdays = [...plan.weekdays.keys()].filter((weekday) => plan.weekdays[weekday] > 0)
  const level = levelColumns(0, days).length
  const found = fitLogMean(
    open.map((day) => [
      ...levelColumns(day, days),
      ...weekdays.slice(1).map((weekday) => (calendar.weekday[day] === weekday ? 1 : 0)),
      ...waves(calendar.year_point[day]),
    ]),
    open.map((day) => events.start[day + 1] - events.start[day]),
    open.map((day) => Math.log(lift[day])),
  )
  if (found === undefined) return null
  const week = weeklyFactors(
    plan.weekdays.map((planned, weekday) => {
      const place = weekdays.indexOf(weekday)
      return planned === 0 ? 0 : place === 0 ? 1 : Math.exp(found[level + place - 1])
    }),
  )
  const ofYear = found.slice(level + weekdays.length - 1)
  const planned = { week: weeklyFactors(plan.weekdays), year: yearlyCurve(plan.orders_season) }
  const year = (point: number): number =>
    Math.exp(waves(point).reduce((sum, wave, i) => sum + wave * ofYear[i], 0))
  const factor = Float64Array.from({ length: days }, (_, day) => {
    if (world.orders_shape[day] === 0) return 1
    const point = calendar.year_point[day]
    const weekday = calendar.weekday[day]
    return (week[weekday] / planned.week[weekday]) * (year(point) / planned.year(point))
  })
  const ofWeek = amplitude(week) / amplitude(planned.week)
  const byMonth = amplitude(weeklyFactors(monthFactors(year))) / amplitude(monthFactors(planned.year))
  return { factor, off: Math.max(Math.abs(ofWeek - 1), Math.abs(byMonth - 1)) }
}

const amplitude = (factors: readonly number[]): number => season(factors).amplitude

function levelColumns(day: number, days: number): number[] {
  const knots = days < shortest ? 0 : Math.floor(days / knotDays) - 1
  const bends = Array.from({ length: knots }, (_, knot) => Math.max(0, day / days - (knot + 1) / (knots + 1)))
  return [1, day / days, ...bends]
}

function waves(point: number): number[] {
  return Array.from({ length: mostWaves }, (_, wave) => 2 * Math.PI * (wave + 1) * point).flatMap((angle) => [
    Math.cos(angle),
    Math.sin(angle),
  ])
}

/** Quasi-Poisson regression by weighted least squares, from the mean; undefined where it has no solution. */
function fitLogMean(
  rows: readonly number[][],
  values: readonly number[],
  offsets: readonly number[],
): Float64Array | undefined {
  const width = rows[0].length
  const flat = Float64Array.from(rows.flat())
  let found: Float64Array | undefined = new Float64Array(width)
  found[0] = Math.log(values.reduce((sum, value) => sum + value, 0) / values.length)
  for (let round = 0; round < rounds && found; round++) {
    const square = new Float64Array(width * width)
    const right = new Float64Array(width)
    for (let i = 0; i < values.length; i++) {
      const at = i * width
      let linear = 0
      for (let a = 0; a < width; a++) linear += flat[at + a] * found[a]
      const mean = Math.exp(Math.min(20, linear + offsets[i]))
      const working = linear + values[i] / mean - 1
      for (let a = 0; a < width; a++) {
        const weighted = flat[at + a] * mean
        if (weighted === 0) continue
        right[a] += weighted * working
        for (let b = 0; b <= a; b++) square[a * width + b] += weighted * flat[at + b]
      }
    }
    for (let a = 0; a < width; a++) {
      square[a * width + a] *= 1 + 1e-9
      for (let b = 0; b < a; b++) square[b * width + a] = square[a * width + b]
    }
    found = choleskySolve(square, right, width)
  }
  return found
}
