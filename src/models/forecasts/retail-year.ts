import { yearDays } from './calendar-regression.ts'
import type { ForecastTraining } from './forecast-training.ts'

/**
 * Sales a day by month against the year's mean, of shops that sell furniture, electronics, health and care, clothes,
 * hobbies and general goods: geometric mean of the U.S. Census Bureau's seasonal factors of these six kinds of business,
 * February 2011 to January 2012, over the days of each month.
 */
const monthFactors = [0.878, 0.964, 0.973, 0.97, 0.955, 0.983, 0.947, 1.023, 0.973, 0.923, 1.102, 1.392]

/** How much of it is believed of a shop that has not shown a year of its own. */
const belief = 0.25

const monthDays = yearDays / 12

/** The factor of the retail year on a day counted from 1970-01-01, between the middles of months in a straight line. */
export function retailYear(day: number): number {
  const months = (((day % yearDays) + yearDays) % yearDays) / monthDays - 0.5
  const before = Math.floor(months)
  const log = (month: number): number => Math.log(monthFactors[(month + 12) % 12])
  const share = months - before
  return Math.exp(belief * (log(before) * (1 - share) + log(before + 1) * share))
}

/** A training set without the retail year, and the factors that put it back on the forecast. */
export function withoutRetailYear(training: ForecastTraining): ForecastTraining['borrowed'] {
  const factors = training.days.map(retailYear)
  const count = training.values.length
  const rest = (values: Float64Array): Float64Array => values.map((value, i) => value / factors[i])
  const { values, with_events } = training
  const plain = rest(values)
  const events = with_events === undefined || with_events === values ? plain : rest(with_events)
  return { training: { ...training, values: plain, with_events: events }, factors: factors.subarray(count) }
}
