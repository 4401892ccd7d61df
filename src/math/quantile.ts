/**
 * Quantile of values already sorted upwards, equivalent to R's type 7 and to numpy's default: linear between the
 * order statistics at (n - 1) p. The values must not be empty.
 *
 * @example
 * quantileSorted([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * Math.min(1, Math.max(0, p))
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  const low = sorted[below]
  return below === above || place === below ? low : low + (place - below) * (sorted[above] - low)
}

/** Quantile of values in any order (they are copied and sorted): R's type 7. O(n log n). */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileSorted(Float64Array.from(values).sort(), p)
}

/** The middle value: quantile at one half. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}

/** Several quantiles at the cost of one sort. */
export function quantiles(values: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort()
  return probabilities.map((p) => quantileSorted(sorted, p))
}
