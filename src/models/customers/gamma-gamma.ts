import { gather } from '../../math/gather.ts'
import { minimizeBfgs } from '../../math/bfgs.ts'
import type { Objective } from '../../math/bfgs.ts'
import { digamma, logGamma } from '../../math/log-gamma.ts'
import { hessianFromGradient } from '../../math/numeric-gradient.ts'
import { invertibleHessian } from '../learning/invertible-hessian.ts'
import { addLogPrior, priorWeight } from './log-normal-prior.ts'
import type { LogPrior } from './log-normal-prior.ts'
import { notEnoughData } from '../not-enough-data.ts'
import type { NotEnoughData } from '../not-enough-data.ts'

/**
 * Parameters of the Gamma-Gamma model of spend (Fader & Hardie 2013, note 025): a customer's order values are
 * gamma(p, v), v is gamma(q, gamma) among customers. q is above 1, so that the mean spend p gamma / (q - 1) exists.
 */
export type GammaGammaParameters = { p: number; q: number; gamma: number }

export type GammaGammaFit = GammaGammaParameters & {
  kind: 'fit'
  log_likelihood: number
  /** Customers with at least one value above zero; the others were left out. */
  customers: number
  left_out: number
  mean_spend: number
  /** Covariance of log p, log (q - 1), log gamma, row by row. */
  log_covariance: number[]
  standard_errors: GammaGammaParameters
  prior_weight: number
  iterations: number
  converged: boolean
}

/** One entry a customer: number of order values observed and their mean. */
export type SpendColumns = { frequency: ArrayLike<number>; meanAmount: ArrayLike<number> }

const enoughCustomers = 200

/**
 * Fits Gamma-Gamma by maximum likelihood, with an analytic gradient and BFGS on logs; below 200 customers a weak
 * log-normal prior fades in. Customers without a positive value are left out and counted. The unit of money does
 * not matter. Answers `not_enough_data` without any value. Cost: about 30 ns a customer a step, some twenty steps.
 *
 * @example
 * fitGammaGamma({ frequency: [2, 1], meanAmount: [22.35, 11.77] })
 */
export function fitGammaGamma(columns: SpendColumns): GammaGammaFit | NotEnoughData {
  const spend = positiveSpend(columns)
  const customers = spend.frequency.length
  if (customers === 0) return notEnoughData('customers with an order value above zero', 1, 0)
  const scale = spend.meanAmount.reduce((total, value) => total + value, 0) / customers
  const scaled = new GammaGammaLikelihood(
    spend.frequency,
    spend.meanAmount.map((value) => value / scale),
  )
  const prior = { centre: [4, 2.5, 0.7], weight: priorWeight(customers, enoughCustomers) }
  const objective = negativeLogPosterior(scaled, customers, prior)
  const minimum = minimizeBfgs(objective, Float64Array.from(prior.centre, Math.log))
  const [p, q1, gamma] = minimum.x.map(Math.exp)
  const hessian = hessianFromGradient(objective, minimum.x).map((entry) => entry * customers)
  const covariance = invertibleHessian(hessian, 3)
  const error = (i: number): number => Math.sqrt(covariance[i * 4])
  const logScale = Math.log(scale)
  return {
    kind: 'fit',
    p,
    q: 1 + q1,
    gamma: gamma * scale,
    log_likelihood: scaled.evaluate(minimum.x, new Float64Array(3)) - customers * logScale,
    customers,
    left_out: columns.frequency.length - customers,
    mean_spend: (p * gamma * scale) / q1,
    log_covariance: [...covariance],
    standard_errors: { p: p * error(0), q: q1 * error(1), gamma: gamma * scale * error(2) },
    prior_weight: prior.weight,
    iterations: minimum.iterations,
    converged: minimum.converged,
  }
}

function positiveSpend(columns: SpendColumns): { frequency: Float64Array; meanAmount: Float64Array } {
  const kept: number[] = []
  for (let i = 0; i < columns.frequency.length; i++) {
    if (!Number.isFinite(columns.meanAmount[i])) throw new RangeError(`mean amount at ${i} is not a number`)
    if (columns.frequency[i] > 0 && columns.meanAmount[i] > 0) kept.push(i)
  }
  return {
    frequency: gather(columns.frequency, kept),
    meanAmount: gather(columns.meanAmount, kept),
  }
}

function negativeLogPosterior(
  likelihood: GammaGammaLikelihood,
  customers: number,
  prior: LogPrior,
): Objective {
  return (theta, gradient) => {
    const value = -likelihood.evaluate(theta, gradient) / customers
    for (let i = 0; i < 3; i++) gradient[i] /= -customers
    return value + addLogPrior(prior, theta, gradient, customers)
  }
}

/** Log likelihood and its gradient on log p, log (q - 1), log gamma; what depends on x alone is tabled once a call. */
class GammaGammaLikelihood {
  readonly #frequency: Float64Array
  readonly #mean: Float64Array
  readonly #values: Float64Array
  readonly #counts: Float64Array
  /** Of x ln m and ln m, which no parameter touches. */
  readonly #sumXLog: number
  readonly #sumLog: number

  constructor(frequency: Float64Array, mean: Float64Array) {
    this.#frequency = frequency
    this.#mean = mean
    const counts = new Map<number, number>()
    for (const x of frequency) counts.set(x, (counts.get(x) ?? 0) + 1)
    this.#values = Float64Array.from(counts.keys()).sort()
    this.#counts = this.#values.map((x) => counts.get(x) ?? 0)
    let [sumXLog, sumLog] = [0, 0]
    for (let i = 0; i < frequency.length; i++) {
      const logMean = Math.log(mean[i])
      sumXLog += frequency[i] * (logMean + Math.log(frequency[i]))
      sumLog += logMean
    }
    this.#sumXLog = sumXLog
    this.#sumLog = sumLog
  }

  evaluate(theta: Float64Array, gradient: Float64Array): number {
    const p = Math.exp(theta[0])
    const q = 1 + Math.exp(theta[1])
    const gamma = Math.exp(theta[2])
    const n = this.#frequency.length
    let total = n * (q * theta[2] - logGamma(q)) + p * this.#sumXLog - this.#sumLog
    let [byP, byQ, byGamma] = [this.#sumXLog, n * (theta[2] - digamma(q)), (n * q) / gamma]
    for (let place = 0; place < this.#values.length; place++) {
      const [x, count] = [this.#values[place], this.#counts[place]]
      const slope = digamma(p * x + q)
      total += count * (logGamma(p * x + q) - logGamma(p * x))
      byP += count * x * (slope - digamma(p * x))
      byQ += count * slope
    }
    for (let i = 0; i < n; i++) {
      const x = this.#frequency[i]
      const rate = gamma + x * this.#mean[i]
      const logRate = Math.log(rate)
      total -= (p * x + q) * logRate
      byP -= x * logRate
      byQ -= logRate
      byGamma -= (p * x + q) / rate
    }
    gradient[0] = byP * p
    gradient[1] = byQ * (q - 1)
    gradient[2] = byGamma * gamma
    return total
  }
}

/**
 * Expected order value of a customer: the observed mean drawn towards the mean of all (or, with `spendFactor`, of the
 * cohort), the more the fewer orders there are. A mean of zero or less counts as no observation.
 */
export function expectedSpend(
  { p, q, gamma }: GammaGammaParameters,
  frequency: number,
  meanAmount: number,
  spendFactor = 1,
): number {
  const x = meanAmount > 0 ? frequency : 0
  return (p * (gamma * spendFactor + x * Math.max(0, meanAmount))) / (p * x + q - 1)
}
