import { countUp, gather } from '../../math/gather.ts'
import { seededRandom } from '../../base/random.ts'
import { minimizeBfgs } from '../../math/bfgs.ts'
import type { BfgsOptions, Objective } from '../../math/bfgs.ts'
import { digamma, logGamma } from '../../math/log-gamma.ts'
import { hessianFromGradient } from '../../math/numeric-gradient.ts'
import { invertibleHessian } from '../learning/invertible-hessian.ts'
import { addLogPrior, priorWeight } from './log-normal-prior.ts'
import type { LogPrior } from './log-normal-prior.ts'
import { notEnoughData } from '../not-enough-data.ts'
import type { NotEnoughData } from '../not-enough-data.ts'
import { checkPurchases, collapsePurchases } from './repeat-purchases.ts'
import type { CollapsedPurchases, RepeatPurchases } from './repeat-purchases.ts'

/**
 * Parameters of the BG/NBD model (Fader, Hardie & Lee 2005): order rates are gamma(r, alpha) among customers, the
 * chance of leaving after an order is beta(a, b). alpha is in the unit of the times fitted.
 */
export type BgNbdParameters = { r: number; alpha: number; a: number; b: number }

export type BgNbdFit = BgNbdParameters & {
  kind: 'fit'
  log_likelihood: number
  customers: number
  repeat_customers: number
  /** Covariance of the logs of r, alpha, a, b, row by row. */
  log_covariance: number[]
  standard_errors: BgNbdParameters
  /** 1 where a prior counts in full, 0 where the data alone speak (from 500 repeat customers on). */
  prior_weight: number
  iterations: number
  converged: boolean
}

const enoughRepeaters = 500
const startSample = 5_000

/**
 * Fits BG/NBD by maximum likelihood, with an analytic gradient and BFGS on the logs of the parameters. Below 500
 * repeat customers a weak log-normal prior fades in, so that a handful of orders gives wide intervals and not wild
 * numbers. Standard errors come from the Hessian. Times may be in any unit; the result does not depend on it or on
 * the order of the rows.
 *
 * Answers `not_enough_data` without a repeat customer. Cost: about 60 ns a distinct history a step, some
 * twenty steps; fewer from an `earlier` fit to like data, for which a sample of 5,000 stands in where there are many.
 *
 * @throws {RangeError} when an entry is impossible (recency beyond age, say).
 * @example
 * fitBgNbd({ frequency: [2, 0, 1], recency: [30, 0, 5], age: [39, 38, 20] })
 */
export function fitBgNbd(purchases: RepeatPurchases, earlier?: BgNbdFit): BgNbdFit | NotEnoughData {
  checkPurchases(purchases)
  const data = collapsePurchases(purchases)
  const customers = purchases.frequency.length
  const repeaters = sumWhere(data, (i) => data.frequency[i] > 0)
  if (repeaters === 0) return notEnoughData('customers who ordered more than once', 1, 0)
  const scale = meanAge(data, customers)
  const likelihood = new BgNbdLikelihood(data, scale)
  const prior = { centre: [0.5, 0.5, 0.5, 2], weight: priorWeight(repeaters, enoughRepeaters) }
  const objective = negativeLogPosterior(likelihood, customers, prior)
  const start = earlier ? startFrom(earlier, scale) : startingPoint(data, scale, prior)
  const minimum = minimizeBfgs(objective, start.x, start)
  const [r, alpha, a, b] = minimum.x.map(Math.exp)
  const hessian = hessianFromGradient(objective, minimum.x).map((entry) => entry * customers)
  const covariance = invertibleHessian(hessian, 4)
  likelihood.evaluate(minimum.x, new Float64Array(4))
  const error = (i: number, value: number): number => value * Math.sqrt(covariance[i * 5])
  return {
    kind: 'fit',
    r,
    alpha: alpha * scale,
    a,
    b,
    log_likelihood: likelihood.total - sumWeighted(data) * Math.log(scale),
    customers,
    repeat_customers: repeaters,
    log_covariance: [...covariance],
    standard_errors: { r: error(0, r), alpha: error(1, alpha * scale), a: error(2, a), b: error(3, b) },
    prior_weight: prior.weight,
    iterations: minimum.iterations,
    converged: minimum.converged,
  }
}

function sumWhere(data: CollapsedPurchases, holds: (i: number) => boolean): number {
  return data.count.reduce((total, count, i) => total + (holds(i) ? count : 0), 0)
}

function sumWeighted(data: CollapsedPurchases): number {
  return data.count.reduce((total, count, i) => total + count * data.frequency[i], 0)
}

function meanAge(data: CollapsedPurchases, customers: number): number {
  return data.count.reduce((total, count, i) => total + count * data.age[i], 0) / customers || 1
}

type Start = { x: Float64Array } & Pick<BfgsOptions, 'inverseHessian'>

function startFrom({ r, alpha, a, b, log_covariance, customers }: BgNbdFit, scale: number): Start {
  const x = Float64Array.of(r, alpha / scale, a, b).map(Math.log)
  return { x, inverseHessian: log_covariance.map((entry) => entry * customers) }
}

/** The optimum on a seeded sample where there are many distinct histories, else the centre of the prior. */
function startingPoint(data: CollapsedPurchases, scale: number, prior: LogPrior): Start {
  const origin = Float64Array.from(prior.centre, Math.log)
  const distinct = data.count.length
  if (distinct <= startSample * 2) return { x: origin }
  const random = seededRandom(1)
  const chosen = Int32Array.from({ length: startSample }, () => Math.floor(random() * distinct))
  const pick = (values: Float64Array): Float64Array => gather(values, chosen)
  const sample = {
    frequency: pick(data.frequency),
    recency: pick(data.recency),
    age: pick(data.age),
    count: pick(data.count),
    groupOf: new Int32Array(0),
  }
  const total = sample.count.reduce((sum, count) => sum + count, 0)
  const objective = negativeLogPosterior(new BgNbdLikelihood(sample, scale), total, prior)
  const { x } = minimizeBfgs(objective, origin, { gradientTolerance: 1e-6 })
  return { x, inverseHessian: invertibleHessian(hessianFromGradient(objective, x), 4) }
}

/** Negative log posterior a customer, a function of the logs of r, alpha, a, b. */
function negativeLogPosterior(likelihood: BgNbdLikelihood, customers: number, prior: LogPrior): Objective {
  return (theta, gradient) => {
    likelihood.evaluate(theta, gradient)
    for (let i = 0; i < 4; i++) gradient[i] = -gradient[i] / customers
    return -likelihood.total / customers + addLogPrior(prior, theta, gradient, customers)
  }
}

/**
 * The log likelihood and its gradient on the logs. What depends on x or on one time alone is tabled once a call; the
 * rest is an exponential and a logarithm for each distinct history.
 */
class BgNbdLikelihood {
  total = 0
  readonly #data: CollapsedPurchases
  readonly #values: Float64Array
  readonly #valueOf: Int32Array
  readonly #table: Float64Array
  readonly #times: Float64Array
  readonly #ageOf: Int32Array
  readonly #recencyOf: Int32Array
  readonly #logTimes: Float64Array
  readonly #inverseTimes: Float64Array

  constructor(data: CollapsedPurchases, scale: number) {
    this.#data = data
    const values = tabled([data.frequency])
    this.#values = values.entries
    this.#valueOf = values.places[0]
    this.#table = new Float64Array(4 * this.#values.length)
    const times = tabled([data.age, data.recency])
    this.#times = times.entries.map((time) => time / scale)
    this.#ageOf = times.places[0]
    this.#recencyOf = times.places[1]
    this.#logTimes = new Float64Array(this.#times.length)
    this.#inverseTimes = new Float64Array(this.#times.length)
  }

  evaluate(theta: Float64Array, gradient: Float64Array): void {
    const [r, alpha, a, b] = theta.map(Math.exp)
    this.#fillTable(r, a, b)
    this.#fillTimes(alpha)
    const sums = this.#sumOverHistories(r, alpha, a, b)
    this.total = sums[4]
    gradient[0] = sums[0] * r
    gradient[1] = sums[1] * alpha
    gradient[2] = sums[2] * a
    gradient[3] = sums[3] * b
  }

  /** For each distinct x: the part of the log likelihood and of d/dr, d/da, d/db that does not depend on times. */
  #fillTable(r: number, a: number, b: number): void {
    const fixed = logGamma(a + b) - logGamma(b) - logGamma(r)
    const [slopeR, slopeAB, slopeB] = [digamma(r), digamma(a + b), digamma(b)]
    for (let place = 0; place < this.#values.length; place++) {
      const x = this.#values[place]
      const slopeABx = digamma(a + b + x)
      this.#table[4 * place] = fixed + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x)
      this.#table[4 * place + 1] = digamma(r + x) - slopeR
      this.#table[4 * place + 2] = slopeAB - slopeABx
      this.#table[4 * place + 3] = slopeAB - slopeABx + digamma(b + x) - slopeB
    }
  }

  #fillTimes(alpha: number): void {
    for (let place = 0; place < this.#times.length; place++) {
      this.#logTimes[place] = Math.log(alpha + this.#times[place])
      this.#inverseTimes[place] = 1 / (alpha + this.#times[place])
    }
  }

  #sumOverHistories(
    r: number,
    alpha: number,
    a: number,
    b: number,
  ): [number, number, number, number, number] {
    const { frequency, count } = this.#data
    const logTimes = this.#logTimes
    const inverseTimes = this.#inverseTimes
    const logAlpha = Math.log(alpha)
    let [byR, byAlpha, byA, byB, total] = [0, 0, 0, 0, 0]
    for (let i = 0; i < count.length; i++) {
      const x = frequency[i]
      const n = count[i]
      const place = 4 * this.#valueOf[i]
      const logEnd = logTimes[this.#ageOf[i]]
      let logMean = logEnd
      let inverseMean = inverseTimes[this.#ageOf[i]]
      let left = 0
      let value = this.#table[place] + r * logAlpha - (r + x) * logEnd
      if (x > 0) {
        const logLast = logTimes[this.#recencyOf[i]]
        const odds = (a / (b + x - 1)) * Math.exp((r + x) * (logEnd - logLast))
        left = odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds)
        value += left === 1 ? Math.log(a / (b + x - 1)) + (r + x) * (logEnd - logLast) : Math.log(1 + odds)
        logMean += left * (logLast - logEnd)
        inverseMean += left * (inverseTimes[this.#recencyOf[i]] - inverseMean)
      }
      total += n * value
      byR += n * (this.#table[place + 1] + logAlpha - logMean)
      byAlpha += n * (r / alpha - (r + x) * inverseMean)
      byA += n * (this.#table[place + 2] + left / a)
      byB += n * (this.#table[place + 3] - (x > 0 ? left / (b + x - 1) : 0))
    }
    return [byR, byAlpha, byA, byB, total]
  }
}

const mostTabled = 100_000

/** The distinct entries of some columns and where each stands; of those that are not small whole numbers each is its own. */
function tabled(columns: Float64Array[]): { entries: Float64Array; places: Int32Array[] } {
  const isSmall = columns.every((column) =>
    column.every((value) => Number.isInteger(value) && value < mostTabled),
  )
  if (!isSmall) {
    const n = columns[0].length
    const entries = new Float64Array(n * columns.length)
    columns.forEach((column, c) => entries.set(column, c * n))
    return {
      entries,
      places: columns.map((_, c) => countUp(n).map((i) => c * n + i)),
    }
  }
  const seen = new Uint8Array(mostTabled)
  for (const column of columns) for (const value of column) seen[value] = 1
  const placeOf = new Int32Array(mostTabled)
  const entries: number[] = []
  for (let value = 0; value < mostTabled; value++)
    if (seen[value] === 1) placeOf[value] = entries.push(value) - 1
  return {
    entries: Float64Array.from(entries),
    places: columns.map((column) => placesIn(column, placeOf)),
  }
}

function placesIn(column: Float64Array, placeOf: Int32Array): Int32Array {
  const places = new Int32Array(column.length)
  for (let i = 0; i < column.length; i++) places[i] = placeOf[column[i]]
  return places
}
