import assert from 'node:assert/strict'
import { test } from 'node:test'
import { squarify } from '../../src/web/charts/squarify.ts'

const room = { x: 0, y: 0, width: 600, height: 400 }

test('areas are as the values and fill the room', () => {
  const boxes = squarify([6, 6, 4, 3, 2, 2, 1], room)
  const areas = boxes.map(({ width, height }) => width * height)
  assert.ok(Math.abs(areas.reduce((sum, area) => sum + area, 0) - 240_000) < 1e-6)
  assert.ok(Math.abs(areas[0] / areas[6] - 6) < 1e-9)
  for (const { x, y, width, height } of boxes) {
    assert.ok(x >= -1e-9 && y >= -1e-9 && x + width <= 600 + 1e-6 && y + height <= 400 + 1e-6)
  }
})

test('the published example is laid out in nearly square boxes', () => {
  const worst = Math.max(
    ...squarify([6, 6, 4, 3, 2, 2, 1], room).map(({ width, height }) =>
      Math.max(width / height, height / width),
    ),
  )
  assert.ok(worst < 3, String(worst))
})

test('nothing has no boxes', () => {
  assert.deepEqual(squarify([], room), [])
  assert.deepEqual(squarify([1], { ...room, width: 0 }), [])
})
