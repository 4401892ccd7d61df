import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regularizedBeta } from '../../../src/math/incomplete-beta.ts'
import { SpendRatio, SpendRatios } from '../../../src/models/customers/spend-ratios.ts'

test('tabled probabilities are those of the ratio of two gammas, within three in a thousand', () => {
  for (const [a, b] of [
    [0.5, 1.05],
    [0.5, 8],
    [6.25, 3.74],
    [60, 40],
    [20_000, 3],
    [400, 5000],
  ]) {
    const ratio = new SpendRatio(a, b)
    for (let share = -0.9; share <= 0.9; share += 0.01) {
      const log = ratio.centre + share * ratio.reach
      const exact = regularizedBeta(a, b, 1 / (1 + Math.exp(-log)))
      assert.ok(Math.abs(ratio.below(log) - exact) < 0.003, `${a}, ${b} at ${log}`)
    }
    assert.equal(ratio.below(ratio.centre - 1.01 * ratio.reach), 0)
    assert.equal(ratio.below(ratio.centre + 1.01 * ratio.reach), 1)
  }
})

test('moments are those of the ratio, and finite where it has none', () => {
  const { mean, square } = new SpendRatio(6, 5)
  assert.ok(Math.abs(mean - 6 / 4) < 1e-12 && Math.abs(square - 42 / 12) < 1e-12)
  const heavy = new SpendRatio(6, 1.5)
  assert.ok(Number.isFinite(heavy.mean) && heavy.square > heavy.mean ** 2)
})

test('one order more brings more, and a distribution is tabled once', () => {
  const ratios = new SpendRatios({ p: 6.25, q: 3.74, gamma: 15.44 })
  assert.equal(ratios.of(2, 3), ratios.of(2, 3))
  assert.ok(ratios.of(2, 4).below(0) < ratios.of(2, 3).below(0))
  assert.ok(ratios.of(9, 3).centre < ratios.of(2, 3).centre)
})
