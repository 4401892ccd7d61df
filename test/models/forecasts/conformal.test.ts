import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { normalDraw } from '../../../src/math/normal-distribution.ts'
import {
  applyBands,
  applyPooledBands,
  fitBands,
  poolErrors,
  stepScale,
} from '../../../src/models/forecasts/conformal.ts'
import type { BandErrors } from '../../../src/models/forecasts/conformal.ts'

function errors(origins: number, horizon: number, draw: (lead: number) => number): BandErrors {
  const rows = Array.from({ length: origins * horizon }, (_, i) => ({
    origin: Math.floor(i / horizon),
    lead: 1 + (i % horizon),
  }))
  return {
    origin: Int32Array.from(rows, ({ origin }) => origin),
    lead: Int32Array.from(rows, ({ lead }) => lead),
    error: Float64Array.from(rows, ({ lead }) => draw(lead)),
    forecast: new Float64Array(rows.length).fill(100),
  }
}

test('bands of independent errors cover what they say, by lead and pooled', () => {
  const random = seededRandom(9)
  for (const origins of [60, 8]) {
    let in80 = 0
    let in95 = 0
    for (let i = 0; i < 30; i++) {
      const model = fitBands(errors(origins, 20, () => 10 * normalDraw(random)))
      const bands = applyBands(model, new Float64Array(20).fill(100), true)
      for (let k = 0; k < 200; k++) {
        const h = k % 20
        const actual = 100 + 10 * normalDraw(random)
        if (actual >= bands.lower_80[h] && actual <= bands.upper_80[h]) in80 += 1 / 6000
        if (actual >= bands.lower_95[h] && actual <= bands.upper_95[h]) in95 += 1 / 6000
      }
    }
    assert.ok(Math.abs(in80 - 0.8) < 0.03, `${origins} origins: ${in80}`)
    assert.ok(Math.abs(in95 - 0.95) < 0.03, `${origins} origins: ${in95}`)
  }
})

test('errors that grow with the lead make bands that widen', () => {
  const random = seededRandom(1)
  const model = fitBands(errors(8, 25, (lead) => Math.sqrt(lead) * normalDraw(random)))
  const bands = applyBands(model, new Float64Array(25).fill(100), true)
  assert.ok(bands.upper_80[24] - 100 > 2.5 * (bands.upper_80[0] - 100))
})

test('bands stay above zero only on request', () => {
  const random = seededRandom(2)
  const model = fitBands(errors(8, 10, () => 200 * normalDraw(random)))
  const forecast = new Float64Array(10).fill(100)
  assert.equal(applyBands(model, forecast, true).lower_95[0], 0)
  assert.ok(applyBands(model, forecast, false).lower_95[0] < 0)
})

test('without errors the band keeps its least width and there is no NaN', () => {
  const none = errors(0, 0, () => 0)
  const bands = applyBands(fitBands(none, 5), Float64Array.of(50), true)
  assert.deepEqual([bands.lower_95[0], bands.upper_95[0]], [45, 55])
})

test('few errors that go together are widened', () => {
  let level = 0
  const random = seededRandom(4)
  const together = errors(4, 20, (lead) => {
    if (lead === 1) level = 10 * normalDraw(random)
    return level + 0.1 * normalDraw(random)
  })
  assert.ok(fitBands(together).degrees < 6)
  assert.ok(fitBands(errors(4, 20, () => normalDraw(random))).degrees > 30)
})

test('pooled bands scale with the series and grow beyond the leads seen', () => {
  const random = seededRandom(6)
  const scaled = Float64Array.from({ length: 400 }, () => normalDraw(random))
  const pool = poolErrors([{ scaled, lead: Int32Array.from(scaled, (_, i) => 1 + (i % 4)) }])
  const forecast = new Float64Array(8).fill(100)
  const [one, two] = [1, 2].map((scale) => applyPooledBands(pool, scale, forecast, true))
  assert.ok(Math.abs(two.upper_80[0] - 100 - 2 * (one.upper_80[0] - 100)) < 1e-9)
  assert.ok(one.upper_80[7] > one.upper_80[3])
})

test('the step scale does not depend on the level and follows the units', () => {
  const values = Float64Array.from({ length: 40 }, (_, i) => 10 + (i % 4) + ((i * 7) % 5))
  const scale = stepScale(values, 4)
  assert.ok(
    Math.abs(
      stepScale(
        values.map((value) => value + 1000),
        4,
      ) - scale,
    ) < 1e-9,
  )
  assert.ok(
    Math.abs(
      stepScale(
        values.map((value) => 3 * value),
        4,
      ) -
        3 * scale,
    ) < 1e-9,
  )
})
