import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitCroston } from '../../../src/models/demand/croston.ts'
import { classifyDemand } from '../../../src/models/demand/demand-class.ts'

test('a sale of two every other period is a rate of one', () => {
  const values = Float64Array.from({ length: 60 }, (_, i) => (i % 2) * 2)
  assert.ok(Math.abs((fitCroston(values, 'croston', 0.1)?.rate ?? 0) - 1) < 1e-3)
  assert.ok(Math.abs((fitCroston(values, 'sba', 0.1)?.rate ?? 0) - 0.95) < 1e-3)
})

test('only TSB forgets a product that no longer sells', () => {
  const values = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? i % 2 : 0))
  const [croston, tsb] = (['croston', 'tsb'] as const).map(
    (variant) => fitCroston(values, variant, 0.1)?.rate ?? 0,
  )
  assert.ok(croston > 0.4)
  assert.ok(tsb < 0.01)
})

test('missing periods teach nothing', () => {
  const values = Float64Array.of(1, 0, 1, 0, 1, 0, 1, 0)
  const gapped = Float64Array.of(1, 0, 1, NaN, NaN, NaN, 0, 1, 0, 1, 0)
  assert.equal(fitCroston(gapped, 'sba', 0.1)?.rate, fitCroston(values, 'sba', 0.1)?.rate)
})

test('without demand there is no fit', () => {
  assert.equal(fitCroston(new Float64Array(20), 'croston'), null)
  assert.equal(fitCroston(new Float64Array(0), 'tsb'), null)
  assert.equal(fitCroston(new Float64Array(3).fill(NaN), 'sba'), null)
})

test('demand falls in the class of its intervals and amounts', () => {
  const repeat = (pattern: number[]): Float64Array =>
    Float64Array.from({ length: 60 }, (_, i) => pattern[i % pattern.length])
  assert.equal(classifyDemand(repeat([5, 6, 5])).demand_class, 'smooth')
  assert.equal(classifyDemand(repeat([1, 20, 1, 1])).demand_class, 'erratic')
  assert.equal(classifyDemand(repeat([0, 0, 4])).demand_class, 'intermittent')
  assert.equal(classifyDemand(repeat([0, 0, 1, 0, 0, 30])).demand_class, 'lumpy')
  assert.equal(classifyDemand(new Float64Array(9)).demand_class, 'no_demand')
  assert.deepEqual(classifyDemand(repeat([0, 0, 4])), { demand_class: 'intermittent', adi: 3, cv2: 0 })
})
