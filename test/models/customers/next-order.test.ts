import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { normalDraw } from '../../../src/math/normal-distribution.ts'
import { fitOrderGaps, predictNextOrders } from '../../../src/models/customers/next-order.ts'
import type { OrderGapFit } from '../../../src/models/customers/next-order.ts'
import { endOfRange, orderHistory } from '../../../src/models/customers/order-history.ts'
import { repeatPurchases } from '../../../src/models/customers/repeat-purchases.ts'

const rows = {
  customer: [1, 0, 1, 1, 0, 3, 1],
  day: [40, 10, 10, 10, 30, 50, 90],
  amount: [5, 1, 2, 3, 4, 9, 7],
}
const history = orderHistory(rows, 4)

test('orders are grouped, sorted and merged by day whatever their order', () => {
  assert.deepEqual([...history.offsets], [0, 2, 5, 5, 6])
  assert.deepEqual([...history.day], [10, 30, 10, 40, 90, 50])
  assert.deepEqual([...history.amount], [1, 4, 5, 5, 7, 9])
  const shuffled = orderHistory(
    { customer: rows.customer.toReversed(), day: rows.day.toReversed(), amount: rows.amount.toReversed() },
    4,
  )
  assert.deepEqual(shuffled, history)
  assert.equal(endOfRange(history, 1, 89), 4)
})

test('impossible orders are refused', () => {
  for (const bad of [
    { customer: [4], day: [1], amount: [1] },
    { customer: [0], day: [Number.NaN], amount: [1] },
    { customer: [0], day: [1], amount: [Number.POSITIVE_INFINITY] },
  ]) {
    assert.throws(() => orderHistory(bad, 4), RangeError)
  }
})

test('repeat purchases see nothing after their day and leave out who came later', () => {
  const all = repeatPurchases(history, 100)
  assert.deepEqual([...all.customer], [0, 1, 3])
  assert.deepEqual([...all.frequency], [1, 2, 0])
  assert.deepEqual([...all.recency], [20, 80, 0])
  assert.deepEqual([...all.age], [90, 90, 50])
  assert.deepEqual([...all.meanAmount], [4, 6, 0])
  const early = repeatPurchases(history, 45)
  assert.deepEqual([...early.customer], [0, 1])
  assert.deepEqual([...early.meanAmount], [4, 5])
})

function regularShop(seed: number): { history: ReturnType<typeof orderHistory>; usual: Float64Array } {
  const random = seededRandom(seed)
  const [customer, day, amount]: [number[], number[], number[]] = [[], [], []]
  const usual = new Float64Array(600)
  for (let i = 0; i < 600; i++) {
    usual[i] = 30 * Math.exp(0.5 * normalDraw(random))
    let time = Math.floor(random() * 300)
    while (time <= 700) {
      customer.push(i)
      day.push(time)
      amount.push(1)
      time += Math.max(1, Math.round(usual[i] * Math.exp(0.3 * normalDraw(random))))
    }
  }
  return { history: orderHistory({ customer, day, amount }, 600), usual }
}

test('the usual gap of each customer is recovered and the next order falls into its interval', () => {
  const { history: shop, usual } = regularShop(2)
  const fit = fitOrderGaps(shop, 600) as OrderGapFit
  assert.ok(Math.abs(Math.sqrt(fit.within_variance) - 0.3) < 0.03)
  assert.ok(Math.abs(Math.sqrt(fit.between_variance) - 0.5) < 0.06)
  const next = predictNextOrders(fit, shop, 600)
  let [near, inside, counted] = [0, 0, 0]
  for (const [k, i] of next.customer.entries()) {
    if (Math.abs(Math.log(next.usualGap[k] / usual[i])) < 0.35) near += 1
    const coming = endOfRange(shop, i, 600)
    if (coming >= shop.offsets[i + 1]) continue
    counted += 1
    if (shop.day[coming] >= next.lowDay[k] && shop.day[coming] <= next.highDay[k]) inside += 1
  }
  assert.ok(near / next.customer.length > 0.95)
  assert.ok(inside / counted > 0.75 && inside / counted < 0.92, `${inside / counted} inside`)
})

test('what is expected always lies ahead, and overdue counts from the due day', () => {
  const fit = {
    kind: 'fit',
    log_mean: 3,
    between_variance: 0.3,
    within_variance: 0.4,
    gaps: 50,
    customers: 20,
  } as const
  const next = predictNextOrders(fit, history, 400)
  for (let k = 0; k < next.customer.length; k++) {
    assert.ok(
      next.lowDay[k] > 400 && next.expectedDay[k] >= next.lowDay[k] && next.highDay[k] >= next.expectedDay[k],
    )
    assert.equal(next.overdueDays[k], 400 - next.dueDay[k])
  }
  assert.ok(Math.abs(next.usualGap[2] - Math.exp(3)) < 1e-9)
  assert.equal(predictNextOrders(fit, history, 0).customer.length, 0)
})

test('under five gaps there is not enough', () => {
  assert.deepEqual(fitOrderGaps(history, 100), {
    kind: 'not_enough_data',
    what: 'gaps between two orders of a customer',
    need: 5,
    have: 3,
  })
})

test('five equal gaps of one customer give a defined fit', () => {
  const one = orderHistory(
    { customer: [0, 0, 0, 0, 0, 0], day: [0, 7, 14, 21, 28, 35], amount: [1, 1, 1, 1, 1, 1] },
    1,
  )
  const fit = fitOrderGaps(one, 40) as OrderGapFit
  const next = predictNextOrders(fit, one, 40)
  assert.ok(Math.abs(next.usualGap[0] - 7) < 0.1)
  assert.equal(next.dueDay[0], 42)
})
