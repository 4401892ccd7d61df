import type { CalendarEvent } from '../forecasts/calendar-effect.ts'
import { calendarEffects } from '../forecasts/calendar-effect.ts'
import { fitCalendarRegression } from '../forecasts/calendar-regression.ts'

const fewestDays = 56
const fewestUnits = 2

/**
 * What share of a usual day each day is, history and future, by weekday, time of the year and events: a product's own
 * few sales do not show it, those of its category do. All 1 where the total is too short or sells too little to say.
 */
export function demandSeason(
  total: Float64Array,
  days: Float64Array,
  events: readonly CalendarEvent[],
): Float64Array {
  const n = total.length
  const factors = new Float64Array(days.length).fill(1)
  let sum = 0
  for (let i = 0; i < n; i++) sum += total[i]
  if (n < fewestDays || sum < fewestUnits * n) return factors
  const effects = calendarEffects(events, days, 1, n)
  const fit = fitCalendarRegression({ values: total, days, effects, weekly: true, estimate: 'mean' })
  if (fit === null || fit.link !== 'log') return factors
  let mean = 0
  for (let i = 0; i < days.length; i++) {
    let part = fit.weekly[i] + fit.yearly[i]
    for (const effect of fit.effects) part += effect[i]
    factors[i] = Math.min(8, Math.max(0.1, Math.exp(part)))
    if (i < n) mean += factors[i] / n
  }
  return mean > 0 ? factors.map((factor) => factor / mean) : factors
}
