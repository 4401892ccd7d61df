import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { poissonDraw } from '../../../src/math/poisson-draw.ts'
import { forecastDemand } from '../../../src/models/demand/demand-forecast.ts'
import type { DemandProduct } from '../../../src/models/demand/demand-history.ts'

const start = '2024-01-01'
const week = [0.8, 0.8, 0.9, 1, 1.2, 1.5, 0.8]

function catalogue(count: number, days: number): DemandProduct[] {
  const random = seededRandom(31)
  return Array.from({ length: count }, (_, p) => {
    const rate = 0.05 * 1.12 ** p
    const units = Float64Array.from({ length: days }, (_, day) => poissonDraw(random, rate * week[day % 7]))
    return { product_id: `p${p}`, category_id: p % 2 ? 'odd' : 'even', units }
  })
}

const products = catalogue(40, 400)
const made = forecastDemand({ start, products })

test('each product is forecast near its rate, with quantiles in order', () => {
  made.items.forEach((item, p) => {
    const truth = 0.05 * 1.12 ** p
    item.expected.forEach((value, h) => {
      const mean = truth * made.horizons[h]
      assert.ok(
        Math.abs(value - mean) < 0.35 * mean + 4 * Math.sqrt(mean) + 1,
        `${item.product_id}: ${value} for ${mean}`,
      )
      assert.ok(item.quantile_50[h] <= item.quantile_80[h] && item.quantile_80[h] <= item.quantile_95[h])
    })
    assert.ok(item.expected[0] <= item.expected[1] && item.expected[1] <= item.expected[2])
  })
  assert.ok(new Set(made.items.map(({ demand_class }) => demand_class)).size > 1)
})

test('products add up to their categories and these to the shop', () => {
  made.horizons.forEach((_, h) => {
    for (const { category_id, expected } of made.categories) {
      const sum = made.items
        .filter((item) => item.category_id === category_id)
        .reduce((all, item) => all + item.expected[h], 0)
      assert.ok(Math.abs(sum - expected[h]) < 1e-6 * (1 + sum))
    }
    const categories = made.categories.reduce((all, { expected }) => all + expected[h], 0)
    assert.ok(Math.abs(categories - made.shop.expected[h]) < 1e-6 * (1 + categories))
  })
})

test('the same seed gives the same answer', () => {
  assert.deepEqual(forecastDemand({ start, products }), made)
})

test('days without stock are not read as days without demand', () => {
  const out = new Uint8Array(400)
  out.fill(1, 300, 400)
  const units = Float64Array.from(products[30].units)
  units.fill(0, 300, 400)
  const swap = (product: DemandProduct): DemandProduct[] =>
    products.map((one, p) => (p === 30 ? product : one))
  const told = forecastDemand({ start, products: swap({ ...products[30], units, stock_out: out }) }).items[30]
  const untold = forecastDemand({ start, products: swap({ ...products[30], units }) }).items[30]
  assert.ok(told.expected[0] > 2 * untold.expected[0], `${told.expected[0]} and ${untold.expected[0]}`)
})

test('a new product starts as its category does', () => {
  const units = new Float64Array(400)
  const fresh = { product_id: 'new', category_id: 'odd', units, first_day: 396 }
  const item = forecastDemand({ start, products: [...products, fresh] }).items[40]
  assert.equal(item.method, 'category_history')
  assert.ok(item.expected[0] > 1 && item.known_days === 4)
})

test('empty, silent and tiny catalogues are answered', () => {
  assert.deepEqual(forecastDemand({ start, products: [] }).items, [])
  const silent = forecastDemand({
    start,
    products: [{ product_id: 'a', category_id: 'c', units: new Float64Array(200) }],
  })
  assert.deepEqual(silent.items[0].expected, [0, 0, 0])
  assert.equal(silent.items[0].method, 'none')
  for (const days of [0, 1, 7]) {
    const [item] = forecastDemand({
      start,
      products: [{ product_id: 'a', category_id: 'c', units: new Float64Array(days).fill(2) }],
    }).items
    assert.ok([...item.expected, ...item.quantile_95].every((value) => Number.isFinite(value) && value >= 0))
  }
})
