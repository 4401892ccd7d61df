import { digamma } from '../../math/log-gamma.ts'
import type { GammaGammaParameters } from './gamma-gamma.ts'

/** Places kept of each distribution, over so many deviations of its logarithm each way: straight lines between err by .0007. */
const places = 121
const reach = 9
const middle = (places - 1) / 2
const mostKept = 20_000
/** Below this shape the tail of the ratio is so heavy that it has no variance. */
const leastShape = 2.2

/**
 * What a customer with x known orders spends on n further ones, in units of gamma + x m: by Gamma-Gamma the ratio of a
 * gamma(p n) and a gamma(q + p x), which depends on nothing else. Each distribution is tabled once and
 * serves every customer. Cost: about 3 µs a new distribution, some nanoseconds a probability.
 */
export class SpendRatios {
  readonly #parameters: GammaGammaParameters
  readonly #known = new Map<number, SpendRatio>()

  constructor(parameters: GammaGammaParameters) {
    this.#parameters = parameters
  }

  of(x: number, n: number): SpendRatio {
    const key = x * 65_536 + n
    const known = this.#known.get(key)
    if (known) return known
    if (this.#known.size >= mostKept) this.#known.clear()
    const { p, q } = this.#parameters
    const ratio = new SpendRatio(p * n, q + p * x)
    this.#known.set(key, ratio)
    return ratio
  }
}

/** A gamma(a) over a gamma(b), in logarithms. */
export class SpendRatio {
  readonly centre: number
  /** Deviations from the centre beyond which nothing lies. */
  readonly reach: number
  /** The mean, and the mean of the square, that of the lightest tail that has one where this has none. */
  readonly mean: number
  readonly square: number
  readonly #step: number
  readonly #below: Float32Array

  constructor(a: number, b: number) {
    this.centre = digamma(a) - digamma(b)
    const deviation = Math.sqrt(logVariance(a) + logVariance(b))
    this.reach = reach * deviation
    this.#step = this.reach / middle
    this.#below = cumulated(a, b, this.centre, this.#step)
    const shape = Math.max(b, leastShape)
    this.mean = a / (shape - 1)
    this.square = (a * (a + 1)) / ((shape - 1) * (shape - 2))
  }

  /** Probability that the logarithm of the ratio is at most `log`. */
  below(log: number): number {
    const at = (log - this.centre) / this.#step + middle
    if (at <= 0) return 0
    if (at >= places - 1) return 1
    const place = Math.floor(at)
    const low = this.#below[place]
    return low + (at - place) * (this.#below[place + 1] - low)
  }
}

/**
 * Probabilities of lying below each place, from the density by the trapezoid rule with its correction at the upper end
 * (Euler and Maclaurin), which is exact to 1e-5 on so smooth a curve.
 */
function cumulated(a: number, b: number, centre: number, step: number): Float32Array {
  const below = new Float32Array(places)
  const mode = Math.log(a / b)
  const height = a * mode - (a + b) * Math.log1p(Math.exp(mode))
  const factor = Math.exp(step)
  let odds = Math.exp(centre - middle * step)
  let total = 0
  for (let place = 0; place < places; place++, odds *= factor) {
    const log = centre + (place - middle) * step
    const exponent = a * log - (a + b) * Math.log(1 + odds) - height
    const density = exponent > -40 ? Math.exp(exponent) : 0
    const slope = density * (a - ((a + b) * odds) / (1 + odds))
    below[place] = total + density / 2 - (slope * step) / 12
    total += density
  }
  for (let place = 0; place < places; place++) below[place] = Math.min(1, Math.max(0, below[place] / total))
  return below
}

/** About the variance of the logarithm of a gamma(a): the first terms of the trigamma function. */
const logVariance = (a: number): number => 1 / a + 1 / (2 * a * a) + 1 / (6 * a * a * a)
