import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../../src/base/random.ts'
import type { JobView } from '../../src/contracts/jobs.ts'
import { openHouse } from '../house/open-house.ts'
import { serve, stop } from './run-program.ts'
import type { RunningServer } from './run-program.ts'

const rounds = Number(process.env.ROUNDS ?? 8)
const random = seededRandom(42)

type Known = {
  /** orders whose import was acknowledged */
  orders: Set<string>
  jobs: Set<string>
  /** the last name an edit was acknowledged with, and the one that was on its way when the server was killed */
  name: string
  tried: string
  edits: number
}

let key: string

async function call<T>(
  { address }: Pick<RunningServer, 'address'>,
  path: string,
  init: RequestInit = {},
): Promise<T> {
  const headers = new Headers(init.headers)
  headers.set('x-api-key', key)
  const reply = await fetch(`${address}/api/v1${path}`, { ...init, headers })
  if (reply.status === 503) {
    await pause(200)
    return call({ address }, path, init)
  }
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as T
}

async function upload(server: RunningServer, known: Known, id: string): Promise<void> {
  const form = new FormData()
  const row = `order_id,date,customer_id,product_id,quantity,unit_price\n${id},2025-10-15,C1,P1,1,5\n`
  form.append('file', new Blob([row]), `${id}.csv`)
  const { job_id } = await call<JobView>(server, '/imports', { method: 'POST', body: form })
  known.jobs.add(job_id)
  known.orders.add(id)
}

async function rename(server: RunningServer, known: Known, name: string): Promise<void> {
  known.tried = name
  const headers = { 'content-type': 'application/json' }
  await call(server, '/products/P1', { method: 'PUT', body: JSON.stringify({ product_name: name }), headers })
  known.name = name
  known.edits += 1
}

/** Imports and edits until the server is gone. */
async function workUntilKilled(server: RunningServer, known: Known, round: number): Promise<void> {
  const imports = async (): Promise<void> => {
    for (let count = 0; ; count++) await upload(server, known, `R${round}-${count}`)
  }
  const edits = async (): Promise<void> => {
    for (let count = 0; ; count++) await rename(server, known, `name ${round} ${count}`)
  }
  await Promise.allSettled([imports(), edits()])
}

async function allDone(server: RunningServer): Promise<void> {
  for (;;) {
    const open = ['queued', 'running'].map(async (status) =>
      call<{ total: number }>(server, `/jobs?status=${status}&limit=1`),
    )
    if ((await Promise.all(open)).every(({ total }) => total === 0)) return
    await pause(100)
  }
}

/** Every row of a list, page by page. */
async function all<T>(server: RunningServer, path: string): Promise<T[]> {
  const items: T[] = []
  for (;;) {
    const page = await call<{ items: T[]; total: number }>(
      server,
      `${path}?limit=1000&offset=${items.length}`,
    )
    items.push(...page.items)
    if (page.items.length === 0 || items.length >= page.total) return items
  }
}

async function check(server: RunningServer, known: Known): Promise<void> {
  await allDone(server)
  const jobs = await all<JobView>(server, '/jobs')
  const failed = jobs.filter(({ job_id, status }) => known.jobs.has(job_id) && status !== 'completed')
  assert.deepEqual(
    failed.map(({ error }) => error),
    [],
  )
  const items = await all<{ order_id: string }>(server, '/orders')
  const found = items.map(({ order_id }) => order_id)
  assert.equal(new Set(found).size, found.length, 'no order is there twice')
  assert.deepEqual(
    [...known.orders].filter((id) => !found.includes(id)),
    [],
    'every acknowledged order is there',
  )
  const product = await call<{ product_name: string }>(server, '/products/P1')
  assert.ok(
    [known.name, known.tried].includes(product.product_name),
    `${product.product_name} was never asked for`,
  )
  known.name = product.product_name
  const { total } = await call<{ total: number }>(server, '/audit?action=update-product&limit=1')
  assert.ok(total >= known.edits, `${known.edits} edits were acknowledged, ${total} audited`)
}

test(`${rounds} servers killed while importing and editing lose nothing they acknowledged`, async (context) => {
  const house = await openHouse()
  const permissions = ['answers:read', 'imports:write', 'catalogue:write', 'audit:read']
  const made = await house.ask({
    method: 'POST',
    url: '/api/v1/keys',
    payload: { name: 'test', permissions },
  })
  assert.equal(made.statusCode, 201, made.body)
  key = made.json<{ key: string }>().key
  await house.leave()
  const known: Known = { orders: new Set(), jobs: new Set(), name: 'Lamp', tried: 'Lamp', edits: 0 }
  for (let round = 0; round < rounds; round++) {
    const server = await serve(house.folder, { LOG_LEVEL: 'warn' })
    const work = workUntilKilled(server, known, round)
    await pause(100 + random() * 1500)
    await stop(server, 'SIGKILL')
    await work
    const next = await serve(house.folder, { LOG_LEVEL: 'warn' })
    await check(next, known)
    assert.equal(await stop(next), 0)
  }
  context.diagnostic(`${known.jobs.size} imports and ${known.edits} edits were acknowledged`)
  assert.ok(known.jobs.size > rounds / 2 && known.edits > rounds / 2)
  rmSync(house.folder, { recursive: true })
})
