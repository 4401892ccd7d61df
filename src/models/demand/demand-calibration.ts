import { quantileSorted } from '../../math/quantile.ts'
import { forecastAll, usualSpread } from './demand-futures.ts'
import type { Made, Setting, Spread } from './demand-futures.ts'
import type { DemandSpec } from './demand-history.ts'
import { topForecasts } from './demand-tops.ts'
import type { Tops } from './demand-tops.ts'
import { reconcileDemand } from './reconcile-demand.ts'

export const quantileLevels = [0.2, 0.5, 0.8, 0.95] as const

const fewestProducts = 5

/** Days that are held out: the most of these for which there are twice as many before. */
const heldOutDays = [90, 60, 30]
const mostSplits = 3

/** How products did over the days held out, before calibration: the share under each quantile, and errors over units. */
export type DemandBacktest = {
  /** 0 where the history is too short, or too few products were on sale */
  products: number
  /** how many days were held out at a time */
  days: number
  /** how many such stretches, each forecast from the days before it */
  windows: number
  below_50: number
  below_80: number
  below_95: number
  wape: number
  /** the same for the units of as many days before */
  wape_naive: number
  /** the same for the mean of both */
  wape_mean: number
}

const nothingTried: DemandBacktest = {
  products: 0,
  days: 0,
  windows: 0,
  below_50: 0,
  below_80: 0,
  below_95: 0,
  wape: 0,
  wape_naive: 0,
  wape_mean: 0,
}

export type Calibration = { spread: Spread; stretch: number[]; summary: DemandBacktest }

/**
 * Holds out up to three horizons of all products, one after the other: the spread of their rates is what their errors
 * have beyond the drawn scatter; the stretch of each upper quantile is what makes it hold for that share of the
 * products. Errors are those of the reconciled means, which are what is served.
 */
export function calibrate(spec: DemandSpec, n: number, setting: Setting): Calibration {
  const fallback = { spread: usualSpread, stretch: quantileLevels.map(() => 1), summary: nothingTried }
  const last = heldOutDays.find((days) => days <= Math.max(...setting.horizons) && n >= 3 * days)
  if (last === undefined) return fallback
  const splits = splitsOf(n, last)
  const one: Setting = { ...setting, horizons: [last], paths: 150 }
  const tried = splits.flatMap((split) =>
    heldOut(
      forecastAll(spec, split, { ...one, paths: 60 }, { often: 0, seldom: 0, fresh: 0.5 }),
      last,
      split,
    ),
  )
  if (new Set(tried.map(({ product_id }) => product_id)).size < fewestProducts) return fallback
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
  const again = splits.flatMap((split) => {
    const made = forecastAll(spec, split, one, spread)
    return heldOut(reconciled(made, topForecasts(spec, split, [last])), last, split)
  })
  return {
    spread,
    stretch: quantileLevels.map((level) => (level <= 0.5 ? 1 : stretchFor(again, level))),
    summary: summaryOf(again, last, splits.length),
  }
}

/** The last days of the histories to forecast from, latest first; each keeps twice as many days as are held out. */
function splitsOf(n: number, last: number): number[] {
  return Array.from({ length: mostSplits }, (_, k) => n - (k + 1) * last).filter((split) => split >= 2 * last)
}

/** Means as the whole tree agrees on them, their futures drawn along. */
function reconciled(made: readonly Made[], tops: Tops): Made[] {
  const means = reconcileDemand(made, tops, 0)
  return made.map((one, p) => {
    const mean = means[1 + tops.categories.length + p]
    const ratio = one.expected[0] > 0 ? mean / one.expected[0] : 1
    return { ...one, expected: [mean], sums: [one.sums[0].map((sum) => sum * ratio)] }
  })
}

function summaryOf(tried: readonly HeldOut[], days: number, windows: number): DemandBacktest {
  const total = sumOf(tried.map(({ actual }) => actual))
  const wape = (forecast: (one: HeldOut) => number): number =>
    total > 0 ? sumOf(tried.map((one) => Math.abs(one.actual - forecast(one)))) / total : 0
  const below = (level: number): number =>
    tried.filter(({ actual, sums }) => actual <= quantileSorted(sums, level)).length / tried.length
  return {
    products: new Set(tried.map(({ product_id }) => product_id)).size,
    days,
    windows,
    below_50: below(0.5),
    below_80: below(0.8),
    below_95: below(0.95),
    wape: wape(({ expected }) => expected),
    wape_naive: wape(({ naive }) => naive),
    wape_mean: wape(({ expected, naive }) => (expected + naive) / 2),
  }
}

type HeldOut = {
  product_id: string
  actual: number
  expected: number
  naive: number
  sums: Float64Array
  often: boolean
}

/** Products that were on sale with stock for most of the held-out days, their demand brought to whole availability. */
function heldOut(made: readonly Made[], days: number, split: number): HeldOut[] {
  const n = split + days
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
    for (let i = Math.max(0, split - days); i < split; i++) before += Math.max(0, product.units[i] || 0)
    if (known < 0.7 * days) continue
    const often = rate.demand_class === 'smooth' || rate.demand_class === 'erratic'
    const whole = days / known
    result.push({
      product_id: product.product_id,
      actual: actual * whole,
      expected: expected[0],
      naive: before,
      sums: sums[0],
      often,
    })
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

const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0)
