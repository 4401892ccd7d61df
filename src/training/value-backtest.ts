import { countUp, gather } from '../math/gather.ts'
import { quantileSorted } from '../math/quantile.ts'
import type { OrderHistory } from '../models/customers/order-history.ts'
import { predictCustomerValue } from '../models/customers/customer-value.ts'
import { predictOrders } from '../models/customers/order-predictions.ts'
import { sampleRows } from '../models/learning/silhouette.ts'
import { between, fitValueModel } from './value-model.ts'
import type { ValueModel } from './value-model.ts'

/** The band around what the rule says: where it says nothing in money, where something as a share of it. */
export type RuleBand = { orders: Band; value: Band }
type Band = { nothing: [low: number, high: number]; share: [low: number, high: number] }

export type ValueBacktest = {
  day: number
  horizon_days: number
  customers: number
  model: Record<string, number>
  rule: Record<string, number>
  /**
   * the model's errors over the rule's, above 1 it lost: the mean over orders and value, each by root mean squared and by
   * mean absolute error, so that neither one large customer nor those who never return decide alone
   */
  relative_error: number
  calibration: { from: number; to: number; count: number; mean_predicted: number; observed: number }[]
  band: RuleBand
}

const usualHorizon = 90
const fewestDays = 60
const fewestCustomers = 20
/** Customers it is fitted to, and those of them on whom it is tried; seeded samples where there are more. */
const fitSize = 20_000
const trialSize = 5_000

/**
 * Tries the value model on the last stretch, fitted only to what was known before it, against the rule that the next
 * days bring what as many days before brought. Undefined where the history is too short to tell.
 */
export function backtestValue(history: OrderHistory, asOf: number, seed: number): ValueBacktest | undefined {
  const span = asOf - history.day.reduce((least, day) => Math.min(least, day), asOf)
  const horizon = Math.min(usualHorizon, Math.floor(span / 3))
  if (span < fewestDays) return undefined
  const day = asOf - horizon
  const known = someCustomers(history, sampleRows(history.customers, fitSize, seed))
  const whole = fitValueModel(known, day)
  if (whole.kind !== 'fit' || whole.purchases.customer.length < fewestCustomers) return undefined
  const model = narrowed(whole, sampleRows(whole.purchases.customer.length, trialSize, seed + 1))
  const { purchases, rateFactor, spendFactor, orders, spend } = model
  const before = between(known, purchases.customer, day - horizon, day)
  const after = between(known, purchases.customer, day, asOf)
  const counted = predictOrders(orders, purchases, { horizons: [horizon], rateFactor, seed }).horizons[0]
  const valued = predictCustomerValue({ orders, spend, purchases, horizon, rateFactor, spendFactor, seed })
  const figures = (count: ArrayLike<number>, value: ArrayLike<number>) => ({
    ...errors('orders', count, after.orders),
    ...errors('value', value, after.value),
  })
  const byModel = figures(counted.expected, valued.expected)
  const byRule = figures(before.orders, before.value)
  return {
    day,
    horizon_days: horizon,
    customers: purchases.customer.length,
    model: { ...byModel, coverage_80: covered(valued.low, valued.high, after.value) },
    rule: byRule,
    relative_error: meanRatio(byModel, byRule),
    calibration: tenths(counted.expected, after.orders),
    band: { orders: bandOf(before.orders, after.orders), value: bandOf(before.value, after.value) },
  }
}

/** The same fit, with only some of its customers. */
function narrowed(model: ValueModel, rows: Int32Array): ValueModel {
  const { customer, frequency, recency, age, meanAmount } = model.purchases
  const whole = (values: Int32Array): Int32Array => rows.map((row) => values[row])
  const real = (values: Float64Array): Float64Array => gather(values, rows)
  return {
    ...model,
    purchases: {
      customer: whole(customer),
      frequency: whole(frequency),
      recency: whole(recency),
      age: whole(age),
      meanAmount: real(meanAmount),
    },
    rateFactor: real(model.rateFactor),
    spendFactor: real(model.spendFactor),
  }
}

const deciding = ['orders_rmse', 'orders_mae', 'value_rmse', 'value_mae'] as const

function meanRatio(model: Record<string, number>, rule: Record<string, number>): number {
  return deciding.reduce((sum, name) => sum + ratio(model[name], rule[name]), 0) / deciding.length
}

/** A ratio of errors: 1 where both are none. */
const ratio = (above: number, below: number): number => (below > 0 ? above / below : above > 0 ? 2 : 1)

function someCustomers(history: OrderHistory, chosen: Int32Array): OrderHistory {
  if (chosen.length === history.customers) return history
  const offsets = new Int32Array(chosen.length + 1)
  chosen.forEach((i, k) => (offsets[k + 1] = offsets[k] + history.offsets[i + 1] - history.offsets[i]))
  const day = new Int32Array(offsets[chosen.length])
  const amount = new Float64Array(offsets[chosen.length])
  chosen.forEach((i, k) => {
    day.set(history.day.subarray(history.offsets[i], history.offsets[i + 1]), offsets[k])
    amount.set(history.amount.subarray(history.offsets[i], history.offsets[i + 1]), offsets[k])
  })
  return { customers: chosen.length, offsets, day, amount }
}

function errors(name: string, predicted: ArrayLike<number>, actual: Float64Array): Record<string, number> {
  let [squares, away, said, was] = [0, 0, 0, 0]
  for (let k = 0; k < actual.length; k++) {
    squares += (predicted[k] - actual[k]) ** 2
    away += Math.abs(predicted[k] - actual[k])
    said += predicted[k]
    was += actual[k]
  }
  return {
    [`${name}_rmse`]: Math.sqrt(squares / actual.length),
    [`${name}_mae`]: away / actual.length,
    [`${name}_predicted`]: said,
    [`${name}_actual`]: was,
  }
}

function covered(low: Float64Array, high: Float64Array, actual: Float64Array): number {
  let inside = 0
  for (let k = 0; k < actual.length; k++) if (actual[k] >= low[k] && actual[k] <= high[k]) inside += 1
  return inside / actual.length
}

/** Customers in ten groups of one size by what was predicted, and what came of each. */
function tenths(predicted: Float64Array, actual: Float64Array): ValueBacktest['calibration'] {
  const order = countUp(predicted.length).sort((i, j) => predicted[i] - predicted[j] || i - j)
  return Array.from({ length: 10 }, (_, t) => {
    const part = order.subarray(
      Math.floor((t * order.length) / 10),
      Math.floor(((t + 1) * order.length) / 10),
    )
    const mean = (values: Float64Array): number =>
      part.reduce((sum, i) => sum + values[i], 0) / Math.max(1, part.length)
    return {
      from: predicted[part[0]],
      to: predicted[part[part.length - 1]],
      count: part.length,
      mean_predicted: mean(predicted),
      observed: mean(actual),
    }
  }).filter(({ count }) => count > 0)
}

/** Where eight of ten customers ended, of those of whom the rule says nothing and of the others. */
function bandOf(said: Float64Array, actual: Float64Array): Band {
  const nothing = actual.filter((_, k) => said[k] <= 0).sort()
  const share = actual
    .map((value, k) => (said[k] > 0 ? value / said[k] : Number.NaN))
    .filter((value) => !Number.isNaN(value))
    .sort()
  const ends = (sorted: Float64Array): [number, number] =>
    sorted.length === 0 ? [0, 0] : [quantileSorted(sorted, 0.1), quantileSorted(sorted, 0.9)]
  return { nothing: ends(nothing), share: ends(share) }
}
