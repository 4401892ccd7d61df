import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { normalDraw } from '../../../src/math/normal-distribution.ts'
import { areaUnderCurve } from '../../../src/models/learning/auc.ts'
import {
  averagePath,
  fitIsolationForest,
  isolationScores,
} from '../../../src/models/learning/isolation-forest.ts'
import type { IsolationForest } from '../../../src/models/learning/isolation-forest.ts'

const random = seededRandom(4)
const odd = Uint8Array.from({ length: 1000 }, (_, i) => (i % 40 === 0 ? 1 : 0))
const points = {
  values: Float64Array.from(
    { length: 3000 },
    (_, at) => normalDraw(random) * (odd[Math.floor(at / 3)] ? 4 : 1),
  ),
  dimensions: 3,
}
const forest = fitIsolationForest(points) as IsolationForest

test('average paths are the published ones', () => {
  assert.deepEqual([averagePath(0), averagePath(1), averagePath(2)], [0, 0, 1])
  assert.ok(Math.abs(averagePath(256) - 10.244770920119917) < 1e-12)
})

test('planted anomalies score higher, and scores lie in 0 to 1', () => {
  const scores = isolationScores(forest, points)
  assert.ok(areaUnderCurve(scores, odd) > 0.9)
  assert.ok(scores.every((score) => score > 0 && score < 1))
})

test('the same seed gives the same scores, other units nearly the same, and a stored forest too', () => {
  const scores = isolationScores(forest, points)
  assert.deepEqual(isolationScores(fitIsolationForest(points) as IsolationForest, points), scores)
  const stretched = { values: points.values.map((value) => 1000 * value - 5), dimensions: 3 }
  const again = isolationScores(fitIsolationForest(stretched) as IsolationForest, stretched)
  assert.ok(scores.every((score, i) => Math.abs(score - again[i]) < 1e-6))
  assert.deepEqual(isolationScores(JSON.parse(JSON.stringify(forest)) as IsolationForest, points), scores)
})

test('points never seen can be scored: the farther, the odder', () => {
  const [near, far] = isolationScores(forest, {
    values: Float64Array.from([0, 0, 0, 9, 9, 9]),
    dimensions: 3,
  })
  assert.ok(near < 0.5 && far > 0.65)
})

test('too few points, identical points and impossible points have defined outcomes', () => {
  assert.deepEqual(fitIsolationForest({ values: Float64Array.from([1]), dimensions: 1 }), {
    kind: 'not_enough_data',
    what: 'points',
    need: 2,
    have: 1,
  })
  const same = { values: new Float64Array(40), dimensions: 2 }
  const scores = isolationScores(fitIsolationForest(same) as IsolationForest, same)
  assert.ok(scores.every((score) => Math.abs(score - 0.5) < 1e-9))
  assert.throws(
    () => fitIsolationForest({ values: Float64Array.from([1, Number.NaN]), dimensions: 1 }),
    RangeError,
  )
  assert.throws(() => isolationScores(forest, { values: new Float64Array(4), dimensions: 2 }), RangeError)
})
