import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countUp, gather } from '../../src/math/gather.ts'

test('values are gathered in the order of the places, and numbers count up from nothing', () => {
  assert.deepEqual([...gather([5, 6, 7], [2, 0, 2])], [7, 5, 7])
  assert.deepEqual([...gather([5, 6, 7], [])], [])
  assert.deepEqual([...countUp(4)], [0, 1, 2, 3])
})
