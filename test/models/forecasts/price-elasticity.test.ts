import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { poissonDraw } from '../../../src/math/poisson-draw.ts'
import { priceElasticity, usualElasticity } from '../../../src/models/forecasts/price-elasticity.ts'
import type { ProductPrices } from '../../../src/models/forecasts/price-elasticity.ts'
import {
  impliedElasticity,
  partialFactors,
  shareOfPeriods,
  unitsFactor,
} from '../../../src/models/forecasts/scenario-factors.ts'

/** Products whose prices move every 90 days, in a shop that has a season and grows. */
function shop(products: number, elasticity: number, moves: boolean): [ProductPrices, Float64Array] {
  const random = seededRandom(12)
  const rows: [number, number, number, number][] = []
  const sold = new Float64Array(360)
  for (let product = 0; product < products; product++) {
    const base = 5 + 20 * random()
    for (let day = 0; day < 360; day++) {
      const price = moves ? base * [1, 0.8, 1.25, 1.1][(Math.floor(day / 90) + product) % 4] : base
      const season = (1 + day / 500) * (1 + 0.5 * Math.sin(day / 60))
      const units = poissonDraw(random, 3 * season * (price / base) ** elasticity)
      sold[day] += units
      if (units > 0) rows.push([product, day, price, units])
    }
  }
  const column = (c: number): Float64Array => Float64Array.from(rows, (row) => row[c])
  const whole = (c: number): Int32Array => Int32Array.from(rows, (row) => row[c])
  return [{ product: whole(0), day: whole(1), price: column(2), units: column(3) }, sold]
}

test('a planted elasticity is found beneath season and growth', () => {
  for (const planted of [-0.8, -2]) {
    const found = priceElasticity(...shop(24, planted, true), 0)
    assert.ok(Math.abs(found.elasticity - planted) < 3 * found.error + 0.05, JSON.stringify(found))
    assert.ok(found.error < 0.2 && found.levels === 96)
  }
})

test('where no price ever moved, what is usual elsewhere is believed, and is unsure', () => {
  const found = priceElasticity(...shop(5, -1, false), 0)
  assert.deepEqual(found, { elasticity: usualElasticity, error: 0.8, levels: 0 })
  const none = {
    product: new Int32Array(),
    day: new Int32Array(),
    price: new Float64Array(),
    units: new Float64Array(),
  }
  assert.equal(priceElasticity(none, new Float64Array(1), 0).elasticity, usualElasticity)
})

test('factors hold on the days of their window alone', () => {
  const share = shareOfPeriods([0, 7, 14], [6, 13, 20], { from: 10, until: 14 })
  assert.deepEqual([...share], [0, 4 / 7, 1 / 7])
  assert.deepEqual([...partialFactors(Float64Array.of(0, 0.5, 1), 1.2)], [1, 1.1, 1.2])
})

test('what a discount did speaks of an elasticity that gives it back', () => {
  const uplift = unitsFactor(-0.2, -2) - 1
  assert.ok(Math.abs(impliedElasticity(uplift, 0.2) + 2) < 1e-9)
  assert.deepEqual(
    [impliedElasticity(-0.1, 0.2), impliedElasticity(9, 0.1), impliedElasticity(1, 0)],
    [0, -6, 0],
  )
})
