import { usualElasticitySpread } from './price-elasticity.ts'
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

/**
 * The deviation of an implied elasticity, from that of the uplift as a share of what is sold on such days:
 * deviation / |ln(1 − discount)|, at most that of elasticities in general.
 */
export function elasticityError(deviation: number, discount: number): number {
  if (!(discount > 0.005)) return usualElasticitySpread
  return Math.min(usualElasticitySpread, deviation / Math.abs(Math.log(1 - discount)))
}

/** The deviation of `unitsFactor` where that of the elasticity is known: f |ln(1 + change)| × deviation. */
export function unitsDoubt(priceChange: number, elasticity: number, deviation: number): number {
  return unitsFactor(priceChange, elasticity) * Math.abs(Math.log(1 + priceChange)) * deviation
}

const normal = { 80: 1.2816, 95: 1.96 } as const

/**
 * A forecast multiplied by a scenario's factor. Its bands keep their widths in proportion and take in how unsure the
 * factor itself is: half-width √((factor × w)² + (z × deviation)²), as the two err apart from each other. Never below
 * zero where the forecast's were not.
 *
 * @param deviation of the changed value, in its units, by what the changes are unsure of
 */
export function scaledForecast(base: TotalForecast, value: number, deviation: number): TotalForecast {
  const ratio = base.value === 0 ? 1 : value / base.value
  const floor = base.lower_95 < 0 ? -Infinity : 0
  const half = (limit: number, share: 80 | 95): number =>
    Math.hypot((limit - base.value) * ratio, normal[share] * deviation)
  return {
    value,
    lower_80: Math.max(floor, value - half(base.lower_80, 80)),
    upper_80: value + half(base.upper_80, 80),
    lower_95: Math.max(floor, value - half(base.lower_95, 95)),
    upper_95: value + half(base.upper_95, 95),
  }
}

/** One change: by what it multiplies each period, and the deviation of these factors, which err together. */
export type ScenarioFactor = { factors: Float64Array; doubt: Float64Array }

/** What all changes make of each period, and how unsure they are of it and of the sum; changes err apart from each other. */
export function changedValues(
  point: Float64Array,
  changes: readonly ScenarioFactor[],
): { values: Float64Array; deviations: Float64Array; deviation_of_sum: number } {
  const values = point.map((value, i) =>
    changes.reduce((product, { factors }) => product * factors[i], value),
  )
  const ownDoubts = changes.map(({ factors, doubt }) =>
    values.map((value, i) => (factors[i] > 0 ? (value * doubt[i]) / factors[i] : 0)),
  )
  return {
    values,
    deviations: values.map((_, i) => Math.hypot(...ownDoubts.map((own) => own[i]))),
    deviation_of_sum: Math.hypot(...ownDoubts.map((own) => own.reduce((sum, each) => sum + each, 0))),
  }
}
