import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { after, before, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { jobHandlers } from '../../src/actions/job-handlers.ts'
import { createLog } from '../../src/base/log.ts'
import { startJobRunner } from '../../src/store/job-runner.ts'
import type { JobRunner } from '../../src/store/job-runner.ts'
import type { JobView } from '../../src/contracts/jobs.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

let house: TestHouse
let runner: JobRunner
before(async () => {
  house = await openHouse({ uploadLimitBytes: 100_000 })
  const log = createLog('silent')
  const places = { ...house, clock: house.store.clock, log, data_folder: house.folder }
  runner = startJobRunner({
    jobs: house.store.jobs,
    handlers: jobHandlers(places),
    worker: 'test',
    lookEveryMs: 50,
  })
})
after(async () => {
  await runner.stop()
  await house.close()
})

const orders = `order_id,date,customer_id,product_id,product_name,quantity,unit_price,currency
A1,2025-10-01,C9,P9,Tea,2,3.50,USD
A2,2025-10-02,C9,P9,"=cmd|' /C calc'!A0",1,4.00,USD
A3,2025-10-03,C8,P8,Ñandú 🧉,3,"1,000.00",USD
`

type Part = { name: string; filename?: string; content: string | Buffer }

async function send(url: string, parts: Part[]): Promise<LightMyRequestResponse> {
  const edge = 'edge-of-a-part'
  const chunks = parts.flatMap(({ name, filename, content }) => [
    `--${edge}\r\ncontent-disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n`,
    filename === undefined ? '\r\n' : 'content-type: application/octet-stream\r\n\r\n',
    content,
    '\r\n',
  ])
  const payload = Buffer.concat([...chunks, `--${edge}--\r\n`].map((chunk) => Buffer.from(chunk)))
  const headers = { 'content-type': `multipart/form-data; boundary=${edge}`, 'x-workspace': 'empty' }
  return house.ask({ method: 'POST', url, payload, headers })
}

const inEmpty = { 'x-workspace': 'empty' }

async function ended(job_id: string): Promise<JobView> {
  const events = await house.ask({ url: `/api/v1/jobs/${job_id}/events`, headers: inEmpty })
  assert.match(String(events.headers['content-type']), /text\/event-stream/)
  const told = [...events.body.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data) as JobView)
  assert.ok(told.length > 0)
  return told.at(-1)!
}

function codeOf(reply: LightMyRequestResponse): string {
  return reply.json<{ error: { code: string } }>().error.code
}

async function orderCount(): Promise<number | null> {
  return (await house.ask({ url: '/api/v1/kpis', headers: inEmpty })).json<{ total_orders: number | null }>()
    .total_orders
}

function leftovers(): string[] {
  return readdirSync(join(house.folder, 'workspaces', 'empty', 'uploads'))
}

test('a file is looked at, imported as a job with progress, and undone', async () => {
  const looked = await send('/api/v1/imports/inspect', [
    { name: 'file', filename: 'orders.csv', content: orders },
  ])
  assert.equal(looked.statusCode, 200, looked.body)
  const { upload_id, files } = looked.json<{ upload_id: string; files: { mapping: { role: string } }[] }>()
  assert.equal(files[0].mapping.role, 'lines')
  const asked = await house.ask({
    method: 'POST',
    url: '/api/v1/imports',
    payload: { upload_id },
    headers: inEmpty,
  })
  assert.equal(asked.statusCode, 202, asked.body)
  const job = await ended(asked.json<JobView>().job_id)
  assert.equal(job.status, 'completed', JSON.stringify(job.error))
  const verdict = job.result as { import_id: string; rows_loaded: number }
  assert.equal(verdict.rows_loaded, 3)
  assert.equal(await orderCount(), 3)
  assert.deepEqual(leftovers(), [])
  const again = await house.ask({
    method: 'POST',
    url: '/api/v1/imports',
    payload: { upload_id },
    headers: inEmpty,
  })
  assert.equal(codeOf(again), 'not_found')
  const undone = await house.ask({
    method: 'POST',
    url: `/api/v1/imports/${verdict.import_id}/undo`,
    headers: inEmpty,
  })
  assert.equal(undone.statusCode, 200, undone.body)
  assert.equal(await orderCount(), 0)
  const listed = await house.ask({ url: '/api/v1/imports', headers: inEmpty })
  assert.equal(listed.json<{ total: number }>().total, 1)
  const jobs = await house.ask({ url: '/api/v1/jobs?status=completed', headers: inEmpty })
  assert.equal(jobs.json<{ total: number }>().total, 1)
})

test('hostile text is stored as it came, and CSV makes it harmless', async () => {
  const asked = await send('/api/v1/imports', [{ name: 'file', filename: 'orders.csv', content: orders }])
  assert.equal((await ended(asked.json<JobView>().job_id)).status, 'completed')
  const list = await house.ask({ url: '/api/v1/products?limit=10', headers: inEmpty })
  const names = list.json<{ items: { product_name: string }[] }>().items.map((each) => each.product_name)
  assert.ok(names.includes('Ñandú 🧉'))
  const csv = await house.ask({ url: '/api/v1/transactions.csv', headers: inEmpty })
  assert.match(String(csv.headers['content-type']), /text\/csv/)
  assert.doesNotMatch(csv.body, /(^|,)"?[=+@]/m)
  assert.equal(csv.body.trim().split('\r\n').length, 4)
  const same = await house.ask({ url: '/api/v1/transactions?format=csv', headers: inEmpty })
  assert.equal(same.body, csv.body)
})

test('what is wrong with a file comes back with its code, and nothing is changed or left', async () => {
  const before = await orderCount()
  const cut = gzipSync(orders).subarray(0, 80)
  const bad: [string, string | Buffer][] = [
    ['cut.csv.gz', cut],
    [
      'words.csv',
      'order_id,date,customer_id,product_id,quantity,unit_price\nA,2025-10-01,C,P,many,1\nB,2025-10-01,C,P\n',
    ],
    ['image.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3])],
  ]
  for (const [filename, content] of bad) {
    const asked = await send('/api/v1/imports', [{ name: 'file', filename, content }])
    const job = await ended(asked.json<JobView>().job_id)
    if (job.status === 'completed') {
      assert.equal((job.result as { rows_loaded: number }).rows_loaded, 0, filename)
      continue
    }
    assert.equal(job.error?.code, 'file_rejected', filename)
  }
  assert.equal(await orderCount(), before)
  assert.deepEqual(leftovers(), [])
})

test('a name with a path, a file too large and a form without one are refused', async () => {
  for (const filename of ['../../store.sqlite', '/etc/passwd', '..\\\\windows.csv']) {
    const reply = await send('/api/v1/imports', [{ name: 'file', filename, content: orders }])
    assert.equal(codeOf(reply), 'file_rejected', filename)
  }
  const large = await send('/api/v1/imports', [
    { name: 'file', filename: 'a.csv', content: 'x'.repeat(200_000) },
  ])
  assert.deepEqual([large.statusCode, codeOf(large)], [413, 'file_too_large'])
  const none = await send('/api/v1/imports', [{ name: 'currency', content: 'USD' }])
  assert.deepEqual([none.statusCode, codeOf(none)], [400, 'malformed_request'])
  const nothing = await house.ask({ method: 'POST', url: '/api/v1/imports', headers: inEmpty })
  assert.match(nothing.body, /send files as multipart/)
  const mapping = await send('/api/v1/imports', [
    { name: 'file', filename: 'a.csv', content: orders },
    { name: 'mapping', content: '{"role": ' },
  ])
  assert.deepEqual([mapping.statusCode, codeOf(mapping)], [400, 'malformed_request'])
  assert.deepEqual(leftovers(), [])
})

test('an import needs its permission, and its job is seen in its own workspace only', async () => {
  const payload = { name: 'reader', permissions: ['answers:read'] }
  const made = await house.ask({ method: 'POST', url: '/api/v1/keys', payload, headers: inEmpty })
  const key = { 'x-api-key': made.json<{ key: string }>().key }
  const refused = await house.app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: key,
    payload: { upload_id: 'x' },
  })
  assert.equal(codeOf(refused), 'not_permitted')
  const jobs = await house.ask({ url: '/api/v1/jobs', headers: inEmpty })
  const [{ job_id }] = jobs.json<{ items: JobView[] }>().items
  assert.equal(codeOf(await house.ask(`/api/v1/jobs/${job_id}`)), 'job_not_found')
})
