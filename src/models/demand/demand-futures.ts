import { seededRandom } from '../../base/random.ts'
import { availableDays, availableLength, categoryStarts, seasonsByCategory } from './demand-history.ts'
import type { DemandProduct, DemandSpec } from './demand-history.ts'
import { drawDemandPaths } from './demand-paths.ts'
import type { ProductRate } from './product-rate.ts'
import { productRate } from './product-rate.ts'

/** Deviation of the logarithm of actual to expected demand, by how often a product sells. */
export type Spread = { often: number; seldom: number; fresh: number }

export const usualSpread: Spread = { often: 0.25, seldom: 0.35, fresh: 0.7 }

function spreadOf(spread: Spread, rate: ProductRate): number {
  if (rate.method === 'category_history') return spread.fresh
  return rate.demand_class === 'smooth' || rate.demand_class === 'erratic' ? spread.often : spread.seldom
}

export type Setting = { horizons: readonly number[]; paths: number; seed: number }
/** A product's rate, its season, and its futures summed over each horizon, sorted. */
export type Made = {
  product: DemandProduct
  rate: ProductRate
  season: Float64Array
  expected: number[]
  sums: Float64Array[]
}

/** Every product's rate and futures from its first `n` days. */
export function forecastAll(spec: DemandSpec, n: number, setting: Setting, spread: Spread): Made[] {
  const { horizons } = setting
  const last = Math.max(...horizons)
  const seasons = seasonsByCategory(spec, n, last)
  const deseasonalised = spec.products.map((product) => {
    const season = seasons.get(product.category_id) ?? new Float64Array(n + last).fill(1)
    return {
      season,
      daily: availableDays(product, n).map((units, i) => units / season[n - availableLength(product, n) + i]),
    }
  })
  const starts = categoryStarts(
    spec,
    deseasonalised.map(({ daily }) => daily),
  )
  const random = seededRandom(setting.seed)
  return spec.products.map((product, p) => {
    const { season, daily } = deseasonalised[p]
    const rate = productRate(daily, starts.get(product.category_id) ?? 0)
    const ahead = season.subarray(n, n + last)
    const { sums } = drawDemandPaths(rate, ahead, horizons, {
      spread: spreadOf(spread, rate),
      paths: setting.paths,
      random,
    })
    const expected = horizons.map((horizon) => {
      let factor = 0
      for (let d = 0; d < horizon; d++) factor += ahead[d]
      return (rate.weekly_rate / 7) * factor
    })
    return { product, rate, season, expected, sums }
  })
}
