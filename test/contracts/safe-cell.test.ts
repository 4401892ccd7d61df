import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainCell, safeCell } from '../../src/contracts/safe-cell.ts'

test('text that a spreadsheet would run gets an apostrophe', () => {
  for (const text of ['=1+1', '+591 70000001', '+59170012345', '-12.50', '-cmd', '@SUM(A1)', '\tx', '\r=1'])
    assert.equal(safeCell(text), `'${text}`)
})

test('numbers and other text are left alone', () => {
  for (const cell of [5, -5, -12.5, null, true, 'a=b', '12.50', '', "O'Brien"])
    assert.equal(safeCell(cell), cell)
})

test('every text comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `'=${text}`),
        fc.string().map((text) => `''-${text}`),
      ),
      (text) => {
        assert.equal(plainCell(safeCell(text)), text)
      },
    ),
    { seed: 3 },
  )
})
