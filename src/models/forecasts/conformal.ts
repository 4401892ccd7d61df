import { quantileSorted } from '../../math/quantile.ts'
import { normalQuantile } from '../../math/normal-distribution.ts'
import { studentQuantile } from '../../math/student-distribution.ts'
import type { ForecastBands } from './forecast-accuracy.ts'

/** Errors of past forecasts: actual less forecast, the forecast, how far ahead, and which origin made it. */
export type BandErrors = {
  error: Float64Array
  forecast: Float64Array
  lead: Int32Array
  origin: Int32Array
  /** Which value of the series each is the error of: origins that overlap are wrong about the same values. */
  target?: Int32Array
}

/**
 * How errors scale: a forecast f made h ahead is off by about (base + growth √h) · |f|^power. Dividing by that makes
 * errors of different leads and levels comparable, so that they can be pooled.
 */
export type BandModel = {
  power: number
  base: number
  growth: number
  level: number
  /** Scaled errors, sorted, with their leads. */
  scaled: Float64Array
  by_lead: Map<number, Float64Array>
  /** Number of independent errors they are worth. */
  degrees: number
  /** Half a band's least width at 95%, for series whose errors say they cannot be wrong. */
  least: number
}

/** Scaled errors of other series of the same frequency, sorted, by lead and all together. */
export type PooledErrors = { by_lead: ReadonlyMap<number, Float64Array>; all: Float64Array }

const fewest = 40

/**
 * Learns from past errors how wide a band must be. With 40 errors at a lead its own quantiles are used, else the
 * scaled errors of all leads; where those are worth little too (few origins, errors that go together) the quantiles
 * are widened as Student's are, or taken from `pool` when applied.
 *
 * @param least half the least width of the 95% band, on the series' scale
 */
export function fitBands(errors: BandErrors, least = 0): BandModel {
  const n = errors.error.length
  const level = meanAbsolute(errors.forecast)
  const power = choosePower(errors, level)
  const shrunk = new Float64Array(n)
  for (let i = 0; i < n; i++) shrunk[i] = Math.abs(errors.error[i]) / weight(errors.forecast[i], level, power)
  const { base, growth } = growthLine(shrunk, errors.lead)
  const scaled = new Float64Array(n)
  const leads = new Map<number, number[]>()
  for (let i = 0; i < n; i++) {
    const size = weight(errors.forecast[i], level, power) * (base + growth * Math.sqrt(errors.lead[i]))
    scaled[i] = size > 0 ? errors.error[i] / size : 0
    const known = leads.get(errors.lead[i])
    if (known === undefined) leads.set(errors.lead[i], [scaled[i]])
    else known.push(scaled[i])
  }
  const byLead = new Map<number, Float64Array>()
  for (const [lead, values] of leads)
    if (values.length >= fewest) byLead.set(lead, Float64Array.from(values).sort())
  const degrees = independentErrors(scaled, errors)
  return { power, base, growth, level, scaled: scaled.sort(), by_lead: byLead, degrees, least }
}

/** The 80% and 95% bands around a forecast; never below zero on request. */
export function applyBands(model: BandModel, forecast: Float64Array, nonNegative: boolean): ForecastBands {
  const pooled80 = pooledLimits(model, 0.8)
  const pooled95 = pooledLimits(model, 0.95)
  return layBands(forecast, nonNegative, model.least, (lead, value, share) => {
    const size = weight(value, model.level, model.power) * (model.base + model.growth * Math.sqrt(lead))
    const own = model.by_lead.get(lead)
    const pooled = share === 0.8 ? pooled80 : pooled95
    const [low, high] = own === undefined ? pooled : limits(own, share, own.length)
    return [low * size, high * size]
  })
}

/**
 * The bands from the errors of other series: their quantiles at each lead, in units of `scale`, which must be made for
 * this series as it was for those (see `stepScale`).
 */
export function applyPooledBands(
  pool: PooledErrors,
  scale: number,
  forecast: Float64Array,
  nonNegative: boolean,
  least = 0,
): ForecastBands {
  const furthest = Math.max(0, ...pool.by_lead.keys())
  const growth = errorGrowth(pool, furthest)
  return layBands(forecast, nonNegative, least, (lead, _, share) => {
    const errors = pool.by_lead.get(Math.min(lead, furthest)) ?? pool.all
    const size = scale * (lead > furthest && furthest > 0 ? (lead / furthest) ** growth : 1)
    const [low, high] = knownLimits(errors, share)
    return [low * size, high * size]
  })
}

const limitsOf = new WeakMap<Float64Array, Map<number, [number, number]>>()

/** The limits of a pool's errors, which serve many series. */
function knownLimits(errors: Float64Array, share: number): [number, number] {
  const byShare = limitsOf.get(errors) ?? new Map<number, [number, number]>()
  limitsOf.set(errors, byShare)
  const made = byShare.get(share) ?? limits(errors, share, errors.length)
  byShare.set(share, made)
  return made
}

/**
 * The usual step of a series, by which errors of different series are made comparable: the geometric mean of the mean
 * absolute difference one season apart and that of neighbouring seasonal differences, where the latest differences
 * weigh most; known before any forecast.
 */
export function stepScale(values: Float64Array, period: number): number {
  const n = values.length
  const lag = n > 2 * period ? Math.max(1, period) : 1
  const memory = Math.max(3 * lag, 8)
  let long = 0
  let short = 0
  let weights = 0
  for (let i = lag + 1; i < n; i++) {
    const difference = values[i] - values[i - lag]
    const weight = Math.exp((i - n + 1) / memory)
    weights += weight
    long += weight * Math.abs(difference)
    short += weight * Math.abs(difference - (values[i - 1] - values[i - 1 - lag]))
  }
  if (weights === 0) return 0
  return lag === 1 ? long / weights : Math.sqrt(long * short) / weights
}

/** The power of the lead with which pooled errors grow, between a half and one: for leads beyond those seen. */
function errorGrowth(pool: PooledErrors, furthest: number): number {
  const near = pool.by_lead.get(1)
  const far = pool.by_lead.get(furthest)
  if (near === undefined || far === undefined || furthest < 2) return 0.5
  const ratio = meanAbsolute(far) / Math.max(1e-300, meanAbsolute(near))
  return Math.min(1, Math.max(0.5, Math.log(ratio) / Math.log(furthest)))
}

type Limits = (lead: number, value: number, share: number) => [number, number]

function layBands(
  forecast: Float64Array,
  nonNegative: boolean,
  least: number,
  limitsAt: Limits,
): ForecastBands {
  const size = forecast.length
  const bands: ForecastBands = {
    lower_80: new Float64Array(size),
    upper_80: new Float64Array(size),
    lower_95: new Float64Array(size),
    upper_95: new Float64Array(size),
  }
  const floor = nonNegative ? 0 : -Infinity
  for (let h = 0; h < size; h++) {
    const value = forecast[h]
    const [low80, high80] = limitsAt(h + 1, value, 0.8)
    const [low95, high95] = limitsAt(h + 1, value, 0.95)
    bands.lower_80[h] = Math.max(floor, value + Math.min(-0.65 * least, low80))
    bands.upper_80[h] = value + Math.max(0.65 * least, high80)
    bands.lower_95[h] = Math.min(bands.lower_80[h], Math.max(floor, value + Math.min(-least, low95)))
    bands.upper_95[h] = Math.max(bands.upper_80[h], value + Math.max(least, high95))
  }
  return bands
}

/** Lays the scaled errors of several series of one frequency together. */
export function poolErrors(series: readonly { scaled: Float64Array; lead: Int32Array }[]): PooledErrors {
  const all: number[] = []
  const leads = new Map<number, number[]>()
  for (const { scaled, lead } of series) {
    for (let i = 0; i < scaled.length; i++) {
      all.push(scaled[i])
      const known = leads.get(lead[i])
      if (known === undefined) leads.set(lead[i], [scaled[i]])
      else known.push(scaled[i])
    }
  }
  const byLead = new Map<number, Float64Array>()
  for (const [lead, values] of leads)
    if (values.length >= fewest) byLead.set(lead, Float64Array.from(values).sort())
  return { by_lead: byLead, all: Float64Array.from(all).sort() }
}

const widenings = new Map<string, number>()

/** How much wider Student's quantile is than the normal one; kept, for it takes a search to find. */
export function studentWidening(probability: number, degrees: number): number {
  const key = `${probability} ${degrees}`
  const known = widenings.get(key)
  if (known !== undefined) return known
  const widening = studentQuantile(probability, degrees) / normalQuantile(probability)
  widenings.set(key, widening)
  return widening
}

function pooledLimits(model: BandModel, share: number): [number, number] {
  const upper = 1 - (1 - share) / 2
  const widen = studentWidening(upper, Math.min(200, Math.round(2 * model.degrees) / 2))
  const [low, high] = limits(model.scaled, share, model.degrees)
  return [low * widen, high * widen]
}

/** Conformal quantiles of sorted errors; the fewer they are worth, the more alike the two sides are made. */
function limits(sorted: Float64Array, share: number, worth: number): [number, number] {
  const upper = 1 - (1 - share) / 2
  if (sorted.length === 0) return [-normalQuantile(upper), normalQuantile(upper)]
  const exact = Math.min(1, (upper * (sorted.length + 1)) / sorted.length)
  const both = symmetricQuantile(sorted, 2 * exact - 1)
  const trust = worth / (worth + 30)
  const low = trust * Math.min(0, quantileSorted(sorted, 1 - exact)) - (1 - trust) * both
  const high = trust * Math.max(0, quantileSorted(sorted, exact)) + (1 - trust) * both
  return [low, high]
}

function symmetricQuantile(sorted: Float64Array, share: number): number {
  const sizes = sorted.map(Math.abs).sort()
  return quantileSorted(sizes, share)
}

function weight(forecast: number, level: number, power: number): number {
  if (power === 0 || !(level > 0)) return 1
  return Math.max(0.05, Math.abs(forecast) / level) ** power
}

/** The power of the forecast under which the errors are likeliest, were they Laplace. */
function choosePower(errors: BandErrors, level: number): number {
  const n = errors.error.length
  if (n < 20 || !(level > 0)) return 0
  let best = 0
  let bestLoss = Infinity
  for (const power of [0, 0.5, 1]) {
    let size = 0
    let logs = 0
    for (let i = 0; i < n; i++) {
      const w = weight(errors.forecast[i], level, power)
      size += Math.abs(errors.error[i]) / w
      logs += Math.log(w)
    }
    const loss = n * Math.log(size / n + 1e-300) + logs
    if (loss < bestLoss) {
      bestLoss = loss
      best = power
    }
  }
  return best
}

/** Mean size of the errors as a line in the square root of the lead, which does not fall. */
function growthLine(sizes: Float64Array, lead: Int32Array): { base: number; growth: number } {
  const n = sizes.length
  if (n === 0) return { base: 0, growth: 0 }
  let meanX = 0
  let meanY = 0
  for (let i = 0; i < n; i++) {
    meanX += Math.sqrt(lead[i]) / n
    meanY += sizes[i] / n
  }
  let cross = 0
  let square = 0
  for (let i = 0; i < n; i++) {
    cross += (Math.sqrt(lead[i]) - meanX) * (sizes[i] - meanY)
    square += (Math.sqrt(lead[i]) - meanX) ** 2
  }
  const growth = square > 0 ? Math.max(0, cross / square) : 0
  const base = meanY - growth * meanX
  if (base >= 0.1 * meanY) return { base, growth }
  return { base: 0.1 * meanY, growth: meanX > 0 ? (0.9 * meanY) / meanX : 0 }
}

/**
 * What the errors are worth: their number divided by 1 + (k - 1) r, where k errors share an origin and r is how much
 * they go together, and by how often each value was forecast: overlapping origins are no further evidence.
 */
function independentErrors(scaled: Float64Array, errors: BandErrors): number {
  const n = scaled.length
  const sums = new Map<number, { sum: number; count: number }>()
  for (let i = 0; i < n; i++) {
    const known = sums.get(errors.origin[i]) ?? { sum: 0, count: 0 }
    known.sum += scaled[i]
    known.count++
    sums.set(errors.origin[i], known)
  }
  const groups = [...sums.values()]
  if (groups.length === 0) return 2
  const size = n / groups.length
  let between = 0
  let total = 0
  for (const { sum, count } of groups) between += (sum / count) ** 2 / groups.length
  for (let i = 0; i < n; i++) total += scaled[i] ** 2 / n
  const share = total > 0 && size > 1 ? Math.max(0, (between / total - 1 / size) / (1 - 1 / size)) : 0
  const distinct = errors.target === undefined ? n : new Set(errors.target).size
  return Math.max(3, distinct / (1 + (size - 1) * share) - 1)
}

function meanAbsolute(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]) / values.length
  return sum
}
