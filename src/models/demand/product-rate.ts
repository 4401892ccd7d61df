import { fitCroston } from './croston.ts'
import type { DemandClass } from './demand-class.ts'
import { classifyDemand } from './demand-class.ts'
import { etsForms, fitEts, forecastEts } from '../forecasts/ets.ts'

/** How a product's rate of sale was found. */
export type RateMethod = 'ets' | 'sba_tsb' | 'category_history' | 'none'

/** What a product sells a week, its season taken off, and the weeks that say so. */
export type ProductRate = {
  demand_class: DemandClass
  adi: number
  cv2: number
  method: RateMethod
  /** Units a week of usual days. */
  weekly_rate: number
  /** Deseasonalised units by week, oldest first, NaN where too little is known of a week. */
  weeks: Float64Array
  known_days: number
}

const newProductDays = 56
const priorDays = 28

/**
 * The rate of sale of one product. `daily` are its units with the season taken off, NaN on days it could not sell.
 * Smooth demand by damped and simple exponential smoothing of its weeks and their half-year mean, the rest by the mean of SBA and TSB,
 * or by TSB alone once it has been silent for three times its usual interval. Under eight
 * weeks of history its category's usual start counts as four weeks of its own.
 */
export function productRate(daily: Float64Array, categoryRate: number): ProductRate {
  const weeks = weeklySums(daily)
  const { demand_class, adi, cv2 } = classifyDemand(weeks)
  let known = 0
  let sum = 0
  for (let i = 0; i < daily.length; i++) {
    if (Number.isNaN(daily[i])) continue
    known++
    sum += daily[i]
  }
  const base = { demand_class, adi, cv2, weeks, known_days: known }
  if (known < newProductDays) {
    const rate = (7 * (sum + priorDays * categoryRate)) / (known + priorDays)
    return { ...base, method: rate > 0 ? 'category_history' : 'none', weekly_rate: rate }
  }
  if (demand_class === 'no_demand') return { ...base, method: 'none', weekly_rate: 0 }
  const smooth = demand_class === 'smooth' ? smoothRate(weeks) : null
  if (smooth !== null) return { ...base, method: 'ets', weekly_rate: Math.max(0, smooth) }
  const sba = fitCroston(weeks, 'sba', 0.1)?.rate ?? 0
  const tsb = fitCroston(weeks, 'tsb', 0.1, 0.1)?.rate ?? 0
  const silent = silentWeeks(weeks) > 3 * adi
  return { ...base, method: 'sba_tsb', weekly_rate: silent ? Math.min(sba, tsb) : (sba + tsb) / 2 }
}

/**
 * Mean of three rates: the next thirteen weeks of simple and of damped smoothing, and what the last half year sold. The
 * third keeps a few weeks from being taken for a lasting change. Weeks that are not known are passed over.
 */
function smoothRate(weeks: Float64Array): number | null {
  const complete = weeks.filter((value) => !Number.isNaN(value))
  const rates: number[] = []
  for (const form of [etsForms[0], etsForms[4]]) {
    const fit = fitEts(complete, 1, form)
    if (fit !== null) rates.push(meanOf(forecastEts(fit, 13)))
  }
  if (rates.length === 0) return null
  return meanOf([...rates, meanOf(complete.subarray(-halfYear))])
}

const halfYear = 26
const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

/** Whole weeks counted back from the last day; a week known by fewer than three days is missing. */
export function weeklySums(daily: Float64Array): Float64Array {
  const count = Math.floor(daily.length / 7)
  const first = daily.length - 7 * count
  const weeks = new Float64Array(count)
  for (let w = 0; w < count; w++) {
    let known = 0
    let sum = 0
    for (let d = first + 7 * w; d < first + 7 * w + 7; d++) {
      if (Number.isNaN(daily[d])) continue
      known++
      sum += daily[d]
    }
    weeks[w] = known < 3 ? NaN : (7 * sum) / known
  }
  return weeks
}

/** Known weeks since the last sale. */
function silentWeeks(weeks: Float64Array): number {
  let silent = 0
  for (let w = weeks.length - 1; w >= 0 && !(weeks[w] > 0); w--) if (weeks[w] === 0) silent++
  return silent
}
