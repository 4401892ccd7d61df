import { quantileSorted } from '../../math/quantile.ts'
import type { FeatureColumns } from './logistic-regression.ts'

/** For each feature the rising borders of its bins: bin 0 is missing, bin k + 1 holds values up to borders[k]. */
export type FeatureBins = { borders: number[][] }

const sampleSize = 10_000

/**
 * Borders between bins of about equal counts, midway between neighbouring values; features with few distinct values get
 * a bin for each. Learnt on every so many-th row above 10,000. At most 254 bins. O(n log n) a feature.
 */
export function fitBins(columns: FeatureColumns, most = 63): FeatureBins {
  return { borders: columns.map((column) => bordersOf(column, Math.min(254, most))) }
}

function bordersOf(column: Float64Array, most: number): number[] {
  const step = Math.max(1, Math.floor(column.length / sampleSize))
  const sorted = column.filter((value, i) => i % step === 0 && !Number.isNaN(value)).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  if (distinct.length <= most) return midways(distinct)
  const cuts = Array.from({ length: most - 1 }, (_, k) => quantileSorted(sorted, (k + 1) / most))
  return cuts.filter((cut, k) => k === 0 || cut > cuts[k - 1])
}

function midways(distinct: Float64Array): number[] {
  return Array.from(
    { length: Math.max(0, distinct.length - 1) },
    (_, k) => (distinct[k] + distinct[k + 1]) / 2,
  )
}

/** Bin numbers of all rows, a column a feature. O(n d log bins). */
export function binColumns({ borders }: FeatureBins, columns: FeatureColumns): Uint8Array[] {
  return columns.map((column, feature) => {
    const bins = new Uint8Array(column.length)
    for (let i = 0; i < column.length; i++) bins[i] = binOf(borders[feature], column[i])
    return bins
  })
}

function binOf(borders: readonly number[], value: number): number {
  if (Number.isNaN(value)) return 0
  let [low, high] = [0, borders.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= borders[middle]) high = middle
    else low = middle + 1
  }
  return low + 1
}
