import assert from 'node:assert/strict'
import { test } from 'node:test'
import { averageEts, etsForms, fitEts, fitEtsForms, forecastEts } from '../../../src/models/forecasts/ets.ts'
import { seededRandom } from '../../../src/base/random.ts'

const wave = (n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => 100 + 2 * i + 20 * Math.sin((2 * Math.PI * i) / 12))

test('a straight line goes on', () => {
  const line = Float64Array.from({ length: 40 }, (_, i) => 10 + 3 * i)
  const fit = fitEts(line, 1, { error: 'A', trend: 'A', season: 'N' })
  assert.ok(fit)
  const forecast = forecastEts(fit, 5)
  forecast.forEach((value, h) => assert.ok(Math.abs(value - (10 + 3 * (40 + h))) < 1, String(value)))
})

test('a season and a trend go on', () => {
  const values = wave(96)
  const forecast = averageEts(fitEtsForms(values, 12), 12)
  const truth = wave(108).subarray(96)
  forecast.forEach((value, h) => assert.ok(Math.abs(value - truth[h]) < 6, `${value} for ${truth[h]}`))
})

test('scaling the values scales the forecast', () => {
  const values = wave(60)
  const [one] = fitEtsForms(values, 12)
  const thousand = fitEts(
    values.map((value) => 1000 * value),
    12,
    one.form,
  )
  assert.ok(thousand)
  const pair = [forecastEts(one, 6), forecastEts(thousand, 6)]
  pair[0].forEach((value, h) => assert.ok(Math.abs(1000 * value - pair[1][h]) < 1e-6 * pair[1][h]))
})

test('the level of noise without trend is found by simple smoothing', () => {
  const random = seededRandom(3)
  const values = Float64Array.from({ length: 200 }, () => 50 + 10 * (random() - 0.5))
  const fit = fitEts(values, 1, etsForms[0])
  assert.ok(fit)
  assert.ok(Math.abs(fit.level - 50) < 2)
  assert.ok(fit.alpha < 0.2)
})

test('forms that do not apply are null', () => {
  assert.equal(fitEts(Float64Array.of(1, 2, 3), 1, etsForms[4]), null)
  assert.equal(
    fitEts(
      Float64Array.from({ length: 40 }, (_, i) => i % 3),
      1,
      etsForms[1],
    ),
    null,
  )
  assert.equal(fitEts(new Float64Array(40), 1, etsForms[0]), null)
  assert.deepEqual(fitEtsForms(new Float64Array(40), 7), [])
})

test('the values are left as they were', () => {
  const values = wave(48)
  const before = Float64Array.from(values)
  fitEtsForms(values, 12)
  assert.deepEqual(values, before)
})
