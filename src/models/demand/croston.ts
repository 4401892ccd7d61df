export type CrostonVariant = 'croston' | 'sba' | 'tsb'

/** Demand a period: how much when there is any, how often, and so how much on average. */
export type CrostonFit = {
  variant: CrostonVariant
  size: number
  chance: number
  rate: number
  alpha: number
  beta: number
}

const weights = [0.03, 0.06, 0.1, 0.15, 0.2, 0.3]

/**
 * Croston's method (1972) and its two corrections: SBA, which takes off the bias of a ratio of smoothed values
 * (Syntetos & Boylan 2005), and TSB, which smooths the chance of demand every period and so lets a dead product fade
 * (Teunter, Syntetos & Babai 2011). Smoothing weights are given, or chosen from a short list by squared one-step error.
 * NaN is a missing period: nothing is learnt from it. Null without any demand.
 *
 * @example
 * fitCroston(Float64Array.of(0, 2, 0, 2, 0, 2), 'croston', 0.1)?.rate // about 1
 */
export function fitCroston(
  values: Float64Array,
  variant: CrostonVariant,
  alpha?: number,
  beta = alpha,
): CrostonFit | null {
  if (alpha !== undefined) return runCroston(values, variant, alpha, beta ?? alpha).fit
  let best: { fit: CrostonFit | null; error: number } = { fit: null, error: Infinity }
  for (const weight of weights) {
    for (const other of variant === 'tsb' ? weights : [weight]) {
      const tried = runCroston(values, variant, weight, other)
      if (tried.fit !== null && (tried.error < best.error || best.fit === null)) best = tried
    }
  }
  return best.fit
}

function runCroston(
  values: Float64Array,
  variant: CrostonVariant,
  alpha: number,
  beta: number,
): { fit: CrostonFit | null; error: number } {
  const first = startOf(values)
  if (first === null) return { fit: null, error: Infinity }
  let { size, interval } = first
  let chance = 1 / interval
  let since = 1
  let error = 0
  const rate = (): number => {
    if (variant === 'tsb') return size * chance
    return (variant === 'sba' ? 1 - alpha / 2 : 1) * (size / interval)
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (Number.isNaN(value)) continue
    error += (value - rate()) ** 2
    if (value > 0) {
      size += alpha * (value - size)
      interval += alpha * (since - interval)
      chance += beta * (1 - chance)
      since = 1
    } else {
      chance -= beta * chance
      since++
    }
  }
  return {
    fit: { variant, size, chance: variant === 'tsb' ? chance : 1 / interval, rate: rate(), alpha, beta },
    error,
  }
}

/** Mean size and mean interval of all the demand there is. */
function startOf(values: Float64Array): { size: number; interval: number } | null {
  let known = 0
  let count = 0
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    known++
    if (!(values[i] > 0)) continue
    count++
    sum += values[i]
  }
  return count === 0 ? null : { size: sum / count, interval: Math.max(1, known / count) }
}
