import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recoverCustomers } from '../../bench/demo-customers.ts'
import { scheduleOrders } from '../../src/demo/schedule.ts'
import { expectedRepeats } from '../../src/demo/purchase-process.ts'
import { shopPlans } from '../../src/demo/open-shop.ts'
import { createWorld } from '../../src/demo/world.ts'
import { expectedOrdersOfNew } from '../../src/models/customers/bg-nbd-prediction.ts'

test('expected repeats agree with the prediction for a new customer', () => {
  const { alpha_days, ...shape } = shopPlans.global.process
  for (const days of [1, 30, 365, 1500]) {
    const predicted = expectedOrdersOfNew({ ...shape, alpha: alpha_days }, days)
    assert.ok(Math.abs(expectedRepeats(shopPlans.global.process, days) / predicted - 1) < 1e-9)
  }
  assert.equal(expectedRepeats(shopPlans.global.process, 0), 0)
})

test('customers buy as often as the process says, and a fit finds its parameters again', () => {
  for (const [name, scale] of [
    ['global', 0.6],
    ['spa', 2],
    ['boutique', 8],
  ] as const) {
    for (const [parameter, deviation] of Object.entries(recoverCustomers(name, 5, scale).deviations)) {
      assert.ok(
        Math.abs(deviation) < 3.2,
        `${name} ${parameter} is off by ${deviation.toFixed(2)} deviations`,
      )
    }
  }
})

test('nobody buys after leaving, and whoever left did so on the day of an order', () => {
  for (const name of ['global', 'spa', 'boutique'] as const) {
    const world = createWorld(shopPlans[name], { seed: 9, scale: 0.5, exact: false })
    const { events, buyers } = scheduleOrders(world)
    const last = new Int32Array(buyers.count)
    for (let event = 0; event < events.count; event++) {
      if (events.buyer[event] > 0) last[events.buyer[event] - 1] = events.day[event]
    }
    let left = 0
    for (let buyer = 0; buyer < buyers.count; buyer++) {
      if (buyers.gone_day[buyer] < 0) continue
      left += 1
      assert.equal(buyers.gone_day[buyer], last[buyer])
    }
    assert.ok(left > buyers.count * 0.2 && left < buyers.count * 0.8)
  }
})

test('new customers fill what returning ones leave open, so that orders keep to their season', () => {
  const world = createWorld(shopPlans.global, { seed: 1, scale: 1, exact: false })
  const { expected, arrivals } = scheduleOrders(world)
  arrivals.forEach((value, day) => assert.ok(value > 0.1 * expected[day]))
})
