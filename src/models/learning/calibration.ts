export type ReliabilityBin = {
  from: number
  to: number
  count: number
  mean_predicted: number
  observed_rate: number
}

/** What a probability says against what happened, in bins of equal width; empty bins are left out. O(n). */
export function reliabilityBins(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): ReliabilityBin[] {
  const [counts, predicted, observed] = [
    new Float64Array(bins),
    new Float64Array(bins),
    new Float64Array(bins),
  ]
  for (let i = 0; i < probabilities.length; i++) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(probabilities[i] * bins)))
    counts[bin] += 1
    predicted[bin] += probabilities[i]
    observed[bin] += labels[i]
  }
  return [...counts.keys()]
    .filter((bin) => counts[bin] > 0)
    .map((bin) => ({
      from: bin / bins,
      to: (bin + 1) / bins,
      count: counts[bin],
      mean_predicted: predicted[bin] / counts[bin],
      observed_rate: observed[bin] / counts[bin],
    }))
}

/** Expected calibration error: the mean gap between predicted and observed over the bins, weighted by their counts. */
export function calibrationError(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): number {
  if (probabilities.length === 0) return 0
  return reliabilityBins(probabilities, labels, bins).reduce(
    (total, bin) =>
      total + (bin.count / probabilities.length) * Math.abs(bin.mean_predicted - bin.observed_rate),
    0,
  )
}

const floor = 1e-6

/** Mean negative log likelihood of the labels; probabilities are kept a millionth from 0 and 1. */
export function logLoss(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  if (probabilities.length === 0) return 0
  let total = 0
  for (let i = 0; i < probabilities.length; i++) {
    const p = Math.min(1 - floor, Math.max(floor, probabilities[i]))
    total -= labels[i] > 0.5 ? Math.log(p) : Math.log(1 - p)
  }
  return total / probabilities.length
}

/** Mean squared distance of the probabilities from the labels. */
export function brierScore(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  if (probabilities.length === 0) return 0
  let total = 0
  for (let i = 0; i < probabilities.length; i++) total += (probabilities[i] - labels[i]) ** 2
  return total / probabilities.length
}

/** Share of labels that the rule "probability at least the threshold" gets right. */
export function accuracyAt(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  threshold: number,
): number {
  if (probabilities.length === 0) return 0
  let right = 0
  for (let i = 0; i < probabilities.length; i++)
    if (probabilities[i] >= threshold === labels[i] > 0.5) right += 1
  return right / probabilities.length
}

/** A rising step function: `values[k]` from `from[k]` on, the first also below. */
export type StepFunction = { from: number[]; values: number[] }

/**
 * Isotonic regression: the rising function of the score that is nearest to the labels in squares, by pooling
 * adjacent violators, each pool drawn a little (two labels' worth) towards the overall rate. O(n log n).
 */
export function fitIsotonic(scores: ArrayLike<number>, labels: ArrayLike<number>): StepFunction {
  const n = scores.length
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => scores[i] - scores[j])
  const pools: { from: number; sum: number; count: number }[] = []
  for (let start = 0; start < n;) {
    const pool = { from: scores[order[start]], sum: 0, count: 0 }
    for (; start < n && scores[order[start]] === pool.from; start++) {
      pool.sum += labels[order[start]]
      pool.count += 1
    }
    pools.push(pool)
    while (pools.length > 1 && !rises(pools)) mergeLast(pools)
  }
  const rate = pools.reduce((total, pool) => total + pool.sum, 0) / Math.max(1, n)
  return {
    from: pools.map((pool) => pool.from),
    values: risingValues(pools.map((pool) => (pool.sum + 2 * rate) / (pool.count + 2))),
  }
}

function rises(pools: { sum: number; count: number }[]): boolean {
  const [before, last] = [pools[pools.length - 2], pools[pools.length - 1]]
  return before.sum * last.count < last.sum * before.count
}

function mergeLast(pools: { sum: number; count: number }[]): void {
  const last = pools.pop()
  if (!last) return
  pools[pools.length - 1].sum += last.sum
  pools[pools.length - 1].count += last.count
}

function risingValues(values: number[]): number[] {
  let highest = 0
  return values.map((value) => (highest = Math.max(highest, value)))
}

/** The value of a step function at a score; 0 where it has no steps. O(log steps). */
export function stepAt({ from, values }: StepFunction, score: number): number {
  if (from.length === 0) return 0
  let [low, high] = [0, from.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (from[middle] <= score) low = middle
    else high = middle - 1
  }
  return values[low]
}
