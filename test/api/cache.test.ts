import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { answer } from '../../src/answers/answer.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

let runs = 0
let now = new Date('2025-10-31T15:00:00Z')
const counted = answer({
  name: 'counted',
  paths: [
    { path: '/counted' },
    { path: '/counted/short', shape: ({ run }: { run: number }) => ({ r: run }) },
    { path: '/counted/fixed', fixed: { word: 'fixed' } },
  ],
  title: 'Counted',
  summary: 'Tells how often it was worked out',
  permission: 'answers:read',
  reads: ['catalogue'],
  input: z.object({ word: z.string().default('a'), wait: z.coerce.number().default(0) }),
  output: z.object({ run: z.number(), word: z.string() }),
  run: async (_, { word, wait }) => {
    runs += 1
    const run = runs
    await new Promise((resolve) => setTimeout(resolve, wait))
    return { run, word }
  },
})

let house: TestHouse
before(async () => {
  house = await openHouse({ answers: [counted], clock: () => now })
})
after(async () => house.close())

type Counted = { run: number; word: string }

test('the same question is worked out once, whatever the order and the address', async () => {
  const first = await house.ask('/api/v1/counted?word=x&wait=0')
  const again = await house.ask('/api/counted/?wait=0&word=x')
  assert.equal(again.body, first.body)
  assert.match(String(first.headers['server-timing']), /desc="fresh"/)
  assert.match(String(again.headers['server-timing']), /desc="cache"/)
  assert.equal(again.headers['cache-control'], 'private, no-cache')
})

test('who has it already is told so', async () => {
  const { headers } = await house.ask('/api/v1/counted?word=etag')
  const etag = String(headers.etag)
  for (const value of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const reply = await house.ask({ url: '/api/v1/counted?word=etag', headers: { 'if-none-match': value } })
    assert.deepEqual([reply.statusCode, reply.body], [304, ''])
  }
})

test('questions that come while it is worked out wait for that one answer', async () => {
  const before = runs
  const replies = await Promise.all(
    Array.from({ length: 20 }, async () => house.ask('/api/v1/counted?word=busy&wait=50')),
  )
  assert.equal(runs, before + 1)
  assert.equal(new Set(replies.map((reply) => reply.body)).size, 1)
})

test('a change of what it reads, another day or another workspace work it out anew; other changes do not', async () => {
  const ask = async (headers = {}): Promise<number> =>
    (await house.ask({ url: '/api/v1/counted?word=y', headers })).json<Counted>().run
  const first = await ask()
  const shop = await house.warehouses.open('shop')
  await shop.write(['customers'], async () => {})
  assert.equal(await ask(), first)
  await shop.write(['catalogue'], async () => {})
  const second = await ask()
  assert.notEqual(second, first)
  assert.notEqual(await ask({ 'x-workspace': 'empty' }), second)
  now = new Date('2025-11-01T00:00:00Z')
  const token = await house.signIn()
  assert.notEqual(await ask({ authorization: `Bearer ${token}` }), second)
})

test('an address has its own shape and its own fixed values', async () => {
  const token = await house.signIn()
  const get = async (url: string): Promise<unknown> =>
    (await house.ask({ url, headers: { authorization: `Bearer ${token}` } })).json()
  assert.deepEqual(Object.keys((await get('/api/v1/counted/short')) as object), ['r'])
  assert.equal(((await get('/api/v1/counted/fixed')) as Counted).word, 'fixed')
})
