import type { Random } from '../../base/random.ts'
import { choleskyFactor } from '../../math/cholesky.ts'
import { normalDraw } from '../../math/normal-distribution.ts'
import type { BgNbdFit, BgNbdParameters } from './bg-nbd.ts'
import type { GammaGammaFit, GammaGammaParameters } from './gamma-gamma.ts'

const negligible = 0.1
const drawCount = 24

/**
 * Offsets of the logs of n parameters that stand for what a fit does not know, in opposite pairs, from the normal
 * approximation. One offset of zeros where every parameter is known within 10% and `always` is not set.
 */
function logOffsets(
  covariance: readonly number[],
  n: number,
  random: Random,
  always: boolean,
): Float64Array[] {
  const errors = Array.from({ length: n }, (_, i) => Math.sqrt(covariance[i * (n + 1)]))
  const factor = choleskyFactor(Float64Array.from(covariance), n)
  if (!factor || (!always && errors.every((error) => error < negligible))) return [new Float64Array(n)]
  return Array.from({ length: drawCount / 2 }, () => logOffset(factor, n, random)).flatMap((offset) => [
    offset,
    offset.map((entry) => -entry),
  ])
}

/** Held within a factor of 20 each way: beyond that the normal approximation says nothing. */
function logOffset(factor: Float64Array, n: number, random: Random): Float64Array {
  const z = Float64Array.from({ length: n }, () => normalDraw(random))
  return Float64Array.from({ length: n }, (_, i) => {
    let total = 0
    for (let k = 0; k <= i; k++) total += factor[i * n + k] * z[k]
    return Math.min(3, Math.max(-3, total))
  })
}

/** Parameter sets of a BG/NBD fit that stand for its uncertainty. */
export function drawBgNbd(fit: BgNbdFit, random: Random, always = false): BgNbdParameters[] {
  return logOffsets(fit.log_covariance, 4, random, always).map((offset) => ({
    r: fit.r * Math.exp(offset[0]),
    alpha: fit.alpha * Math.exp(offset[1]),
    a: fit.a * Math.exp(offset[2]),
    b: fit.b * Math.exp(offset[3]),
  }))
}

/** Parameter sets of a Gamma-Gamma fit that stand for its uncertainty. */
export function drawGammaGamma(fit: GammaGammaFit, random: Random, always = false): GammaGammaParameters[] {
  return logOffsets(fit.log_covariance, 3, random, always).map((offset) => ({
    p: fit.p * Math.exp(offset[0]),
    q: 1 + (fit.q - 1) * Math.exp(offset[1]),
    gamma: fit.gamma * Math.exp(offset[2]),
  }))
}
