import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { AppError } from '../../src/base/errors.ts'
import { parseInput } from '../../src/base/parse-input.ts'

const schema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  start_date: z.iso.date().optional(),
  metric: z.enum(['revenue', 'orders']).default('revenue'),
  country: z.union([z.string(), z.array(z.string())]).optional(),
})

function refused(raw: unknown): AppError {
  try {
    parseInput(schema, raw)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  return assert.fail('it was accepted')
}

test('defaults are filled in and text becomes numbers', () => {
  assert.deepEqual(parseInput(schema, { limit: '7' }), { limit: 7, metric: 'revenue' })
})

test('an unknown parameter is refused by its name', () => {
  const error = refused({ limt: '7' })
  assert.equal(error.code, 'unknown_parameter')
  assert.equal(error.status, 422)
  assert.equal(error.details[0].parameter, 'limt')
  assert.equal(refused(JSON.parse('{"__proto__": 1}')).code, 'unknown_parameter')
})

test('a number outside its range is 422 with the range', () => {
  const error = refused({ limit: '101' })
  assert.equal(error.code, 'out_of_range')
  assert.deepEqual(error.details[0], {
    parameter: 'limit',
    value: '101',
    allowed: { type: 'integer', minimum: 1, maximum: 100 },
  })
  assert.equal(error.message, 'limit is not allowed: it takes a whole number from 1 to 100')
})

test('a word that is not in the list is 422 with the list', () => {
  assert.deepEqual(refused({ metric: 'profit' }).details[0].allowed, ['revenue', 'orders'])
})

test('what cannot be read as its type is 400', () => {
  assert.equal(refused({ limit: 'many' }).status, 400)
  assert.equal(refused({ start_date: 'yesterday' }).status, 400)
  assert.equal(refused({ country: { a: 1 } }).status, 400)
  assert.equal(refused('text').status, 400)
  assert.equal(refused({ limit: 'many' }).details[0].value, 'many')
  assert.equal(refused({ start_date: 'yesterday' }).details[0].allowed, 'a day as YYYY-MM-DD')
})

test('a day that no calendar has is 422', () => {
  assert.equal(refused({ start_date: '2025-02-30' }).code, 'out_of_range')
})

test('every refusal says in words what would have been accepted', () => {
  const form = z.object({
    name: z.string().min(2).max(5),
    code: z.string().min(1).optional(),
    email: z.email().optional(),
    id: z.union([z.string(), z.number().int()]).optional(),
    tags: z.array(z.string()).max(2).optional(),
    price: z.number().nullable().optional(),
    day: z.iso.date().nullable().optional(),
    inner: z.strictObject({ yes: z.boolean() }).optional(),
    zone: z.string().regex(/^x/, 'a zone that begins with x').optional(),
  })
  const told = (raw: object): string => {
    try {
      parseInput(form, { name: 'Ana', ...raw })
      return 'accepted'
    } catch (error) {
      return (error as AppError).message
    }
  }
  assert.equal(told({ name: undefined }), 'name must be given')
  assert.equal(told({ name: 5 }), 'name could not be read: it takes text')
  assert.equal(told({ name: 'Anastasia' }), 'name is not allowed: it takes at most 5 characters')
  assert.equal(told({ name: 'A' }), 'name is not allowed: it takes at least 2 characters')
  assert.equal(told({ code: '' }), 'code is not allowed: it takes at least 1 character')
  assert.equal(told({ email: 'x' }), 'email could not be read: it takes an email address')
  assert.equal(told({ id: {} }), 'id could not be read: it takes text or a number')
  assert.equal(told({ tags: ['a', 'b', 'c'] }), 'tags is not allowed: it takes at most 2 values')
  assert.equal(told({ tags: 'a' }), 'tags could not be read: it takes a list')
  assert.equal(told({ price: '12' }), 'price could not be read: it takes a number')
  assert.equal(told({ day: 'soon' }), 'day could not be read: it takes a day as YYYY-MM-DD')
  assert.equal(told({ inner: { yes: 1 } }), 'inner.yes could not be read: it takes true or false')
  assert.equal(told({ inner: { yes: true, no: 1 } }), 'inner is not allowed: it takes nothing named no')
  assert.equal(told({ zone: 'y' }), 'zone could not be read: it takes a zone that begins with x')
})
