import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countFound, judgeDemo } from '../../bench/anomalies.ts'

test('what is planted in the global store is found, and little else is taken for it', async () => {
  const { truth, judged, set } = await judgeDemo('global', 42)
  const { planted, found, alarms, on_planted_day } = countFound(truth, judged, set)
  assert.ok(found >= 0.8 * planted, `${found} of ${planted} found`)
  assert.ok(on_planted_day >= 0.8 * alarms, `${on_planted_day} of ${alarms} alarms on a planted day`)
  assert.ok(judged.coverage_95 > 0.94 && judged.coverage_95 < 0.995, `${judged.coverage_95} within the band`)
})
