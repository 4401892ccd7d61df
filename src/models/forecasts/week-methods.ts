import type { ForecastMethod } from './forecast-training.ts'
import { forecastSeasonalTheta } from './theta.ts'

const fewestWeeks = 6
const profileWeeks = 13
const weeksOfYear = 52
const comparedWeeks = 8

/** Theta on the means of whole weeks, which show the level without the days' noise, laid out over the weekdays. */
export const weekTheta: ForecastMethod = {
  name: 'theta_weeks',
  forecast({ values, period, horizon }) {
    if (period < 2 || values.length < fewestWeeks * period) return null
    const weeks = forecastSeasonalTheta(weekMeans(values, period), 1, Math.ceil(horizon / period))
    return weeks === null ? null : overWeekdays(values, period, horizon, (h) => weeks[Math.floor(h / period)])
  },
}

/** The same time last year, evened out over four weeks, as much higher or lower as the latest eight weeks were. */
export const lastYear: ForecastMethod = {
  name: 'last_year',
  forecast({ values, period, horizon }) {
    const year = weeksOfYear * period
    const n = values.length
    if (n < year + (comparedWeeks / 2) * period) return null
    const from = Math.max(year, n - comparedWeeks * period)
    const then = meanOf(values, from - year, n - year)
    if (!(then > 0)) return null
    const change = meanOf(values, from, n) / then
    return overWeekdays(values, period, horizon, (h) => {
      const middle = n + (h % year) - year
      return change * meanOf(values, middle - 2 * period, Math.min(n, middle + 2 * period))
    })
  },
}

/** Means of the whole weeks that end with the last value. */
function weekMeans(values: Float64Array, period: number): Float64Array {
  const count = Math.floor(values.length / period)
  const first = values.length - count * period
  return Float64Array.from({ length: count }, (_, week) =>
    meanOf(values, first + week * period, first + (week + 1) * period),
  )
}

/** A level for each value to come times the share its weekday had of late; null where shares mean nothing. */
function overWeekdays(
  values: Float64Array,
  period: number,
  horizon: number,
  level: (h: number) => number,
): Float64Array | null {
  const n = values.length
  const weeks = Math.min(profileWeeks, Math.floor(n / period))
  const mean = meanOf(values, n - weeks * period, n)
  if (!(mean > 0)) return null
  const shares = new Float64Array(period)
  for (let i = 1; i <= weeks * period; i++)
    shares[(period - (i % period)) % period] += values[n - i] / (weeks * mean)
  if (shares.some((share) => share < 0)) return null
  return Float64Array.from({ length: horizon }, (_, h) => level(h) * shares[h % period])
}

function meanOf(values: Float64Array, from: number, until: number): number {
  const first = Math.max(0, from)
  let sum = 0
  for (let i = first; i < until; i++) sum += values[i]
  return sum / Math.max(1, until - first)
}
