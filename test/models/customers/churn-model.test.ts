import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simulateOrders } from '../../../bench/simulate-customers.ts'
import { seededRandom } from '../../../src/base/random.ts'
import { churnReasons } from '../../../src/contracts/churn.ts'
import { areaUnderCurve } from '../../../src/models/learning/auc.ts'
import { chooseChurnModel } from '../../../src/models/customers/churn-candidates.ts'
import type { ChurnScore } from '../../../src/models/customers/churn-candidates.ts'
import { quantile } from '../../../src/math/quantile.ts'
import { churnFeatures, churnLabels, churnRows } from '../../../src/models/customers/churn-features.ts'
import { fitChurn, predictChurn } from '../../../src/models/customers/churn-model.ts'
import type { ChurnModel } from '../../../src/models/customers/churn-model.ts'
import { orderHistory } from '../../../src/models/customers/order-history.ts'

const orders = simulateOrders(
  { r: 1.2, alpha: 25, a: 0.7, b: 2.2 },
  { customers: 1500, arrivals: 500, end: 700, random: seededRandom(3) },
)
const history = orderHistory(orders, 1500)
const model = fitChurn(history, 700) as ChurnModel
const predictions = predictChurn(model, history, 700)

test('the served model is at least as right as the rule on the holdout, ranks as well, and is calibrated', () => {
  assert.equal(model.kind, 'fit')
  const served = model.backtest.scores.find((score) => score.model === model.served)
  const rule = model.backtest.scores[0]
  assert.ok(served && rule.model === 'rule')
  assert.ok(served.accuracy >= rule.accuracy && served.auc >= rule.auc)
  assert.ok(served.calibration_error < 0.05, String(served.calibration_error))
})

test('customers who have left rank before those who have not', () => {
  const left = Uint8Array.from(predictions.customer, (i) => orders.left[i])
  assert.ok(areaUnderCurve(predictions.probability, left) > 0.75)
})

test('features see nothing of what comes after their day', () => {
  const cut = 450
  const options = { activeDays: 365, horizon: 90, repeat: undefined }
  const past = Array.from(orders.day.keys()).filter((k) => orders.day[k] <= cut)
  const known = orderHistory(
    {
      customer: past.map((k) => orders.customer[k]),
      day: past.map((k) => orders.day[k]),
      amount: past.map((k) => orders.amount[k]),
    },
    1500,
  )
  assert.deepEqual(churnRows(history, cut, options), churnRows(known, cut, options))
})

test('labels say who did not order within the horizon', () => {
  const shop = orderHistory(
    { customer: [0, 0, 1, 1, 2], day: [0, 40, 0, 131, 5], amount: [1, 1, 1, 1, 1] },
    3,
  )
  const rows = churnRows(shop, 40, { activeDays: 365, horizon: 90, repeat: undefined })
  assert.deepEqual([...rows.customer], [0, 1, 2])
  assert.deepEqual([...churnLabels(shop, rows, 90)], [1, 1, 1])
  assert.deepEqual([...churnLabels(shop, rows, 91)], [1, 0, 1])
  assert.equal(rows.columns.length, churnFeatures.length)
  assert.deepEqual([...rows.columns[0]], [0, 40, 35])
  assert.deepEqual([...rows.columns[2]], [2, 1, 1])
  assert.ok(Number.isNaN(rows.columns[4][1]))
})

test('probabilities are probabilities, and who may leave has reasons', () => {
  assert.ok(predictions.probability.every((p) => p >= 0 && p <= 1))
  let explained = 0
  let likely = 0
  for (const [k, p] of predictions.probability.entries()) {
    const reasons = [...predictions.reasons.subarray(3 * k, 3 * k + 3)].filter((reason) => reason !== 255)
    assert.ok(reasons.every((reason) => reason < churnReasons.length))
    if (p < 0.5) {
      assert.equal(reasons.length, 0)
      continue
    }
    likely += 1
    if (reasons.length > 0) explained += 1
  }
  assert.ok(likely > 50 && explained === likely, `${explained} of ${likely}`)
})

test('no reason is given that is not true of the customer', () => {
  const columnOf = (name: string) =>
    predictions.columns[churnFeatures.findIndex((feature) => feature.name === name)]
  const [recency, silence, orders] = ['recency_days', 'silence_ratio', 'orders'].map(columnOf)
  const usual = quantile(recency, 0.5)
  for (let k = 0; k < predictions.probability.length; k++) {
    const said = [...predictions.reasons.subarray(3 * k, 3 * k + 3)].map((reason) => churnReasons[reason])
    if (said.includes('long_silence')) assert.ok(recency[k] > usual || recency[k] > 60)
    if (said.includes('overdue')) assert.ok(silence[k] > 1)
    assert.equal(said.includes('one_order_only') && orders[k] > 1, false)
  }
})

test('the same input and seed give the same model, which survives JSON', () => {
  assert.deepEqual(fitChurn(history, 700), model)
  const stored = JSON.parse(JSON.stringify(model)) as ChurnModel
  assert.deepEqual(predictChurn(stored, history, 700).probability, predictions.probability)
})

test('too little of anything is answered by what is lacking', () => {
  const few = orderHistory({ customer: [0, 0], day: [0, 300], amount: [1, 1] }, 1)
  assert.deepEqual(fitChurn(few, 300), {
    kind: 'not_enough_data',
    what: 'active customers to learn from',
    need: 50,
    have: 1,
  })
  assert.equal((fitChurn(few, 60) as { what: string }).what, 'days of history')
  assert.equal(fitChurn(orderHistory({ customer: [], day: [], amount: [] }, 0), 60).kind, 'not_enough_data')
  const once = Array.from({ length: 200 }, (_, i) => i)
  const nobodyBack = orderHistory({ customer: once, day: once, amount: once.map(() => 5) }, 200)
  assert.equal(fitChurn(nobodyBack, 250).kind, 'not_enough_data')
  const oneDay = orderHistory({ customer: once, day: once.map(() => 7), amount: once.map(() => 5) }, 200)
  assert.equal(fitChurn(oneDay, 7).kind, 'not_enough_data')
})

test('the rule is served unless another is at least as right, ranks as well and is likelier', () => {
  const score = (
    model: ChurnScore['model'],
    auc: number,
    accuracy: number,
    log_loss: number,
  ): ChurnScore => ({
    model,
    auc,
    accuracy,
    log_loss,
    brier: 0,
    calibration_error: 0,
    reliability: [],
  })
  const rule = score('rule', 0.7, 0.7, 0.6)
  assert.equal(
    chooseChurnModel([rule, score('boosted', 0.8, 0.69, 0.5), score('p_alive', 0.69, 0.8, 0.5)]),
    'rule',
  )
  assert.equal(
    chooseChurnModel([rule, score('logistic', 0.7, 0.7, 0.55), score('boosted', 0.8, 0.8, 0.5)]),
    'boosted',
  )
})
