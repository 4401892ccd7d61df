/**
 * What is believed of positive parameters before the data: each is log-normal around `centre`. The walls keep a
 * likelihood without a maximum (all customers alike, say) from running away.
 */
export type LogPrior = { centre: readonly number[]; weight: number }

/** Standard deviation of the log where the prior counts in full: a factor of about three and a third each way. */
const fullDeviation = 1.2
/** Standard deviation of the guard that always stays: a factor of 20,000, which moves no known parameter. */
const guardDeviation = 10
const wall = 12
/** Beyond this the likelihoods are rounding errors, and the answer is Infinity. */
const cliff = 18

/** How much a prior counts: in full with no evidence, not at all from `enough` pieces of it on. */
export function priorWeight(evidence: number, enough: number): number {
  return Math.max(0, 1 - evidence / enough)
}

/** Negative log density at the logs `theta`, its slope added to `gradient` after division by `scale`, as the value is. */
export function addLogPrior(
  prior: LogPrior,
  theta: Float64Array,
  gradient: Float64Array,
  scale: number,
): number {
  const precision = Math.max(prior.weight / fullDeviation ** 2, 1 / guardDeviation ** 2)
  let penalty = 0
  for (let i = 0; i < theta.length; i++) {
    const away = theta[i] - Math.log(prior.centre[i])
    penalty += (0.5 * precision * away * away) / scale
    gradient[i] += (precision * away) / scale
    const beyond = Math.abs(theta[i]) - wall
    if (beyond <= 0) continue
    if (Math.abs(theta[i]) > cliff) return Number.POSITIVE_INFINITY
    penalty += 5 * beyond * beyond
    gradient[i] += 10 * beyond * Math.sign(theta[i])
  }
  return penalty
}
