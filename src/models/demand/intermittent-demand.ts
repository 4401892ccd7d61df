import type { DemandClass } from './demand-class.ts'
import { classifyDemand } from './demand-class.ts'
import { fitCroston } from './croston.ts'
import { naiveScale } from '../forecasts/forecast-accuracy.ts'

/** Values that one period's demand can take, upwards, with their chances, which sum to 1. */
export type DemandDistribution = { values: Float64Array; chances: Float64Array }

/** How a distribution is made of a product's history; shared by the products of a catalogue. */
export type IntermittentSettings = {
  /** Periods after which a past one counts half; Infinity: all alike. */
  half_life: number
  /** Share of the negative binomial around the rate; the rest are past periods as they were. */
  blend: number
  /** Smoothing weight of the TSB rate. */
  alpha: number
}

/** Settings that suit most catalogues; `tuneIntermittent` finds those of one. */
export const usualIntermittentSettings: IntermittentSettings = { half_life: 18, blend: 0.5, alpha: 0.1 }

/**
 * The distribution of one coming period's demand: the past periods weighted by how recent they are, blended with a
 * negative binomial that has the TSB rate for mean and the history's own dispersion. NaN is missing. Without any
 * demand it is all at zero.
 */
export function demandDistribution(values: Float64Array, settings: IntermittentSettings): DemandDistribution {
  const weights = recencyWeights(values, settings.half_life)
  const mass = new Map<number, number>([[0, 0]])
  let mean = 0
  let square = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    mass.set(
      Math.max(0, values[i]),
      (mass.get(Math.max(0, values[i])) ?? 0) + (1 - settings.blend) * weights[i],
    )
    mean += weights[i] * values[i]
    square += weights[i] * values[i] * values[i]
  }
  const fit = fitCroston(values, 'tsb', settings.alpha)
  if (fit === null || !(mean > 0)) return { values: Float64Array.of(0), chances: Float64Array.of(1) }
  const dispersion = Math.max(1, (square - mean * mean) / mean)
  addNegativeBinomial(mass, fit.rate, dispersion, settings.blend)
  const sorted = [...mass].sort((a, b) => a[0] - b[0])
  const total = sorted.reduce((sum, [, chance]) => sum + chance, 0)
  return {
    values: Float64Array.from(sorted, ([value]) => value),
    chances: Float64Array.from(sorted, ([, chance]) => chance / total),
  }
}

/** The least value whose chance of not being exceeded is at least `probability`. */
export function demandQuantile({ values, chances }: DemandDistribution, probability: number): number {
  let sum = 0
  if (probability <= 0) return 0
  for (let i = 0; i < values.length; i++) {
    sum += chances[i]
    if (sum >= probability - 1e-12) return values[i]
  }
  return values[values.length - 1]
}

export function demandMean({ values, chances }: DemandDistribution): number {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += values[i] * chances[i]
  return mean
}

/** Which distribution a quantile is best read from, and at which level. */
export type QuantileRule = IntermittentSettings & { probability: number; level: number }

/** One rule a quantile, for the classes with enough products and for all. */
export type QuantileRules = { all: QuantileRule[]; by_class: Map<DemandClass, QuantileRule[]> }

const grid: IntermittentSettings[] = [12, 36].flatMap((half_life) =>
  [0.5, 1].flatMap((blend) => [0.05, 0.1, 0.2].map((alpha) => ({ half_life, blend, alpha }))),
)
const levels = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
const fewestInClass = 30

/**
 * For each demand class and quantile the settings, and the level of their distribution, under which the forecasts of many products
 * lose least over their last `holdout` periods: the pinball loss, each product scaled by its naive step. A level other than the probability itself is a recalibration: demand that as a whole fades or
 * that is not what the distribution takes it for shows in it. Where nothing beats saying zero by more than chance
 * would, zero is said (level 0), the naive rule of seldom demand.
 */
export function tuneIntermittent(
  series: readonly Float64Array[],
  holdout: number,
  probabilities: readonly number[] = [0.5, 0.8, 0.95],
): QuantileRules {
  const groups = new Map<DemandClass, Float64Array[]>()
  for (const values of series) {
    const { demand_class } = classifyDemand(values)
    groups.set(demand_class, [...(groups.get(demand_class) ?? []), values])
  }
  const by_class = new Map<DemandClass, QuantileRule[]>()
  for (const [demand_class, members] of groups) {
    if (members.length >= fewestInClass)
      by_class.set(demand_class, tuneGroup(members, holdout, probabilities))
  }
  return { all: tuneGroup(series, holdout, probabilities), by_class }
}

function tuneGroup(
  series: readonly Float64Array[],
  holdout: number,
  probabilities: readonly number[],
): QuantileRule[] {
  const trials = series.flatMap((values) => latestHoldout(values, holdout))
  const best = probabilities.map((probability) => ({
    rule: { ...usualIntermittentSettings, probability, level: 0 },
    gain: 0,
    gains: new Float64Array(trials.length),
  }))
  const atZero = probabilities.map((probability) =>
    Float64Array.from(trials, ({ actual, scale }) => constantLoss(actual, 0, probability) / scale),
  )
  const gains = new Float64Array(trials.length)
  for (const settings of grid) {
    const distributions = trials.map(({ past }) => demandDistribution(past, settings))
    probabilities.forEach((probability, q) => {
      for (const share of levels) {
        const level = share * probability
        let gain = 0
        trials.forEach(({ actual, scale }, t) => {
          const loss = constantLoss(actual, demandQuantile(distributions[t], level), probability) / scale
          gains[t] = atZero[q][t] - loss
          gain += gains[t]
        })
        if (!(gain > best[q].gain)) continue
        best[q] = { rule: { ...settings, probability, level }, gain, gains: Float64Array.from(gains) }
      }
    })
  }
  return best.map(({ rule, gain, gains: own }) => (isBeyondChance(gain, own) ? rule : { ...rule, level: 0 }))
}

/** Whether a sum of gains over saying zero is more than two standard errors from nothing: else zero is said. */
function isBeyondChance(gain: number, gains: Float64Array): boolean {
  let squares = 0
  for (let t = 0; t < gains.length; t++) squares += (gains[t] - gain / gains.length) ** 2
  return gain > 2 * Math.sqrt(squares)
}

/** A quantile of one coming period's demand by the rules of its class. */
export function ruleQuantile(values: Float64Array, rules: QuantileRules, probability: number): number {
  const own = rules.by_class.get(classifyDemand(values).demand_class) ?? rules.all
  const rule = own.find((one) => one.probability === probability)
  return rule === undefined
    ? demandQuantile(demandDistribution(values, usualIntermittentSettings), probability)
    : demandQuantile(demandDistribution(values, rule), rule.level)
}

type Trial = { past: Float64Array; actual: Float64Array; scale: number }

function latestHoldout(values: Float64Array, holdout: number): Trial[] {
  const past = values.subarray(0, Math.max(0, values.length - holdout))
  const scale = naiveScale(past, 1)
  return past.length > holdout && scale > 0 ? [{ past, actual: values.subarray(past.length), scale }] : []
}

function constantLoss(actual: Float64Array, forecast: number, probability: number): number {
  let sum = 0
  for (let i = 0; i < actual.length; i++) {
    const error = actual[i] - forecast
    if (error >= 0) sum += probability * error
    else if (error < 0) sum += (probability - 1) * error
  }
  return sum
}

function recencyWeights(values: Float64Array, halfLife: number): Float64Array {
  const weights = new Float64Array(values.length)
  let total = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    weights[i] = 0.5 ** ((values.length - 1 - i) / halfLife)
    total += weights[i]
  }
  return total > 0 ? weights.map((weight) => weight / total) : weights
}

/** Whole units by their chances, to where next to nothing is left. */
function addNegativeBinomial(
  mass: Map<number, number>,
  mean: number,
  dispersion: number,
  share: number,
): void {
  if (!(share > 0) || !(mean > 0)) {
    mass.set(0, (mass.get(0) ?? 0) + share)
    return
  }
  const scatter = Math.max(1.0001, dispersion)
  const size = mean / (scatter - 1)
  const success = 1 / scatter
  let chance = success ** size
  let left = 1
  const most = mean + 12 * Math.sqrt(mean * scatter) + 10
  for (let k = 0; k <= most; k++) {
    mass.set(k, (mass.get(k) ?? 0) + share * chance)
    left -= chance
    if (left < 1e-5) break
    chance *= ((k + size) / (k + 1)) * (1 - success)
  }
}
