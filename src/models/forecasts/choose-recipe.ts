import type { Recipe } from './combination.ts'
import { absoluteError, combinationRecipes, methodErrors, mixForecasts } from './combination.ts'
import type { Backtest } from './rolling-origin.ts'
import { seasonalNaive } from './seasonal-naive.ts'

/**
 * The share by which a recipe's backtest error is raised before recipes are compared: the fewer methods carry it,
 * the more its good showing may be luck, above all where there are few past forecasts to judge by.
 */
const handicaps: Record<string, number> = {
  combination: 0,
  combination_median: 0.2,
  combination_keen: 0.3,
  combination_keenest: 0.6,
}
const singleHandicap = 1

export type Choice = {
  recipe: Recipe
  reason: 'best_in_backtest' | 'naive_not_beaten' | 'too_short_to_backtest'
  candidates: { name: string; mae: number }[]
  /** The naive rule did better than the plain combination, which few past forecasts often say wrongly. */
  doubtful: boolean
}

/**
 * The recipe that did best in the backtest, its error raised by a handicap for how few methods carry it, among those
 * that beat the naive rule, with weights that were learnt at other origins too; that rule where none does.
 */
export function chooseRecipe(backtest: Backtest, power: number): Choice {
  const rows = backtest.actual.length
  if (rows === 0) {
    const members = [...backtest.forecasts.keys()].map((name) => ({ name, weight: 1 }))
    return {
      recipe: { name: 'combination', kind: 'mean', members },
      reason: 'too_short_to_backtest',
      candidates: [],
      doubtful: false,
    }
  }
  const single = methodErrors(backtest)
  const tried = combinationRecipes(single, power).map((recipe) => {
    const own = recipe.kind === 'single' ? single.get(recipe.name) : undefined
    const error = own ?? absoluteError(backtest, columnOf(backtest, recipe))
    const unseen = own ?? absoluteError(backtest, outOfSampleColumn(backtest, recipe, power))
    return { recipe, error, unseen, judged: error * (1 + handicapOf(recipe) * (1 + 24 / rows)) }
  })
  const naive = tried.find(({ recipe }) => recipe.name === seasonalNaive.name) ?? tried[0]
  const better = tried
    .filter(({ error, unseen }) => Math.max(error, unseen) < naive.error)
    .sort((a, b) => a.judged - b.judged)
  return {
    doubtful: !(tried[0].error < naive.error),
    recipe: (better[0] ?? naive).recipe,
    reason: better.length > 0 ? 'best_in_backtest' : 'naive_not_beaten',
    candidates: tried
      .map(({ recipe, error }) => ({ name: recipe.name, mae: error / rows }))
      .sort((a, b) => a.mae - b.mae),
  }
}

function handicapOf(recipe: Recipe): number {
  return recipe.members.length === 1 ? singleHandicap : (handicaps[recipe.name] ?? 0)
}

/** The recipe's forecasts over the backtest, the naive ones where it has none. */
export function columnOf(backtest: Backtest, recipe: Recipe): Float64Array {
  const mixed = mixForecasts(recipe, backtest.forecasts, backtest.actual.length)
  return fillFrom(mixed, backtest.forecasts.get(seasonalNaive.name))
}

export function fillFrom(values: Float64Array, other: Float64Array | undefined): Float64Array {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) values[i] = other?.[i] ?? 0
  return values
}

/**
 * The recipe's forecasts over the backtest with weights that were learnt at the other origins only, those left out that
 * look at the same days: what the recipe says when it has not seen what comes.
 */
export function outOfSampleColumn(backtest: Backtest, recipe: Recipe, power: number): Float64Array {
  const inSample = columnOf(backtest, recipe)
  if (recipe.kind !== 'mean' || backtest.origins.length < 3) return inSample
  const horizon = backtest.lead.reduce((most, lead) => Math.max(most, lead), 1)
  const result = inSample.slice()
  for (let origin = 0; origin < backtest.origins.length; origin++) {
    const others = otherOrigins(backtest.origins, origin, horizon)
    const errors = methodErrors(backtest, (each) => others.has(each))
    const learnt = combinationRecipes(errors, power).find(({ name }) => name === recipe.name)
    if (learnt === undefined) continue
    const column = columnOf(backtest, learnt)
    for (let i = 0; i < result.length; i++) if (backtest.origin[i] === origin) result[i] = column[i]
  }
  return result
}

/** Origins whose days do not overlap with those of one; all others where fewer than two are left. */
function otherOrigins(origins: readonly number[], one: number, horizon: number): Set<number> {
  const all = origins.map((_, i) => i).filter((i) => i !== one)
  const apart = all.filter((i) => Math.abs(origins[i] - origins[one]) >= horizon)
  return new Set(apart.length >= 2 ? apart : all)
}
