import { gammaQuantile } from '../../math/gamma-distribution.ts'
import { regularizedBeta } from '../../math/incomplete-beta.ts'
import { lowerGamma, upperGamma } from '../../math/incomplete-gamma.ts'
import { median } from '../../math/quantile.ts'
import { fitCalendarRegression } from '../forecasts/calendar-regression.ts'

/** One figure of each open day of a series. */
export type DayFigures = {
  /** counts or amounts, none below zero that matters: refunds above sales count as nothing sold */
  values: Float64Array
  /** the days, since 1970-01-01, upwards; closed days are not among them */
  days: Float64Array
  /** share of what was sold that was given as a discount */
  discount: Float64Array
  /** counts are whole numbers; amounts are sums of very different ones */
  kind: 'count' | 'amount'
}

/** What was expected of each day, the band of 95%, and how rare what came is; NaN on days that are not judged. */
export type JudgedDays = {
  expected: Float64Array
  low: Float64Array
  high: Float64Array
  /** minus the decimal logarithm of the chance of so much or more, of so little or less where `actual` is below */
  surprise: Float64Array
  /** variance over mean of what is left over */
  spread: number
}

/** Factors of the calendar by day, mean about 1, that a small series can borrow from a large one. */
export type DayFactors = Float64Array

const fewestDays = 28
const halfLives = [7, 14, 28, 56]
const clipDeviations = 3

/**
 * Judges each day of a series by what was to be expected the evening before: the calendar (week, year, how much discount
 * is given; learnt over the whole history) times the level of the days before it, which odd days hardly move. What is left
 * over is taken for negative binomial (counts) or gamma (amounts), as wide as the series has been. The first 28 days are
 * not judged. A series that sells too seldom to show a calendar of its own takes `borrowed`. O(days).
 */
export function judgeDays(figures: DayFigures, borrowed: DayFactors | null = null): JudgedDays {
  const n = figures.values.length
  const blank = (): Float64Array => new Float64Array(n).fill(Number.NaN)
  const judged: JudgedDays = { expected: blank(), low: blank(), high: blank(), surprise: blank(), spread: 1 }
  const start = figures.values.findIndex((value) => value > 0)
  if (start < 0 || n - start <= fewestDays) return judged
  const own = {
    values: figures.values.slice(start).map((value) => Math.max(0, value)),
    days: figures.days.slice(start),
    discount: figures.discount.slice(start),
  }
  const lent = borrowed && discounted(borrowed.slice(start), own.discount)
  const first = course(own.values, dayFactors(own) ?? lent)
  // once more without what was odd, which bends calendar and level
  const factors = dayFactors({ ...own, values: clipped(own.values, first) }) ?? lent
  const { expected, spread } = course(own.values, factors)
  judged.spread = spread
  const tails = figures.kind === 'count' ? countTails : amountTails
  for (let i = fewestDays; i < own.values.length; i++) {
    const { low, high, surprise } = tails(own.values[i], expected[i], spread)
    judged.expected[start + i] = expected[i]
    judged.low[start + i] = low
    judged.high[start + i] = high
    judged.surprise[start + i] = surprise
  }
  return judged
}

// a fifth off sells 1.8 times as much: an elasticity of about three, for what sells too little to say itself
const usualLift = 3

function discounted(factors: DayFactors, discount: Float64Array): DayFactors {
  return factors.map((factor, i) => factor * Math.exp(usualLift * Math.min(0.5, discount[i])))
}

/** Factors of the week, the year and discounts; null where too little is sold to tell. */
export function dayFactors({ values, days, discount }: Omit<DayFigures, 'kind'>): DayFactors | null {
  let zeros = 0
  for (const value of values) if (value === 0) zeros++
  if (values.length < 2 * fewestDays || zeros > 0.2 * values.length) return null
  const effects = discount.some((share) => share > 0)
    ? [{ name: 'discount', kind: 'promotion' as const, share: discount }]
    : []
  const fit = fitCalendarRegression({ values, days, effects, weekly: true, estimate: 'mean' })
  if (fit === null || fit.link !== 'log') return null
  return values.map((_, i) =>
    Math.min(10, Math.max(0.05, Math.exp(fit.weekly[i] + fit.yearly[i] + (fit.effects[0]?.[i] ?? 0)))),
  )
}

type Course = { expected: Float64Array; spread: number }

/** The level of each day from those before, at the memory that foretells best, and the spread around it. */
function course(values: Float64Array, factors: DayFactors | null): Course {
  const f = factors ?? new Float64Array(values.length).fill(1)
  let best: Course | null = null
  let least = Infinity
  for (const halfLife of halfLives) {
    const made = follow(values, f, halfLife)
    const loss = deviance(values, made)
    if (loss < least) {
      least = loss
      best = made
    }
  }
  return best!
}

function follow(values: Float64Array, factors: Float64Array, halfLife: number): Course {
  const n = values.length
  const keep = 0.5 ** (1 / halfLife)
  const expected = new Float64Array(n)
  let spread = startingSpread(values, factors)
  for (let round = 0; round < 2; round++) {
    let above = 0
    let below = 0
    // as if the first weeks had been the same before
    for (let i = 0; i < Math.min(n, fewestDays); i++) {
      above += values[i] / fewestDays
      below += factors[i] / fewestDays
    }
    above *= Math.min(halfLife, fewestDays) / 2
    below *= Math.min(halfLife, fewestDays) / 2
    for (let i = 0; i < n; i++) {
      expected[i] = factors[i] * (below > 0 ? above / below : 0)
      const reach = clipDeviations * Math.sqrt(spread * Math.max(expected[i], 1e-9))
      const tame = Math.min(expected[i] + reach, Math.max(expected[i] - reach, values[i]))
      above = keep * above + tame
      below = keep * below + factors[i]
    }
    spread = spreadOf(values, expected)
  }
  return { expected, spread }
}

/** Variance over mean of what a single level would leave over, by the median, which odd days do not move. */
function startingSpread(values: Float64Array, factors: Float64Array): number {
  const level = sum(values) / Math.max(1e-9, sum(factors))
  const ratios = values.map(
    (value, i) => (value - level * factors[i]) ** 2 / Math.max(1e-9, level * factors[i]),
  )
  return Math.max(1e-9, median(ratios) / 0.455)
}

const trimmed = 0.02

/** Variance over mean, the oddest days left out. */
function spreadOf(values: Float64Array, expected: Float64Array): number {
  const ratios: number[] = []
  for (let i = Math.min(fewestDays, values.length >> 1); i < values.length; i++) {
    if (expected[i] > 0) ratios.push((values[i] - expected[i]) ** 2 / expected[i])
  }
  if (ratios.length === 0) return 1
  ratios.sort((a, b) => a - b)
  const kept = ratios.slice(0, Math.max(1, Math.ceil((1 - trimmed) * ratios.length)))
  return Math.max(1e-9, (1.1 * sum(kept)) / kept.length)
}

function deviance(values: Float64Array, { expected, spread }: Course): number {
  let loss = 0
  for (let i = fewestDays; i < values.length; i++) {
    const mean = Math.max(expected[i], 1e-9)
    loss += Math.min(9, (values[i] - mean) ** 2 / (spread * mean))
  }
  return loss * spread
}

function clipped(values: Float64Array, { expected, spread }: Course): Float64Array {
  return values.map((value, i) => {
    const reach = clipDeviations * Math.sqrt(spread * Math.max(expected[i], 1e-9))
    return Math.min(expected[i] + reach, Math.max(0, expected[i] - reach, value))
  })
}

type Tails = { low: number; high: number; surprise: number }

const tail = 0.025
const surpriseOf = (chance: number): number => -Math.log10(Math.max(1e-300, Math.min(1, chance)))

function countTails(value: number, mean: number, spread: number): Tails {
  const lambda = Math.max(mean, 1e-6)
  const phi = Math.max(1, spread)
  const size = lambda / (phi - 1)
  const isPoisson = phi < 1.02
  const atLeast = (k: number): number =>
    k <= 0 ? 1 : isPoisson ? lowerGamma(k, lambda) : regularizedBeta(k, size, 1 - 1 / phi)
  const atMost = (k: number): number =>
    k < 0 ? 0 : isPoisson ? upperGamma(k + 1, lambda) : regularizedBeta(size, k + 1, 1 / phi)
  const step = Math.sqrt(phi * lambda)
  const low = leastWith((k) => atMost(k) > tail, Math.floor(lambda - 4 * step), step)
  const high = leastWith((k) => atLeast(k + 1) <= tail, Math.floor(lambda), step)
  const k = Math.round(value)
  return { low, high, surprise: surpriseOf(k >= lambda ? atLeast(k) : atMost(k)) }
}

/** The least whole number, from `start` upwards, of which a statement that stays true is true. */
function leastWith(holds: (k: number) => boolean, start: number, step: number): number {
  let k = Math.max(0, start)
  const stride = Math.max(1, Math.floor(step / 4))
  while (!holds(k)) k += stride
  while (k > 0 && holds(k - 1)) k--
  return k
}

function amountTails(value: number, mean: number, spread: number): Tails {
  if (!(mean > 0)) return { low: 0, high: 0, surprise: 0 }
  // a gamma of that mean and variance: shape mean / spread
  // and never narrower than a hundredth of it: what has been constant may still vary
  const shape = Math.max(0.05, Math.min(1e4, mean / spread))
  const rate = shape / mean
  const chance = value >= mean ? upperGamma(shape, value * rate) : lowerGamma(shape, value * rate)
  return {
    low: gammaQuantile(tail, shape, rate),
    high: gammaQuantile(1 - tail, shape, rate),
    surprise: surpriseOf(chance),
  }
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]
  return total
}
