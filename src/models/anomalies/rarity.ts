import type { Severity } from '../../contracts/anomalies.ts'

/**
 * How rare something is among all that is looked at: minus the decimal logarithm of how many as odd would be seen in a
 * year by chance alone. 0 is one a year, 1 one in ten years.
 *
 * @example
 * rarityOf(5, 100) // 3: of a hundred looks a year, one in a hundred thousand comes up once in a thousand years
 */
export function rarityOf(surprise: number, looksAYear: number): number {
  return surprise - Math.log10(Math.max(1, looksAYear))
}

/** Of orders: medium is seen less than once a year by chance, high once in ten years, critical once in ten thousand. */
export function severityOf(rarity: number): Severity {
  if (rarity >= 4) return 'critical'
  if (rarity >= 1) return 'high'
  return rarity >= 0 ? 'medium' : 'low'
}

export type DayDeviation = {
  rarity: number
  /** standard deviations from what was expected, below zero where less came */
  deviations: number
  /** what came over what was expected, less 1 */
  share: number
}

/**
 * How severe an odd day is: it must be rarer than chance allows for all that is looked at, and large both beside what
 * the series varies by and beside what was expected. Rare alone is not severe: a shop with hundreds of orders a day is
 * 10% off once in ten years. Where nearly nothing is left of what was expected, how rare it is decides: of a small number
 * nothing can fall by many deviations.
 */
export function severityOfDay({ rarity, deviations, share }: DayDeviation): Severity {
  const [size, change] = [Math.abs(deviations), Math.abs(share)]
  if (rarity >= 3 && size >= 9 && change >= 0.75) return 'critical'
  if (rarity >= 1.3 && size >= 5.2 && change >= 0.5) return 'high'
  if (rarity >= 4 && share <= -0.9) return 'high'
  return rarity >= 0 ? 'medium' : 'low'
}

/** A surprise on a scale from 0 to 1: one half for one in a hundred. */
export function scoreOf(surprise: number): number {
  return surprise / (surprise + 2)
}

/** For each value the share of all values that are at least as large; NaN stays NaN. O(n log n). */
export function shareAsLarge(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return values.map((value) => {
    if (Number.isNaN(value)) return Number.NaN
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle] < value) low = middle + 1
      else high = middle
    }
    return (sorted.length - low) / sorted.length
  })
}
