import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choleskyFactor, choleskyInverse, choleskySolve } from '../../src/math/cholesky.ts'
import { linearSolve } from '../../src/math/linear-solve.ts'
import { symmetricEigen } from '../../src/math/symmetric-eigen.ts'

const matrix = Float64Array.from([4, 12, -16, 12, 37, -43, -16, -43, 98])

function near(actual: ArrayLike<number> | undefined, expected: number[]): void {
  assert.ok(actual)
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs(actual[i] - value) < 1e-9, `${i}: ${actual[i]}`)
}

test('the Cholesky factor of the textbook matrix has whole entries', () => {
  near(choleskyFactor(matrix, 3), [2, 0, 0, 6, 1, 0, -8, 5, 3])
})

test('both solvers undo the product', () => {
  const b = [4 + 24 - 48, 12 + 74 - 129, -16 - 86 + 294]
  near(choleskySolve(matrix, b, 3), [1, 2, 3])
  near(linearSolve(matrix, b, 3), [1, 2, 3])
  near(linearSolve(Float64Array.from([0, 1, 1, 0]), [2, 3], 2), [3, 2])
})

test('a matrix that cannot be solved is answered by undefined', () => {
  assert.equal(choleskySolve(Float64Array.from([1, 2, 2, 1]), [1, 1], 2), undefined)
  assert.equal(linearSolve(Float64Array.from([1, 2, 2, 4]), [1, 1], 2), undefined)
})

test('the inverse times the matrix is the identity', () => {
  const inverse = choleskyInverse(matrix, 3)
  assert.ok(inverse)
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let entry = 0
      for (let k = 0; k < 3; k++) entry += matrix[i * 3 + k] * inverse[k * 3 + j]
      assert.ok(Math.abs(entry - (i === j ? 1 : 0)) < 1e-9)
    }
  }
})

test('eigenvectors have unit length, a fixed sign and give back the matrix', () => {
  const { values, vectors } = symmetricEigen(matrix, 3)
  assert.ok(values[0] > values[1] && values[1] > values[2])
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const entry = values.reduce((total, value, k) => total + value * vectors[k][i] * vectors[k][j], 0)
      assert.ok(Math.abs(entry - matrix[i * 3 + j]) < 1e-9)
    }
  }
  near(symmetricEigen(Float64Array.from([2, 1, 1, 2]), 2).values, [3, 1])
})
