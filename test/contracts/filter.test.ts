import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseInput } from '../../src/base/parse-input.ts'
import { filter } from '../../src/contracts/filter.ts'

test('days of any shop are taken, a mistyped year is refused with what would have been', () => {
  for (const start_date of ['1900-01-01', '2025-10-31', '2199-12-31'])
    assert.equal(parseInput(filter, { start_date }).start_date, start_date)
  for (const as_of of ['0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])
    assert.throws(() => parseInput(filter, { as_of }), {
      code: 'out_of_range',
      message: 'as_of is not allowed: it takes a day from 1900-01-01 to 2199-12-31',
    })
})

test('what is no day at all cannot be read', () => {
  for (const as_of of ['1/2/2025', 'yesterday', '2025-1-1'])
    assert.throws(() => parseInput(filter, { as_of }), { code: 'malformed_request' })
})
