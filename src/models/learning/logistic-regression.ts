import { choleskySolve } from '../../math/cholesky.ts'

/** Columns of equal length, one a feature; NaN marks a missing value where a model says it takes them. */
export type FeatureColumns = readonly Float64Array[]

/** Weights are for features less their mean, over their deviation; a missing value stands at the mean. Plain JSON. */
export type LogisticModel = {
  intercept: number
  weights: number[]
  mean: number[]
  deviation: number[]
  iterations: number
  converged: boolean
}

/**
 * Logistic regression by iteratively reweighted least squares (Newton's method) with a ridge on the standardised
 * weights, not on the intercept; the ridge (1 by default, in units of rows) gives a defined result also where a
 * feature separates the classes or is constant. A missing value counts as the feature's mean. Labels are 0 and 1;
 * without rows the model says one half. O(n d²) a step, about six.
 *
 * @example
 * fitLogistic([Float64Array.from([0, 1, 2, 3])], [0, 0, 1, 1]).weights[0] > 0 // true
 */
export function fitLogistic(columns: FeatureColumns, labels: ArrayLike<number>, ridge = 1): LogisticModel {
  const d = columns.length
  const scaled = columns.map(standardise)
  const size = d + 1
  const weights = new Float64Array(size)
  weights[0] = logOdds(labels)
  let [iterations, converged] = [0, false]
  for (; iterations < 50 && !converged; iterations++) {
    const step = newtonStep(scaled, labels, weights, ridge)
    let largest = 0
    for (let j = 0; j < size; j++) {
      weights[j] += step[j]
      largest = Math.max(largest, Math.abs(step[j]))
    }
    converged = largest < 1e-8
  }
  return {
    intercept: weights[0],
    weights: [...weights.subarray(1)],
    mean: scaled.map((column) => column.mean),
    deviation: scaled.map((column) => column.deviation),
    iterations,
    converged,
  }
}

function logOdds(labels: ArrayLike<number>): number {
  let ones = 0
  for (let i = 0; i < labels.length; i++) ones += labels[i]
  return Math.log((ones + 0.5) / (labels.length - ones + 0.5))
}

type Standardised = { values: Float64Array; mean: number; deviation: number }

function standardise(column: Float64Array): Standardised {
  let [count, mean, squares] = [0, 0, 0]
  for (const value of column) {
    if (Number.isNaN(value)) continue
    count += 1
    const away = value - mean
    mean += away / count
    squares += away * (value - mean)
  }
  const deviation = count > 1 && squares > 1e-18 * count ? Math.sqrt(squares / count) : 1
  return {
    values: column.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / deviation)),
    mean,
    deviation,
  }
}

function newtonStep(
  columns: Standardised[],
  labels: ArrayLike<number>,
  weights: Float64Array,
  ridge: number,
): Float64Array {
  const size = weights.length
  const hessian = new Float64Array(size * size)
  const gradient = new Float64Array(size)
  const row = new Float64Array(size).fill(1)
  for (let i = 0; i < labels.length; i++) {
    let score = weights[0]
    for (let j = 1; j < size; j++) {
      row[j] = columns[j - 1].values[i]
      score += weights[j] * row[j]
    }
    const p = sigmoid(score)
    const curve = Math.max(1e-10, p * (1 - p))
    for (let j = 0; j < size; j++) {
      gradient[j] += (labels[i] - p) * row[j]
      const weighted = curve * row[j]
      for (let k = 0; k <= j; k++) hessian[j * size + k] += weighted * row[k]
    }
  }
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) hessian[k * size + j] = hessian[j * size + k]
    hessian[j * size + j] += j === 0 ? 1e-6 : ridge
    if (j > 0) gradient[j] -= ridge * weights[j]
  }
  const step = choleskySolve(hessian, gradient, size) ?? new Float64Array(size)
  const longest = step.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
  return longest > 4 ? step.map((entry) => (entry * 4) / longest) : step
}

/** The logistic function, exact at both ends. */
export function sigmoid(score: number): number {
  if (score >= 0) return 1 / (1 + Math.exp(-score))
  const e = Math.exp(score)
  return e / (1 + e)
}

/** Probabilities of class 1. O(n d). */
export function predictLogistic(model: LogisticModel, columns: FeatureColumns): Float64Array {
  const n = columns[0]?.length ?? 0
  return new Float64Array(n).map((_, i) => {
    let score = model.intercept
    for (let j = 0; j < columns.length; j++) score += logisticContribution(model, j, columns[j][i])
    return sigmoid(score)
  })
}

/** What one feature adds to the log odds of a row against a row at the mean. */
export function logisticContribution(model: LogisticModel, feature: number, value: number): number {
  if (Number.isNaN(value)) return 0
  return (model.weights[feature] * (value - model.mean[feature])) / model.deviation[feature]
}
