import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { z } from 'zod'
import { answer } from '../../src/answers/answer.ts'
import { answers } from '../../src/answers/registry.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

type ErrorReply = {
  error: {
    code: string
    message: string
    request_id: string
    details: { parameter: string; allowed: unknown }[]
  }
}

const failing = answer({
  name: 'failing',
  paths: [{ path: '/failing' }, { path: '/failing/post', method: 'POST' }],
  title: 'Failing',
  summary: 'Always fails',
  permission: 'answers:read',
  reads: [],
  input: z.object({ days: z.coerce.number().int().min(7).max(180).default(30) }),
  output: z.object({}),
  run: async () => {
    throw new Error('SELECT secret FROM facts.customers')
  },
})

let house: TestHouse
before(async () => {
  house = await openHouse({ answers: [...answers, failing] })
})
after(async () => house.close())

async function refused(request: InjectOptions | string): Promise<ErrorReply['error'] & { status: number }> {
  const reply = await house.ask(request)
  const { error } = reply.json<ErrorReply>()
  assert.match(error.request_id, /^req_/)
  assert.equal(reply.headers['x-request-id'], error.request_id)
  return { ...error, status: reply.statusCode }
}

test('an unknown parameter is 422 and named, with those there are', async () => {
  const error = await refused('/api/v1/kpis?contry=US')
  assert.deepEqual(
    [error.status, error.code, error.details[0].parameter],
    [422, 'unknown_parameter', 'contry'],
  )
  assert.ok((error.details[0].allowed as string[]).includes('country'))
})

test('a value that cannot be read is 400, one that is not allowed 422 with the range', async () => {
  assert.equal((await refused('/api/v1/kpis?start_date=soon')).status, 400)
  assert.equal((await refused('/api/v1/transactions?limit=many')).status, 400)
  const beyond = await refused('/api/v1/transactions?limit=5000')
  assert.deepEqual([beyond.status, beyond.code], [422, 'out_of_range'])
  assert.deepEqual(beyond.details[0].allowed, { type: 'integer', minimum: 1, maximum: 1000 })
  const word = await refused('/api/v1/analytics/time-series?granularity=hour')
  assert.deepEqual([word.status, word.details[0].allowed], [422, ['day', 'week', 'month']])
})

test('a POST takes its parameters from the query or the body, and checks both', async () => {
  const url = '/api/v1/failing/post'
  assert.equal((await refused({ method: 'POST', url: `${url}?days=3` })).code, 'out_of_range')
  assert.equal((await refused({ method: 'POST', url, payload: { days: 999 } })).code, 'out_of_range')
  assert.equal((await refused({ method: 'POST', url, payload: [1, 2] })).code, 'malformed_request')
})

test('a body that is no JSON, or of another kind, is 400', async () => {
  const url = '/api/v1/failing/post'
  const broken = { 'content-type': 'application/json' }
  assert.equal((await refused({ method: 'POST', url, payload: '{"days": ', headers: broken })).status, 400)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await refused({ method: 'POST', url, payload: 'days=9', headers: form })).status, 400)
})

test('what the framework itself refuses comes in the same shape and in words', async () => {
  const address = await refused('/api/v1/products/%E0%A4%A')
  assert.deepEqual([address.status, address.code], [400, 'malformed_request'])
  assert.equal(address.message, 'the address could not be read')
  const url = '/api/v1/failing/post'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const media = await refused({ method: 'POST', url, payload: 'days=9', headers: form })
  assert.equal(media.message, 'send the body as JSON, with content-type application/json')
  const json = { 'content-type': 'application/json' }
  const broken = await refused({ method: 'POST', url, payload: '{"days": ', headers: json })
  assert.equal(broken.message, 'the body is not valid JSON')
})

test('a POST that names JSON and sends none says nothing', async () => {
  const headers = { 'content-type': 'application/json' }
  for (const payload of ['', ' ']) {
    const reply = await house.ask({ method: 'POST', url: '/api/v1/failing/post', payload, headers })
    assert.equal(reply.statusCode, 500, 'it reached the answer')
  }
})

test('an oversized body is 413', async () => {
  const payload = { days: 'x'.repeat(2 ** 20) }
  const error = await refused({ method: 'POST', url: '/api/v1/failing/post', payload })
  assert.deepEqual([error.status, error.code], [413, 'body_too_large'])
})

test('a fault says nothing of what is inside', async () => {
  const error = await refused('/api/v1/failing')
  assert.deepEqual([error.status, error.code], [500, 'internal'])
  assert.doesNotMatch(JSON.stringify(error), /SELECT|facts|customers/)
})

test('an unknown workspace, one that is not a member and one named ../x are 404 alike', async () => {
  for (const workspace of ['elsewhere', '../x', '..%2Fx', 'shop/../empty', "shop' OR 1=1"]) {
    const error = await refused({ url: '/api/v1/kpis', headers: { 'x-workspace': workspace } })
    assert.deepEqual([error.status, error.code], [404, 'workspace_not_found'], workspace)
  }
})

test('an unknown address is 404, with or without a login', async () => {
  assert.equal((await refused('/api/v1/nothing')).code, 'not_found')
  const stranger = await house.app.inject('/api/v1/nothing')
  assert.equal(stranger.statusCode, 404)
  for (const url of [
    '/api/v1/../../etc/passwd',
    '/%2e%2e/etc/passwd',
    '/docs/static/..%2f..%2fpackage.json',
  ]) {
    assert.notEqual((await house.app.inject(url)).statusCode, 200, url)
  }
})

test('hostile text in a filter is looked for, never run', async () => {
  for (const text of [
    "O'Brien",
    "'; DROP TABLE facts.orders; --",
    '=1+1',
    '<script>',
    '\u202Egnp.exe',
    '%',
    '_',
  ]) {
    const reply = await house.ask({ url: '/api/v1/kpis', query: { country: text } })
    assert.equal(reply.statusCode, 200, reply.body)
    assert.equal(reply.json<{ total_orders: number }>().total_orders, 0)
  }
  assert.equal((await house.ask('/api/v1/kpis')).json<{ total_orders: number }>().total_orders, 8)
})

test('local commands are not there for strangers', async () => {
  const reply = await house.ask({ method: 'POST', url: '/local/ask', payload: {} })
  assert.equal(reply.statusCode, 404)
})
