import type { ChurnModelName } from '../../contracts/churn.ts'
import { areaUnderCurve } from '../learning/auc.ts'
import {
  accuracyAt,
  brierScore,
  calibrationError,
  logLoss,
  reliabilityBins,
} from '../learning/calibration.ts'
import type { ReliabilityBin } from '../learning/calibration.ts'
import { churnFeatures } from './churn-features.ts'
import { fitBoosting, predictBoosting } from '../learning/gradient-boosting.ts'
import type { BoostedModel } from '../learning/gradient-boosting.ts'
import { hiatusProbability, tuneHiatusRule } from './hiatus-rule.ts'
import type { HiatusRule } from './hiatus-rule.ts'
import { fitLogistic, predictLogistic } from '../learning/logistic-regression.ts'
import type { FeatureColumns, LogisticModel } from '../learning/logistic-regression.ts'

const recencyColumn = churnFeatures.findIndex(({ name }) => name === 'recency_days')
const noOrderColumn = churnFeatures.findIndex(({ name }) => name === 'no_order_probability')

/** Candidates fitted to the same rows, all of them or those asked for. Plain JSON. */
export type ChurnCandidates = {
  rule?: HiatusRule
  /** The log odds of no order by BG/NBD, with intercept and slope learnt from what happened (Platt). */
  p_alive?: LogisticModel
  logistic?: LogisticModel
  boosted?: BoostedModel
  /** Probability from which each candidate calls a customer gone, tuned as the rule's days are. */
  thresholds: Partial<Record<ChurnModelName, number>>
}

export function fitChurnCandidates(
  columns: FeatureColumns,
  gone: Uint8Array,
  options: { models: readonly ChurnModelName[]; seed: number },
): ChurnCandidates {
  const wants = (name: ChurnModelName): boolean => options.models.includes(name)
  const fits: ChurnCandidates = { thresholds: {} }
  if (wants('rule')) fits.rule = tuneHiatusRule(columns[recencyColumn], gone)
  if (wants('p_alive')) fits.p_alive = fitLogistic([logOddsOf(columns[noOrderColumn])], gone)
  if (wants('logistic')) fits.logistic = fitLogistic(columns.map(withinReason), gone)
  if (wants('boosted')) fits.boosted = fitBoosting(columns, gone, { seed: options.seed })
  for (const name of options.models) {
    fits.thresholds[name] = bestThreshold(churnProbability(fits, name, columns), gone)
  }
  return fits
}

function logOdds(probability: number): number {
  const kept = Math.min(1 - 1e-9, Math.max(1e-9, probability))
  return Math.log(kept / (1 - kept))
}

function logOddsOf(probabilities: Float64Array): Float64Array {
  return probabilities.map(logOdds)
}

/** A feature's value as the regression sees it: ratios and counts have long tails, which it bears only as logs. */
export function regressionValue(value: number, feature: number): number {
  return feature === noOrderColumn ? logOdds(value) : Math.log1p(Math.max(0, value))
}

function withinReason(column: Float64Array, feature: number): Float64Array {
  return column.map((value) => regressionValue(value, feature))
}

/**
 * The probability of being gone by one candidate, for each row.
 * @throws {RangeError} where that candidate was not fitted.
 */
export function churnProbability(
  fits: ChurnCandidates,
  name: ChurnModelName,
  columns: FeatureColumns,
): Float64Array {
  if (name === 'rule' && fits.rule) return hiatusProbability(fits.rule, columns[recencyColumn])
  if (name === 'p_alive' && fits.p_alive)
    return predictLogistic(fits.p_alive, [logOddsOf(columns[noOrderColumn])])
  if (name === 'logistic' && fits.logistic) return predictLogistic(fits.logistic, columns.map(withinReason))
  if (name === 'boosted' && fits.boosted) return predictBoosting(fits.boosted, columns)
  throw new RangeError(`the churn model ${name} was not fitted`)
}

/** Of the thresholds .05 to .95 the one with most right answers, the nearest to one half of several. */
function bestThreshold(probabilities: Float64Array, gone: Uint8Array): number {
  let [best, threshold] = [-1, 0.5]
  for (let step = 0; step <= 18; step++) {
    const candidate = 0.5 + (step % 2 === 0 ? 1 : -1) * 0.05 * Math.ceil(step / 2)
    const accuracy = accuracyAt(probabilities, gone, candidate)
    if (accuracy > best + 1e-9) [best, threshold] = [accuracy, candidate]
  }
  return threshold
}

export type ChurnScore = {
  model: ChurnModelName
  auc: number
  accuracy: number
  log_loss: number
  brier: number
  calibration_error: number
  reliability: ReliabilityBin[]
}

/** How a candidate does on rows it was not fitted to. */
export function scoreCandidate(
  fits: ChurnCandidates,
  model: ChurnModelName,
  columns: FeatureColumns,
  gone: Uint8Array,
): ChurnScore {
  const probabilities = churnProbability(fits, model, columns)
  const accuracy =
    model === 'rule' && fits.rule
      ? ruleAccuracy(fits.rule, columns[recencyColumn], gone)
      : accuracyAt(probabilities, gone, fits.thresholds[model] ?? 0.5)
  return {
    model,
    auc: areaUnderCurve(probabilities, gone),
    accuracy,
    log_loss: logLoss(probabilities, gone),
    brier: brierScore(probabilities, gone),
    calibration_error: calibrationError(probabilities, gone),
    reliability: reliabilityBins(probabilities, gone),
  }
}

function ruleAccuracy(rule: HiatusRule, silence: Float64Array, gone: Uint8Array): number {
  let right = 0
  for (let i = 0; i < gone.length; i++) if (silence[i] > rule.days === gone[i] > 0) right += 1
  return gone.length === 0 ? 0 : right / gone.length
}

/** The best by log loss of those that are at least as right as the rule and rank at least as well; else the rule. */
export function chooseChurnModel(scores: readonly ChurnScore[]): ChurnModelName {
  const rule = scores.find(({ model }) => model === 'rule')
  if (!rule) return 'rule'
  const better = scores.filter(
    (score) => score.accuracy >= rule.accuracy && score.auc >= rule.auc && score.log_loss <= rule.log_loss,
  )
  return better.reduce((best, score) => (score.log_loss < best.log_loss ? score : best), rule).model
}
