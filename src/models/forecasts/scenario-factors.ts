import type { TotalForecast } from './total-bands.ts'

/** How many of the days of a period lie within a window, as a share of it; days since 1970-01-01, both inclusive. */
export function shareOfPeriods(
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
  window: { from: number; until: number },
): Float64Array {
  return Float64Array.from(starts, (start, i) => {
    const days = Math.min(ends[i], window.until) - Math.max(start, window.from) + 1
    return Math.max(0, days) / (ends[i] - start + 1)
  })
}

/**
 * A factor that holds on part of each period: 1 + share × (factor − 1).
 *
 * @example
 * partialFactors(Float64Array.of(0, 0.5, 1), 1.2) // [1, 1.1, 1.2]
 */
export function partialFactors(share: Float64Array, factor: number): Float64Array {
  return share.map((part) => 1 + part * (factor - 1))
}

/** The units sold at a price changed by a fraction, as a factor: constant elasticity. */
export function unitsFactor(priceChange: number, elasticity: number): number {
  return (1 + priceChange) ** elasticity
}

/** The elasticity that an uplift of units at a discount speaks of, never above 0 nor below −6. */
export function impliedElasticity(uplift: number, discount: number): number {
  if (!(discount > 0.005) || !(uplift > -1)) return 0
  return Math.max(-6, Math.min(0, Math.log(1 + uplift) / Math.log(1 - discount)))
}

/** A total whose bands keep their widths in proportion. */
export function scaledTotal(total: TotalForecast, value: number): TotalForecast {
  const ratio = total.value === 0 ? 1 : value / total.value
  const moved = (limit: number): number => value + (limit - total.value) * ratio
  return {
    value,
    lower_80: moved(total.lower_80),
    upper_80: moved(total.upper_80),
    lower_95: moved(total.lower_95),
    upper_95: moved(total.upper_95),
  }
}
