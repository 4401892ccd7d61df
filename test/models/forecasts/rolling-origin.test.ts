import assert from 'node:assert/strict'
import { test } from 'node:test'
import { combinationRecipes, methodErrors, mixForecasts } from '../../../src/models/forecasts/combination.ts'
import { planOrigins, runBacktest } from '../../../src/models/forecasts/rolling-origin.ts'
import { seasonalNaive } from '../../../src/models/forecasts/seasonal-naive.ts'
import { cleanValues, prepareSeries } from '../../../src/models/forecasts/series-cleaning.ts'

const start = '2025-01-06'
const plan = { origins: 6, horizon: 14, shortest: 20 }

test('origins lie in the later half and leave the horizon to be judged', () => {
  const { origins, horizon } = planOrigins(100, plan)
  assert.equal(origins.length, 6)
  assert.equal(horizon, 14)
  assert.ok(origins.every((origin) => origin >= 36 && origin + horizon <= 100))
  assert.equal(origins[5], 86)
  assert.deepEqual(planOrigins(24, plan).origins, [])
})

test('a backtest fits on what came before each origin alone', () => {
  const seen: number[] = []
  const spy = {
    name: 'spy',
    plain: true as const,
    forecast: ({ values, horizon }: { values: Float64Array; horizon: number }) => {
      seen.push(values.length)
      return new Float64Array(horizon).fill(values[values.length - 1])
    },
  }
  const values = Float64Array.from({ length: 60 }, (_, i) => i)
  const series = prepareSeries({ values, frequency: 'daily', start })
  const backtest = runBacktest(series, [], [spy], plan)
  assert.deepEqual(seen, backtest.origins)
  const column = backtest.forecasts.get('spy') ?? new Float64Array(0)
  column.forEach((value, i) => assert.equal(value, backtest.origins[backtest.origin[i]] - 1))
})

test('missing days are not judged', () => {
  const values = Float64Array.from({ length: 60 }, (_, i) => (i === 55 ? NaN : 5 + (i % 7)))
  const backtest = runBacktest(
    prepareSeries({ values, frequency: 'daily', start }),
    [],
    [seasonalNaive],
    plan,
  )
  assert.ok(backtest.actual.every((value) => !Number.isNaN(value)))
  assert.ok(backtest.actual.length < backtest.origins.length * 14)
})

test('a method that kept silent is charged what the others were', () => {
  const backtest = {
    origins: [1, 2],
    origin: Int32Array.of(0, 1),
    lead: Int32Array.of(1, 1),
    actual: Float64Array.of(10, 10),
    forecasts: new Map([
      ['a', Float64Array.of(8, 7)],
      ['b', Float64Array.of(NaN, 9)],
    ]),
  }
  assert.deepEqual(
    [...methodErrors(backtest)],
    [
      ['a', 5],
      ['b', 3],
    ],
  )
})

test('recipes run from all methods to one, and mix what exists', () => {
  const recipes = combinationRecipes(
    new Map([
      ['a', 2],
      ['b', 1],
    ]),
  )
  assert.equal(recipes[0].name, 'combination')
  assert.deepEqual(
    recipes.filter(({ kind }) => kind === 'single').map(({ name }) => name),
    ['b', 'a'],
  )
  const forecasts = new Map([
    ['a', Float64Array.of(30, 5)],
    ['b', Float64Array.of(60, NaN)],
  ])
  const mixed = mixForecasts(recipes[0], forecasts, 2)
  assert.ok(Math.abs(mixed[0] - 50) < 1e-6)
  assert.equal(mixed[1], 5)
})

test('cleaning fills from the same weekday and draws in what stands out', () => {
  const values = Float64Array.from({ length: 84 }, (_, i) => 100 + 10 * (i % 7) + (i % 3))
  values[30] = NaN
  values[45] = 5000
  const { values: clean, filled, replaced } = cleanValues(values, 7, true)
  assert.deepEqual([filled, replaced], [1, 1])
  assert.ok(Math.abs(clean[30] - 121) <= 2)
  assert.ok(clean[45] < 300)
  assert.equal(values[45], 5000)
})

test('long closures are missing, unless they come back every year', () => {
  const once = Float64Array.from({ length: 400 }, (_, i) => (i >= 100 && i < 130 ? 0 : 50 + (i % 7)))
  assert.ok(
    prepareSeries({ values: once, frequency: 'daily', start }).notes.includes('closed_periods_as_missing'),
  )
  const yearly = Float64Array.from({ length: 900 }, (_, i) =>
    i % 365 >= 100 && i % 365 < 130 ? 0 : 50 + (i % 7),
  )
  assert.deepEqual(prepareSeries({ values: yearly, frequency: 'daily', start }).notes, [])
})
