import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demandDays, demandMeasures, unitsAheadOf } from '../../../src/answers/forecasts/demand-quantities.ts'
import type { DemandRow } from '../../../src/answers/forecasts/demand-quantities.ts'
import { recommendReorder } from '../../../src/answers/forecasts/reorder.ts'

/** One unit a day, quantiles a fifth apart. */
const daily = Object.fromEntries(
  demandDays.flatMap((days) => demandMeasures.map((of, i) => [`${of}_${days}`, days * (0.8 + 0.2 * i)])),
) as DemandRow
const product = {
  ...daily,
  stock_on_hand: 5,
  on_order: null,
  lead_time_days: 10,
  stockout_date: '2025-11-05',
}
const today = '2025-10-31'

test('between the days that are held, sums rise evenly', () => {
  assert.equal(unitsAheadOf(daily, 'expected', 30), 24)
  assert.ok(Math.abs(unitsAheadOf(daily, 'expected', 45) - 36) < 1e-9)
  assert.ok(Math.abs(unitsAheadOf(daily, 'expected', 3) - 2.4) < 1e-9)
  assert.equal(unitsAheadOf(daily, 'expected', 400), unitsAheadOf(daily, 'expected', 180))
})

test('what runs out before an order can come is reordered now, for its lead time and a month', () => {
  const { action, quantity, order_by } = recommendReorder(product, today)
  assert.deepEqual([action, order_by], ['reorder_now', today])
  assert.equal(quantity, Math.ceil(unitsAheadOf(daily, 'q80', 40) - 5))
})

test('what is on its way is not ordered again', () => {
  const { action, quantity } = recommendReorder({ ...product, on_order: 500 }, today)
  assert.deepEqual([action, quantity], ['enough_stock', 0])
})

test('an order that can wait says until when', () => {
  const later = { ...product, stock_on_hand: 20, stockout_date: '2025-11-20' }
  assert.deepEqual(
    [recommendReorder(later, today).action, recommendReorder(later, today).order_by],
    ['reorder_soon', '2025-11-10'],
  )
})

test('nothing is advised where stock or demand is not known', () => {
  const unknown = { ...product, stock_on_hand: null, stockout_date: null }
  assert.equal(recommendReorder(unknown, today).action, 'stock_not_known')
  const silent = { ...product, ...Object.fromEntries(Object.keys(daily).map((name) => [name, 0])) }
  assert.equal(recommendReorder(silent, today).action, 'no_demand')
})
