import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import { poissonDraw } from '../../src/math/poisson-draw.ts'
import { fitDemandRun } from '../../src/training/fit-demand-run.ts'
import type { DemandInput } from '../../src/training/fit-demand-run.ts'
import type { FittedModel } from '../../src/training/fitted-run.ts'

const lastDay = 20_452
const tell = (): void => undefined

/** One list of units a day for each product, the last of them on `lastDay`. */
function shop(lists: Record<string, ArrayLike<number>>, more: Partial<DemandInput> = {}): DemandInput {
  const names = Object.keys(lists).sort()
  const sales: { key: number; day: number; units: number }[] = []
  let days = 0
  names.forEach((name, key) => {
    const list = lists[name]
    days = Math.max(days, list.length)
    for (let i = 0; i < list.length; i++)
      if (list[i] !== 0) sales.push({ key: key + 1, day: lastDay - list.length + 1 + i, units: list[i] })
  })
  return {
    products: {
      product_key: Int32Array.from(names, (_, key) => key + 1),
      product_id: names,
      category: names.map((name) => name.slice(0, 1)),
      launch_day: new Int32Array(names.length).fill(-1),
    },
    sales: {
      product_key: Int32Array.from(sales, ({ key }) => key),
      day: Int32Array.from(sales, ({ day }) => day),
      units: Float64Array.from(sales, ({ units }) => units),
    },
    stock: { product_key: new Int32Array(0), day: new Int32Array(0), on_hand: new Float64Array(0) },
    first_day: lastDay - days + 1,
    last_day: lastDay,
    country_code: null,
    promotion_days: [],
    seed: 42,
    ...more,
  }
}

function draws(days: number, rate: number, seed = 1): number[] {
  const random = seededRandom(seed)
  return Array.from({ length: days }, () => poissonDraw(random, rate))
}

function fitted(input: DemandInput): FittedModel {
  const run = fitDemandRun(input, tell)
  if (run.kind !== 'fitted') assert.fail(JSON.stringify(run))
  return run
}

const column = (run: FittedModel, name: string): number[] => Array.from(run.columns[name].values, Number)

function holds(run: FittedModel, what: string): void {
  for (const [name, { type, values }] of Object.entries(run.columns)) {
    if (type === 'varchar') continue
    for (const value of Array.from(values, Number))
      assert.ok(Number.isFinite(value) && value >= 0, `${what}: ${name} holds ${value}`)
  }
  for (const days of [7, 30, 90, 180]) {
    const [low, high] = [column(run, `q50_${days}`), column(run, `q95_${days}`)]
    low.forEach((value, p) => assert.ok(value <= high[p] + 1e-9, `${what}: quantiles of ${days} days`))
  }
  for (const { predicted, naive, low, high } of run.foretold)
    assert.ok([predicted, naive, low ?? 0, high ?? 0].every((value) => Number.isFinite(value) && value >= 0))
  assert.ok(!/NaN|null,null/.test(JSON.stringify(run.artifact)), what)
}

test('too few days, or no products, is an outcome', () => {
  for (const input of [shop({}), shop({ a: [3] }), shop({ a: [1, 2, 3, 4, 5, 6, 7] })]) {
    const run = fitDemandRun(input, tell)
    assert.ok(run.kind === 'not_enough_data' && run.have < run.need, JSON.stringify(run))
  }
})

test('whatever was sold, no forecast is below zero or no number', () => {
  const spike = new Float64Array(200)
  spike[100] = 500
  const cases: Record<string, Record<string, ArrayLike<number>>> = {
    'two weeks, so that every horizon is longer': { a: draws(14, 3) },
    'nothing sold of one': { a: draws(120, 3), b: new Float64Array(120) },
    constants: { a: new Float64Array(200).fill(4), b: new Float64Array(200).fill(1) },
    'a single spike': { a: spike, b: draws(200, 2) },
    'months of nothing': { a: draws(300, 4).map((units, i) => (i > 80 && i < 220 ? 0 : units)) },
    'days below zero': { a: draws(200, 4).map((units, i) => (i % 7 === 0 ? -units : units)) },
    'twenty years': { a: draws(7300, 1), b: draws(7300, 6, 2) },
    'parts of units': { a: draws(200, 4).map((units) => units / 1000) },
    'huge amounts': { a: draws(200, 4).map((units) => units * 1e9), b: draws(200, 3) },
  }
  for (const [what, lists] of Object.entries(cases)) holds(fitted(shop(lists)), what)
})

test('days without stock are not read as days without demand, and a sale ends them', () => {
  const lists = Object.fromEntries(
    Array.from({ length: 8 }, (_, p) => [`a${p}`, draws(300, 3, p + 1)]),
  ) as Record<string, number[]>
  lists.a0.fill(0, 210)
  const gone = shop(lists)
  const level = (day: number, on_hand: number): DemandInput['stock'] => ({
    product_key: Int32Array.of(1),
    day: Int32Array.of(day),
    on_hand: Float64Array.of(on_hand),
  })
  const told = shop(lists, { stock: level(lastDay - 90, 0) })
  const [unaware, aware] = [column(fitted(gone), 'expected_30')[0], column(fitted(told), 'expected_30')[0]]
  assert.ok(aware > 60 && aware > 2 * unaware, `${aware} and ${unaware}`)
  const sold = shop({ ...lists, a0: draws(300, 3) }, { stock: level(lastDay - 90, 0) })
  const ended = column(fitted(sold), 'expected_30')[0]
  assert.ok(ended > 70 && ended < 120, `${ended}`)
})

test('a product that was just launched starts as its category does', () => {
  const input = shop(Object.fromEntries(Array.from({ length: 6 }, (_, p) => [`a${p}`, draws(200, 4, p + 1)])))
  const fresh = shop({
    ...Object.fromEntries(Array.from({ length: 6 }, (_, p) => [`a${p}`, draws(200, 4, p + 1)])),
    a9: [],
  })
  fresh.products.launch_day[6] = lastDay - 3
  const run = fitted(fresh)
  assert.equal(run.columns.method.values[6], 'category_history')
  assert.ok(column(run, 'expected_30')[6] > 20)
  assert.equal(fitted(input).columns.product_key.values.length, 6)
})

test('the same products and seed give the same run; the rule is served where the model loses to it', () => {
  const lists = Object.fromEntries(Array.from({ length: 12 }, (_, p) => [`a${p}`, draws(400, 1 + p, p)]))
  assert.deepEqual(fitted(shop(lists)), fitted(shop(lists)))
  const run = fitted(shop(lists))
  assert.ok(run.backtest !== null && run.backtest.products === 12)
  const { wape, naive_wape, mean_wape } = run.quality
  assert.equal(run.outcome, naive_wape < Math.min(wape, mean_wape) ? 'rule' : 'model')
  const total = run.foretold.find(({ metric, bucket }) => metric === 'units_30' && bucket === null)!
  const classes = run.foretold.filter(({ metric, bucket }) => metric === 'units_30' && bucket !== null)
  const parts = classes.reduce((sum, { predicted }) => sum + predicted, 0)
  assert.ok(Math.abs(parts - total.predicted) < 1e-6 * total.predicted)
})
