import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countFound, judgeDemo } from '../../bench/anomalies.ts'
import type { ShopName } from '../../src/demo/shop-plan.ts'

const shops: [ShopName, seeds: number[]][] = [
  ['boutique', [42, 501]],
  ['global', [42]],
  ['spa', [42]],
]

for (const [shop, seeds] of shops) {
  test(`what is planted in ${shop} is found, and little else is taken for it`, async () => {
    const all = { planted: 0, found: 0, alarms: 0, right: 0 }
    for (const seed of seeds) {
      const { truth, judged } = await judgeDemo(shop, seed)
      const counts = countFound(truth, judged)
      for (const name of Object.keys(all) as (keyof typeof all)[]) all[name] += counts[name]
      const { coverage_95 } = judged
      assert.ok(coverage_95 > 0.94 && coverage_95 < 0.995, `${coverage_95} within the band`)
    }
    assert.ok(all.found >= 0.8 * all.planted, `${all.found} of ${all.planted} found`)
    assert.ok(all.right >= 0.8 * all.alarms, `${all.right} of ${all.alarms} alarms on a planted day`)
  })
}
