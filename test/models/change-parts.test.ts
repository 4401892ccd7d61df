import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  factorParts,
  marginParts,
  priceVolumeMix,
  profitParts,
  quotientParts,
  rateContributions,
  settle,
} from '../../src/models/change-parts.ts'

const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 1e-9, `${found}`)

test('a dearer product that sells more is volume and price', () => {
  assert.deepEqual(priceVolumeMix([{ units_0: 10, units_1: 12, money_0: 100, money_1: 132 }]), {
    volume: 20,
    mix: 0,
    price: 12,
  })
})

test('the same units shifted to the dearer product are mix, and nothing else', () => {
  const cheap = { units_0: 10, units_1: 5, money_0: 10, money_1: 5 }
  const dear = { units_0: 10, units_1: 15, money_0: 100, money_1: 150 }
  assert.deepEqual(priceVolumeMix([cheap, dear]), { volume: 0, mix: 45, price: 0 })
})

test('a product sold in one period alone has no change of price', () => {
  const gone = { units_0: 10, units_1: 0, money_0: 50, money_1: 0 }
  const fresh = { units_0: 0, units_1: 10, money_0: 0, money_1: 90 }
  assert.deepEqual(priceVolumeMix([gone, fresh]), { volume: 0, mix: 40, price: 0 })
})

test('nothing sold before leaves volume alone, refunds above sales too', () => {
  const back = { units_0: -3, units_1: 4, money_0: -30, money_1: 44 }
  assert.deepEqual(priceVolumeMix([back]), { volume: 74, mix: 0, price: 0 })
  assert.deepEqual(priceVolumeMix([]), { volume: 0, mix: 0, price: 0 })
})

test('profit tells a price from a cost', () => {
  const row = { units_0: 10, units_1: 10, money_0: 40, money_1: 35, costed_0: 100, costed_1: 110 }
  assert.deepEqual(profitParts([row]), { volume: 0, mix: 0, price: 10, unit_cost: -15 })
})

test('a cost that was not known before is mix, no change of price', () => {
  const row = { units_0: 10, units_1: 10, money_0: 0, money_1: 35, costed_0: 0, costed_1: 110 }
  const { volume, mix, price, unit_cost } = profitParts([row])
  assert.deepEqual([volume, mix, price, unit_cost], [0, 35, 0, 0])
})

test('factors and quotients share what they did together', () => {
  const [a, b] = factorParts([10, 2], [12, 3])
  assert.deepEqual([a, b], [5, 11])
  const [above, below] = quotientParts({ above_0: 10, below_0: 100, above_1: 12, below_1: 80 })
  near(above + below, 12 / 80 - 10 / 100)
})

test('rates by group sum to the change, with groups that come and go', () => {
  const groups = [
    { above_0: 3, below_0: 30, above_1: 8, below_1: 40 },
    { above_0: 5, below_0: 20, above_1: 0, below_1: 0 },
    { above_0: 0, below_0: 0, above_1: 2, below_1: 10 },
    { above_0: 1, below_0: 0, above_1: 0, below_1: 0 },
  ]
  const made = rateContributions(groups)
  near(
    made.reduce((sum, { own, mix }) => sum + own + mix, 0),
    10 / 50 - 9 / 50,
  )
  near(made[0].own, ((30 / 50 + 40 / 50) / 2) * (8 / 40 - 3 / 30))
})

test('a margin changes by price, cost and mix', () => {
  const row = { units_0: 10, units_1: 10, money_0: 40, money_1: 55, costed_0: 100, costed_1: 110 }
  const { price, unit_cost, mix } = marginParts([row])
  near(price + unit_cost + mix, 0.5 - 0.4)
  assert.ok(price > 0 && unit_cost > 0 && Math.abs(mix) < 1e-12)
})

test('what rounding leaves over goes to the largest part; more than that is refused', () => {
  const [a, b] = settle([{ amount: 1 }, { amount: 2 }], 3 + 1e-9, 3)
  assert.deepEqual([a.amount, b.amount], [1, 2 + (3 + 1e-9 - 3)])
  assert.throws(() => settle([{ amount: 1 }], 3, 3), RangeError)
})
