import type { Random } from '../../base/random.ts'
import { normalDraw } from '../../math/normal-distribution.ts'
import { poissonDraw } from '../../math/poisson-draw.ts'
import type { ProductRate } from './product-rate.ts'

/** Sums of demand over each of the horizons, one a path, sorted. */
export type DemandPaths = { sums: Float64Array[] }

const fewestWeeks = 12
const memoryWeeks = 26

/**
 * Futures of one product: weeks drawn from its past ones (the latest half a year likelier than the one before), brought to
 * its rate, times the season of the days ahead, times a factor for the whole path that says how far rates were
 * off in the past (`spread`, its deviation on the logarithm). A product with under twelve weeks gets Poisson weeks.
 */
export function drawDemandPaths(
  rate: ProductRate,
  season: Float64Array,
  horizons: readonly number[],
  options: { spread: number; paths: number; random: Random },
): DemandPaths {
  const { spread, paths, random } = options
  const last = Math.max(...horizons)
  const weeks = Math.ceil(last / 7)
  const shares = weekShares(season, weeks, horizons)
  const pool = weightedPool(rate)
  const sums = horizons.map(() => new Float64Array(paths))
  for (let path = 0; path < paths; path++) {
    const level = Math.exp(spread * normalDraw(random) - (spread * spread) / 2)
    for (let w = 0; w < weeks; w++) {
      const usual =
        pool === null ? poissonDraw(random, rate.weekly_rate * level) : drawFrom(pool, random) * level
      for (let h = 0; h < horizons.length; h++) sums[h][path] += usual * shares[h][w]
    }
  }
  for (const sum of sums) sum.sort()
  return { sums }
}

/** How much of each week lies within each horizon, weighed by the season. */
function weekShares(season: Float64Array, weeks: number, horizons: readonly number[]): Float64Array[] {
  return horizons.map((horizon) => {
    const shares = new Float64Array(weeks)
    for (let d = 0; d < horizon; d++) shares[Math.floor(d / 7)] += season[d] / 7
    return shares
  })
}

type Pool = { values: Float64Array; cumulative: Float64Array }

function weightedPool(rate: ProductRate): Pool | null {
  const values: number[] = []
  const cumulative: number[] = []
  let total = 0
  let mean = 0
  for (let w = 0; w < rate.weeks.length; w++) {
    const value = rate.weeks[w]
    if (Number.isNaN(value)) continue
    const weight = 0.5 ** ((rate.weeks.length - 1 - w) / memoryWeeks)
    total += weight
    mean += weight * value
    values.push(value)
    cumulative.push(total)
  }
  if (values.length < fewestWeeks || !(mean > 0)) return null
  const scale = (rate.weekly_rate * total) / mean
  return {
    values: Float64Array.from(values, (value) => value * scale),
    cumulative: Float64Array.from(cumulative, (sum) => sum / total),
  }
}

function drawFrom({ values, cumulative }: Pool, random: Random): number {
  const wanted = random()
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle] < wanted) low = middle + 1
    else high = middle
  }
  return values[low]
}
