import type { Backtest } from './rolling-origin.ts'

/** A forecast made of methods: each one's share. A single method is a combination of one. */
export type Recipe = {
  name: string
  kind: 'single' | 'mean' | 'median'
  members: { name: string; weight: number }[]
}

/** Sum of absolute errors of a column of forecasts over the backtest's rows. */
export function absoluteError(backtest: Backtest, forecast: Float64Array): number {
  let sum = 0
  for (let i = 0; i < forecast.length; i++) sum += Math.abs(backtest.actual[i] - forecast[i])
  return sum
}

/**
 * Each method's absolute error; at origins where a method did not apply it is charged the mean of the others, so
 * that a method is not liked for having kept silent. Of the origins that count, all unless said otherwise.
 */
export function methodErrors(
  backtest: Backtest,
  counts: (origin: number) => boolean = () => true,
): Map<string, number> {
  const totals = new Map<string, number>()
  const errors = new Map<string, Float64Array>()
  for (const [name, forecast] of backtest.forecasts) {
    const byOrigin = new Float64Array(backtest.origins.length)
    for (let i = 0; i < forecast.length; i++) {
      byOrigin[backtest.origin[i]] += Math.abs(backtest.actual[i] - forecast[i])
    }
    if (byOrigin.some((error) => !Number.isNaN(error))) errors.set(name, byOrigin)
  }
  for (let origin = 0; origin < backtest.origins.length; origin++) {
    if (!counts(origin)) continue
    const known = [...errors.values()]
      .map((byOrigin) => byOrigin[origin])
      .filter((error) => !Number.isNaN(error))
    const mean = known.reduce((sum, error) => sum + error, 0) / Math.max(1, known.length)
    for (const [name, byOrigin] of errors) {
      const error = Number.isNaN(byOrigin[origin]) ? mean : byOrigin[origin]
      totals.set(name, (totals.get(name) ?? 0) + error)
    }
  }
  return totals
}

const sharpness = [
  { name: 'combination', factor: 1 },
  { name: 'combination_keen', factor: 4 },
  { name: 'combination_keenest', factor: 16 },
] as const

/**
 * The recipes worth comparing, the most cautious first: means of all methods, weighted by the inverse of their error
 * to a growing power (of which `power` is the least), their median, and each method by itself. Means of several
 * methods are hard to beat (Bates & Granger 1969; Petropoulos & Svetunkov 2020).
 */
export function combinationRecipes(errors: ReadonlyMap<string, number>, power = 1): Recipe[] {
  const ranked = [...errors].sort((a, b) => a[1] - b[1])
  const singles: Recipe[] = ranked.map(([name]) => ({ name, kind: 'single', members: [{ name, weight: 1 }] }))
  if (ranked.length < 2) return singles
  const least = ranked[0][1]
  const means: Recipe[] = sharpness.map(({ name, factor }) => ({
    name,
    kind: 'mean',
    members: ranked.map(([member, error]) => ({
      name: member,
      weight: ((least + 1e-12) / (error + 1e-12)) ** (factor * power),
    })),
  }))
  const equal = ranked.map(([name]) => ({ name, weight: 1 }))
  return [...means, { name: 'combination_median', kind: 'median', members: equal }, ...singles]
}

/**
 * Mixes the members' forecasts, those that exist; NaN where none does. The columns are all of one length.
 */
export function mixForecasts(
  recipe: Recipe,
  forecasts: ReadonlyMap<string, Float64Array>,
  length: number,
): Float64Array {
  const result = new Float64Array(length)
  const values = new Float64Array(recipe.members.length)
  for (let i = 0; i < length; i++) {
    let sum = 0
    let total = 0
    let count = 0
    for (const { name, weight } of recipe.members) {
      const value = forecasts.get(name)?.[i]
      if (value === undefined || Number.isNaN(value)) continue
      sum += weight * value
      total += weight
      values[count++] = value
    }
    result[i] = count === 0 ? NaN : recipe.kind === 'median' ? middle(values.subarray(0, count)) : sum / total
  }
  return result
}

function middle(values: Float64Array): number {
  values.sort()
  const half = values.length >> 1
  return values.length % 2 === 1 ? values[half] : 0.5 * (values[half - 1] + values[half])
}
