import assert from 'node:assert/strict'
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { openHouse } from '../house/open-house.ts'
import { program, run, serve, stop } from './run-program.ts'
import type { RunningServer } from './run-program.ts'

let folder: string
let key: string
before(async () => {
  const house = await openHouse()
  folder = house.folder
  const payload = { name: 'model', permissions: ['answers:read'] }
  key = (await house.ask({ method: 'POST', url: '/api/v1/keys', payload })).json<{ key: string }>().key
  await house.leave()
})
after(() => rmSync(folder, { recursive: true }))

async function checkAnswers(): Promise<void> {
  const json = await run(folder, ['ask', 'kpis', '--workspace', 'shop', '--country', 'Bolivia', '--json'])
  assert.equal(json.code, 0, json.stderr)
  assert.equal((JSON.parse(json.stdout) as { total_revenue: number }).total_revenue, 200)
  const table = await run(folder, ['ask', 'top-products', '-w', 'shop', '--limit=1'])
  assert.match(table.stdout, /rank {2}product id/)
  assert.match(table.stdout, /in USD/)
}

async function checkMcp(): Promise<void> {
  const client = new Client({ name: 'test', version: '1' })
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: folder, MCP_API_KEY: key }
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [program, 'mcp'], env, cwd: folder }),
  )
  assert.ok((await client.listTools()).tools.some(({ name }) => name === 'kpis'))
  const result = (await client.callTool({ name: 'kpis', arguments: {} })) as CallToolResult
  assert.equal(result.structuredContent?.total_revenue, 360)
  await client.close()
}

test('without a server the commands open the folder themselves', async () => {
  await checkAnswers()
  await checkMcp()
  const listed = await run(folder, ['workspaces'])
  assert.match(listed.stdout, /^empty.*\nshop/)
})

test('while a server holds the folder the commands go through its socket', async () => {
  const server = await serve(folder)
  const socket = statSync(join(folder, 'trastienda.sock'))
  assert.equal(socket.mode & 0o777, 0o600)
  await checkAnswers()
  await checkMcp()
  const made = await run(folder, ['keys', 'create', 'till', '-w', 'shop'])
  assert.match(made.stdout, /^tk_\S+\n$/)
  const asked = await fetch(`${server.address}/api/v1/kpis`, { headers: { 'x-api-key': made.stdout.trim() } })
  assert.equal(asked.status, 200)
  await checkRefusal(server)
  assert.equal(await stop(server), 0)
  assert.ok(!readdirSync(folder).some((name) => ['trastienda.sock', 'holder.json'].includes(name)))
})

async function checkRefusal(server: RunningServer): Promise<void> {
  const second = await run(folder, ['serve'], { PORT: '0' })
  assert.equal(second.code, 1)
  assert.match(
    second.stderr,
    new RegExp(`in use by a server \\(process ${server.child.pid}, since .*\\) at ${server.address}`),
  )
}

test('a killed server leaves nothing in the way of the next', async () => {
  const first = await serve(folder)
  await stop(first, 'SIGKILL')
  const second = await serve(folder)
  assert.match((await run(folder, ['workspaces'])).stdout, /shop/)
  assert.equal(await stop(second, 'SIGINT'), 0)
})

test('the one-time link is on the console, works once, and stands in no log', async () => {
  const house = await openHouse({ owner: false })
  await house.leave()
  const server = await serve(house.folder, { LOG_LEVEL: 'trace' })
  await pause(300)
  const token = /\/link#(\S+)/.exec(server.stdout())?.[1]
  assert.ok(token && token.length >= 43)
  const accept = async (): Promise<number> => {
    const body = JSON.stringify({ token, email: 'ana@tienda.example', password: 'llueve-en-Sucre-7' })
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`${server.address}/api/v1/auth/link`, { method: 'POST', headers, body })).status
  }
  assert.deepEqual([await accept(), await accept()], [200, 404])
  assert.equal(await stop(server), 0)
  assert.doesNotMatch(server.stderr(), new RegExp(token))
  assert.doesNotMatch(readFileSync(join(house.folder, 'store.sqlite'), 'latin1'), new RegExp(token))
  rmSync(house.folder, { recursive: true })
})

test(
  'queries get sixteen threads, set before the pool starts',
  { skip: process.platform !== 'linux' },
  async () => {
    const server = await serve(folder)
    await (await fetch(`${server.address}/docs/static/swagger-ui.css`)).text()
    const tasks = `/proc/${server.child.pid}/task`
    const names = readdirSync(tasks).map((task) => readFileSync(join(tasks, task, 'comm'), 'utf8').trim())
    // a thread that a worker starts is called as that worker is
    assert.ok(names.filter((name) => name === 'libuv-worker').length >= 16, names.join(' '))
    await stop(server)
  },
)
