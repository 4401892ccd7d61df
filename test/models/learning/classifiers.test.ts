import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { normalDraw } from '../../../src/math/normal-distribution.ts'
import { areaUnderCurve } from '../../../src/models/learning/auc.ts'
import {
  accuracyAt,
  brierScore,
  calibrationError,
  fitIsotonic,
  logLoss,
  reliabilityBins,
  stepAt,
} from '../../../src/models/learning/calibration.ts'
import { binColumns, fitBins } from '../../../src/models/learning/feature-bins.ts'
import {
  boostedContributions,
  fitBoosting,
  predictBoosting,
} from '../../../src/models/learning/gradient-boosting.ts'
import type { BoostedModel } from '../../../src/models/learning/gradient-boosting.ts'
import {
  applyHiatusRule,
  hiatusProbability,
  tuneHiatusRule,
} from '../../../src/models/customers/hiatus-rule.ts'
import {
  fitLogistic,
  logisticContribution,
  predictLogistic,
  sigmoid,
} from '../../../src/models/learning/logistic-regression.ts'

function rows(
  n: number,
  seed: number,
): { columns: Float64Array[]; labels: Uint8Array; chance: Float64Array } {
  const random = seededRandom(seed)
  const columns = Array.from({ length: 3 }, () => Float64Array.from({ length: n }, () => normalDraw(random)))
  const chance = Float64Array.from(columns[0], (x, i) => sigmoid(0.5 + 1.5 * x - 0.8 * columns[1][i]))
  return { columns, labels: Uint8Array.from(chance, (p) => (random() < p ? 1 : 0)), chance }
}

const train = rows(6000, 1)
const fresh = rows(3000, 2)

/** Right where two features have the same sign: no line can tell. */
function crossed(n: number, seed: number): { columns: Float64Array[]; labels: Uint8Array } {
  const random = seededRandom(seed)
  const columns = [0, 1].map(() => Float64Array.from({ length: n }, () => normalDraw(random)))
  const labels = Uint8Array.from(columns[0], (x, i) => (x * columns[1][i] > 0 === random() < 0.9 ? 1 : 0))
  return { columns, labels }
}

test('the area under the curve is the textbook one, halves ties and does not see the scale', () => {
  assert.equal(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]), 0.75)
  assert.equal(areaUnderCurve([1, 1, 1, 1], [0, 1, 0, 1]), 0.5)
  assert.equal(areaUnderCurve([1, 2], [1, 1]), 0.5)
  assert.equal(areaUnderCurve([10, 40, 35, 80], [0, 0, 1, 1]), 0.75)
})

test('calibration figures are those worked out by hand', () => {
  const [p, y] = [
    [0.05, 0.05, 0.95, 0.95],
    [0, 1, 1, 1],
  ]
  assert.ok(Math.abs(calibrationError(p, y) - (0.5 * 0.45 + 0.5 * 0.05)) < 1e-12)
  assert.deepEqual(
    reliabilityBins(p, y).map(({ count, observed_rate }) => [count, observed_rate]),
    [
      [2, 0.5],
      [2, 1],
    ],
  )
  assert.ok(Math.abs(logLoss([0.5, 0.5], [0, 1]) - Math.LN2) < 1e-12)
  assert.ok(Number.isFinite(logLoss([0, 1], [1, 0])))
  assert.ok(Math.abs(brierScore([0.5, 1], [0, 1]) - 0.125) < 1e-12)
  assert.equal(accuracyAt([0.2, 0.7, 0.5], [0, 1, 0], 0.5), 2 / 3)
  assert.deepEqual(
    [calibrationError([], []), logLoss([], []), brierScore([], []), accuracyAt([], [], 0.5)],
    [0, 0, 0, 0],
  )
})

test('isotonic steps rise, pool what falls, and reach the ends', () => {
  const steps = fitIsotonic([1, 2, 3, 4, 5, 6], [0, 0, 1, 0, 1, 1])
  assert.ok(steps.values.every((value, k) => k === 0 || value >= steps.values[k - 1]))
  assert.equal(stepAt(steps, 3), stepAt(steps, 4))
  assert.equal(stepAt(steps, -9), steps.values[0])
  assert.equal(stepAt(steps, 99), steps.values.at(-1))
  assert.equal(stepAt(fitIsotonic([], []), 1), 0)
})

test('isotonic regression of true chances is nearly the identity', () => {
  const steps = fitIsotonic(fresh.chance, fresh.labels)
  assert.ok(Math.abs(stepAt(steps, 0.3) - 0.3) < 0.08 && Math.abs(stepAt(steps, 0.8) - 0.8) < 0.08)
})

test('the logistic regression recovers its weights', () => {
  const model = fitLogistic(train.columns, train.labels)
  assert.ok(model.converged)
  const weight = (j: number): number => model.weights[j] / model.deviation[j]
  assert.ok(Math.abs(weight(0) - 1.5) < 0.15 && Math.abs(weight(1) + 0.8) < 0.12 && Math.abs(weight(2)) < 0.1)
  const predicted = predictLogistic(model, fresh.columns)
  assert.ok(calibrationError(predicted, fresh.labels) < 0.03)
  const parts = [0, 1, 2].map((j) => logisticContribution(model, j, fresh.columns[j][9]))
  assert.ok(Math.abs(sigmoid(model.intercept + parts[0] + parts[1] + parts[2]) - predicted[9]) < 1e-12)
})

test('scaling a feature or shuffling rows does not change what the regression predicts', () => {
  const predicted = predictLogistic(fitLogistic(train.columns, train.labels), fresh.columns)
  const scaled = train.columns.map((column, j) => (j === 0 ? column.map((x) => 100 * x + 7) : column))
  const asked = fresh.columns.map((column, j) => (j === 0 ? column.map((x) => 100 * x + 7) : column))
  const again = predictLogistic(
    fitLogistic(
      scaled.map((column) => column.toReversed()),
      train.labels.toReversed(),
    ),
    asked,
  )
  assert.ok(predicted.every((p, i) => Math.abs(p - again[i]) < 1e-7))
})

test('separated classes, constant features, missing values and no rows give a defined regression', () => {
  const cases: [Float64Array[], number[]][] = [
    [[Float64Array.from([1, 2, 3, 4])], [0, 0, 1, 1]],
    [[Float64Array.from([5, 5, 5])], [0, 1, 1]],
    [[Float64Array.from([Number.NaN, 1, 2])], [0, 1, 0]],
    [[Float64Array.from([Number.NaN, Number.NaN])], [1, 1]],
    [[new Float64Array(0)], []],
  ]
  for (const [columns, labels] of cases) {
    const model = fitLogistic(columns, labels)
    assert.ok([model.intercept, ...model.weights].every(Number.isFinite))
    assert.ok(predictLogistic(model, columns).every((p) => p > 0 && p < 1))
  }
})

test('bins keep order, hold missing values apart and share rows about evenly', () => {
  const bins = fitBins(train.columns, 16)
  const [binned] = binColumns(bins, train.columns)
  const counts = new Int32Array(17)
  for (const bin of binned) counts[bin] += 1
  assert.equal(counts[0], 0)
  assert.ok(counts.slice(1).every((count) => Math.abs(count / 375 - 1) < 0.35))
  assert.deepEqual([...binColumns(bins, [Float64Array.from([Number.NaN, -99, 99])])[0]], [0, 1, 16])
  assert.deepEqual(fitBins([Float64Array.from([1, 1, 0, 1])]).borders, [[0.5]])
})

test('boosted trees learn what a line cannot, and stop in time', () => {
  const { columns, labels } = crossed(4000, 5)
  const test = crossed(2000, 6)
  const model = fitBoosting(columns, labels)
  assert.ok(areaUnderCurve(predictBoosting(model, test.columns), test.labels) > 0.85)
  const line = fitLogistic(columns, labels)
  assert.ok(areaUnderCurve(predictLogistic(line, test.columns), test.labels) < 0.6)
  const noise = fitBoosting(
    columns,
    Uint8Array.from(labels, (_, i) => (i * 7919) % 2),
  )
  assert.ok(noise.trees.length < 30)
})

test('boosted trees come near the true chances and are calibrated on fresh rows', () => {
  const model = fitBoosting(train.columns, train.labels)
  const predicted = predictBoosting(model, fresh.columns)
  assert.ok(logLoss(predicted, fresh.labels) < logLoss(fresh.chance, fresh.labels) + 0.025)
  assert.ok(calibrationError(predicted, fresh.labels) < 0.04)
})

test('contributions add up to the log odds, and a feature without meaning adds little', () => {
  const model = fitBoosting(train.columns, train.labels)
  const predicted = predictBoosting(model, fresh.columns)
  let [useful, useless] = [0, 0]
  for (let row = 0; row < 50; row++) {
    const parts = boostedContributions(model, fresh.columns, row)
    assert.ok(Math.abs(sigmoid(parts.reduce((a, b) => a + b, 0)) - predicted[row]) < 1e-9)
    useful += Math.abs(parts[0])
    useless += Math.abs(parts[2])
  }
  assert.ok(useful > 5 * useless)
})

test('a rising transformation of a feature hardly changes the trees, the same seed not at all', () => {
  const bent = train.columns.map((column, j) => (j === 0 ? column.map((x) => Math.exp(2 * x)) : column))
  const asked = fresh.columns.map((column, j) => (j === 0 ? column.map((x) => Math.exp(2 * x)) : column))
  const predicted = predictBoosting(fitBoosting(train.columns, train.labels), fresh.columns)
  const again = predictBoosting(fitBoosting(bent, train.labels), asked)
  const apart = predicted.reduce((total, p, i) => total + Math.abs(p - again[i]), 0) / predicted.length
  assert.ok(apart < 0.02, String(apart))
  assert.deepEqual(fitBoosting(train.columns, train.labels), fitBoosting(train.columns, train.labels))
})

test('missing values can carry the answer', () => {
  const random = seededRandom(8)
  const labels = Uint8Array.from({ length: 2000 }, () => (random() < 0.5 ? 1 : 0))
  const column = Float64Array.from(labels, (label) => (label ? Number.NaN : random()))
  const model = fitBoosting([column], labels)
  assert.ok(areaUnderCurve(predictBoosting(model, [column]), labels) > 0.99)
  const stored = JSON.parse(JSON.stringify(model)) as BoostedModel
  assert.deepEqual(predictBoosting(stored, [column]), predictBoosting(model, [column]))
})

test('one class, few rows or none give the base rate', () => {
  for (const [column, labels] of [
    [new Float64Array(0), []],
    [Float64Array.from([1, 2, 3]), [1, 1, 1]],
    [Float64Array.from([1, 2, 3]), [0, 1, 0]],
  ] as const) {
    const model = fitBoosting([column], labels)
    assert.equal(model.trees.length, 0)
    assert.ok(predictBoosting(model, [column]).every((p) => p > 0 && p < 1))
  }
})

test('the hiatus rule is the best cut, and its rate rises with silence', () => {
  const rule = tuneHiatusRule([5, 10, 20, 30, 80, 90, 120], [0, 0, 0, 1, 1, 1, 1])
  assert.equal(rule.days, 20)
  assert.equal(rule.accuracy, 1)
  assert.deepEqual([...applyHiatusRule(rule, [20, 21])], [0, 1])
  const [near, far] = hiatusProbability(rule, [3, 200])
  assert.ok(near < 0.5 && far > 0.5)
  const loyal = tuneHiatusRule([5, 50], [0, 0])
  assert.deepEqual([...applyHiatusRule(loyal, [5, 50])], [0, 0])
  assert.deepEqual([...applyHiatusRule(tuneHiatusRule([5, 50], [1, 1]), [5, 50])], [1, 1])
  assert.equal(tuneHiatusRule([], []).accuracy, 0)
})
