import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimizeBfgs } from '../../src/math/bfgs.ts'
import { findRoot } from '../../src/math/find-root.ts'
import { minimizeNelderMead } from '../../src/math/nelder-mead.ts'
import { hessianFromGradient, withNumericGradient } from '../../src/math/numeric-gradient.ts'

function rosenbrock(x: Float64Array, gradient: Float64Array): number {
  const bend = x[1] - x[0] * x[0]
  gradient[0] = -400 * x[0] * bend - 2 * (1 - x[0])
  gradient[1] = 200 * bend
  return 100 * bend * bend + (1 - x[0]) ** 2
}

test('BFGS finds the bottom of the curved valley', () => {
  const minimum = minimizeBfgs(rosenbrock, [-1.2, 1])
  assert.ok(minimum.converged)
  assert.ok(Math.abs(minimum.x[0] - 1) < 1e-6 && Math.abs(minimum.x[1] - 1) < 1e-6)
})

test('BFGS with a numeric gradient reaches the same point', () => {
  const valley = (x: Float64Array): number => rosenbrock(x, new Float64Array(2))
  const minimum = minimizeBfgs(withNumericGradient(valley), [-1.2, 1])
  assert.ok(Math.abs(minimum.x[0] - 1) < 1e-4)
})

test('BFGS steps back from places without a value', () => {
  const minimum = minimizeBfgs(
    (x, g) => {
      g[0] = 1 - 1 / x[0]
      return x[0] - Math.log(x[0])
    },
    [9],
  )
  assert.ok(Math.abs(minimum.x[0] - 1) < 1e-6)
})

test('a start at the minimum is converged at once', () => {
  assert.equal(minimizeBfgs(rosenbrock, [1, 1]).iterations, 0)
})

test('Nelder-Mead finds the bottom of the curved valley', () => {
  const minimum = minimizeNelderMead((x) => rosenbrock(x, new Float64Array(2)), [-1.2, 1], {
    tolerance: 1e-12,
  })
  assert.ok(minimum.converged)
  assert.ok(Math.abs(minimum.x[0] - 1) < 1e-4, String(minimum.x))
})

test('Nelder-Mead treats a value that is not finite as infinitely bad', () => {
  const minimum = minimizeNelderMead((x) => (x[0] < 0 ? Number.NaN : (x[0] - 0.5) ** 2), [3])
  assert.ok(Math.abs(minimum.x[0] - 0.5) < 1e-3)
})

test('the Hessian of the valley at its bottom is the known one', () => {
  const hessian = hessianFromGradient(rosenbrock, Float64Array.from([1, 1]))
  for (const [i, expected] of [802, -400, -400, 200].entries())
    assert.ok(Math.abs(hessian[i] - expected) < 1e-3)
})

test('findRoot finds a crossing and answers an end where there is none', () => {
  assert.ok(Math.abs(findRoot((x) => x * x * x - 2, 0, 5) - Math.cbrt(2)) < 1e-12)
  assert.equal(
    findRoot((x) => x + 1, 0, 5),
    0,
  )
})
