import { quantileSorted } from '../../math/quantile.ts'
import { forecastAll, usualSpread } from './demand-futures.ts'
import type { Made, Setting, Spread } from './demand-futures.ts'
import type { DemandSpec } from './demand-history.ts'

export const quantileLevels = [0.2, 0.5, 0.8, 0.95] as const

const fewestProducts = 5

/** Days that are held out: the most of these for which there are twice as many before. */
const heldOutDays = [90, 60, 30]

/** How products did over the days held out, before calibration: the share under each quantile, and errors over units. */
export type DemandBacktest = {
  /** 0 where the history is too short, or too few products were on sale */
  products: number
  /** how many days were held out */
  days: number
  below_50: number
  below_80: number
  below_95: number
  wape: number
  /** the same for the units of as many days before */
  wape_naive: number
  /** the same for the mean of both */
  wape_mean: number
}

export type Calibration = { spread: Spread; stretch: number[]; summary: DemandBacktest }

/**
 * Holds out the last horizon of all products: the spread of their rates is what their errors have beyond the drawn
 * scatter; the stretch of each upper quantile is what makes it hold for that share of the products.
 */
export function calibrate(spec: DemandSpec, n: number, setting: Setting): Calibration {
  const none = {
    products: 0,
    days: 0,
    below_50: 0,
    below_80: 0,
    below_95: 0,
    wape: 0,
    wape_naive: 0,
    wape_mean: 0,
  }
  const fallback = { spread: usualSpread, stretch: quantileLevels.map(() => 1), summary: none }
  const last = heldOutDays.find((days) => days <= Math.max(...setting.horizons) && n >= 3 * days)
  if (last === undefined) return fallback
  const split = n - last
  const one: Setting = { ...setting, horizons: [last], paths: 150 }
  const tried = heldOut(forecastAll(spec, split, one, { often: 0, seldom: 0, fresh: 0.5 }), n, split)
  if (tried.length < fewestProducts) return fallback
  const spread = {
    often: rateSpread(
      tried.filter(({ often }) => often),
      usualSpread.often,
    ),
    seldom: rateSpread(
      tried.filter(({ often }) => !often),
      usualSpread.seldom,
    ),
    fresh: usualSpread.fresh,
  }
  const again = heldOut(forecastAll(spec, split, one, spread), n, split)
  const below = quantileLevels.map((level) => {
    const count = again.filter(({ actual, sums }) => actual <= quantileSorted(sums, level)).length
    return count / again.length
  })
  const total = again.reduce((sum, { actual }) => sum + actual, 0)
  const [wape, wapeNaive, wapeMean] = [
    again.reduce((sum, { actual, expected }) => sum + Math.abs(actual - expected), 0),
    again.reduce((sum, { actual, naive }) => sum + Math.abs(actual - naive), 0),
    again.reduce((sum, { actual, expected, naive }) => sum + Math.abs(actual - (expected + naive) / 2), 0),
  ].map((error) => (total > 0 ? error / total : 0))
  const summary = {
    products: again.length,
    days: last,
    below_50: below[1],
    below_80: below[2],
    below_95: below[3],
    wape,
    wape_naive: wapeNaive,
    wape_mean: wapeMean,
  }
  return {
    spread,
    stretch: quantileLevels.map((level) => (level <= 0.5 ? 1 : stretchFor(again, level))),
    summary,
  }
}

type HeldOut = { actual: number; expected: number; naive: number; sums: Float64Array; often: boolean }

/** Products that were on sale with stock for most of the held-out days, their demand brought to whole availability. */
function heldOut(made: Made[], n: number, split: number): HeldOut[] {
  const result: HeldOut[] = []
  for (const { product, rate, expected, sums } of made) {
    if (rate.known_days < 56) continue
    let known = 0
    let actual = 0
    let before = 0
    for (let i = split; i < n; i++) {
      if (Number.isNaN(product.units[i]) || product.stock_out?.[i] === 1) continue
      known++
      actual += Math.max(0, product.units[i])
    }
    for (let i = Math.max(0, split - (n - split)); i < split; i++)
      before += Math.max(0, product.units[i] || 0)
    if (known < 0.7 * (n - split)) continue
    const often = rate.demand_class === 'smooth' || rate.demand_class === 'erratic'
    const whole = (n - split) / known
    result.push({ actual: actual * whole, expected: expected[0], naive: before, sums: sums[0], often })
  }
  return result
}

/** Deviation of the rate such that squared errors are what the paths scatter plus that share of the mean, squared. */
function rateSpread(tried: readonly HeldOut[], usual: number): number {
  if (tried.length < 20) return usual
  const ratios: number[] = []
  for (const { actual, expected, sums } of tried) {
    if (!(expected > 0)) continue
    const mean = sumOf(sums) / sums.length
    let variance = 0
    for (let i = 0; i < sums.length; i++) variance += (sums[i] - mean) ** 2 / sums.length
    ratios.push(((actual - expected) ** 2 - variance) / (expected * expected))
  }
  ratios.sort((a, b) => a - b)
  const kept = ratios.slice(0, Math.ceil(0.97 * ratios.length))
  const mean = kept.reduce((sum, value) => sum + value, 0) / Math.max(1, kept.length)
  return Math.min(0.8, Math.sqrt(Math.max(0.01, Math.log(1 + Math.max(0, mean)))))
}

/** The factor on the distance from the median under which the quantile holds for its share of the products. */
function stretchFor(tried: readonly HeldOut[], level: number): number {
  const distances: number[] = []
  for (const { actual, sums } of tried) {
    const middle = quantileSorted(sums, 0.5)
    const reach = quantileSorted(sums, level) - middle
    if (reach > 0) distances.push((actual - middle) / reach)
  }
  if (distances.length < 30) return 1
  distances.sort((a, b) => a - b)
  return Math.min(2, Math.max(0.6, quantileSorted(distances, level)))
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
