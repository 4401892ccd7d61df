import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parameterNames, recoverCustomers } from '../../bench/demo-customers.ts'

test('over twenty global stores the planted process is found again, and who has left is told from who has not', () => {
  const stores = Array.from({ length: 20 }, (_, seed) => recoverCustomers('global', seed + 1, 0.5))
  for (const name of parameterNames) {
    const held = stores.filter(({ deviations }) => Math.abs(deviations[name]) < 1.96).length
    assert.ok(held >= 17, `the 95% interval of ${name} held the truth ${held} times of 20`)
  }
  for (const { auc } of stores) assert.ok(auc >= 0.8, `ranked with ${auc}`)
})
