import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reconcileTree } from '../../../src/models/forecasts/reconcile.ts'

const near = (actual: ArrayLike<number>, expected: number[]): void =>
  expected.forEach((value, i) => assert.ok(Math.abs(actual[i] - value) < 1e-9, `${actual[i]} for ${value}`))

test('a difference is shared by variance', () => {
  near(
    reconcileTree([
      { parent: -1, value: 10, variance: 1 },
      { parent: 0, value: 4, variance: 1 },
      { parent: 0, value: 4, variance: 1 },
    ]),
    [28 / 3, 14 / 3, 14 / 3],
  )
  near(
    reconcileTree([
      { parent: -1, value: 10, variance: 1e-9 },
      { parent: 0, value: 4, variance: 1 },
      { parent: 0, value: 4, variance: 3 },
    ]),
    [10, 4.5, 5.5],
  )
})

test('every node of a deeper tree is the sum of its children', () => {
  const result = reconcileTree([
    { parent: -1, value: 100, variance: 40 },
    { parent: 0, value: 70, variance: 9 },
    { parent: 0, value: 20, variance: 4 },
    { parent: 1, value: 30, variance: 5 },
    { parent: 1, value: 35, variance: 2 },
    { parent: 2, value: 25, variance: 7 },
    { parent: 2, value: 1, variance: 30 },
  ])
  near(result, [result[1] + result[2], result[3] + result[4], result[5] + result[6]])
  result.forEach((value) => assert.ok(value >= 0))
})

test('what would fall below zero is taken from its siblings', () => {
  const result = reconcileTree([
    { parent: -1, value: 5, variance: 1e-9 },
    { parent: 0, value: 1, variance: 50 },
    { parent: 0, value: 10, variance: 10 },
  ])
  assert.equal(result[1], 0)
  near(result, [result[1] + result[2]])
})

test('forecasts that already add up are left as they are', () => {
  near(
    reconcileTree([
      { parent: -1, value: 9, variance: 2 },
      { parent: 0, value: 4, variance: 1 },
      { parent: 0, value: 5, variance: 8 },
    ]),
    [9, 4, 5],
  )
})
