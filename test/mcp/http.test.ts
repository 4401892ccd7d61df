import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { callerOf } from '../../src/api/caller.ts'
import { createLog } from '../../src/base/log.ts'
import type { Permission } from '../../src/contracts/words.ts'
import { mcpRoutes } from '../../src/mcp/http.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

let house: TestHouse
let address: URL
const clients: Client[] = []
before(async () => {
  const log = createLog('silent')
  house = await openHouse({
    extend: (app) =>
      mcpRoutes(app, { desk: house?.desk ?? late, log, version: '1.0.0', allowedOrigins: [], callerOf }),
  })
  Object.assign(late, house.desk)
  address = new URL('/mcp', await house.app.listen({ host: '127.0.0.1', port: 0 }))
})
after(async () => {
  await Promise.all(clients.map(async (client) => client.close()))
  await house.close()
})
// the desk is made with the house, which needs its routes first
const late = {} as TestHouse['desk']

async function keyFor(permissions: Permission[]): Promise<string> {
  const payload = { name: 'model', permissions }
  const made = await house.ask({ method: 'POST', url: '/api/v1/keys', payload })
  return made.json<{ key: string }>().key
}

async function connect(permissions: Permission[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { 'X-API-Key': await keyFor(permissions) } }
  await client.connect(new StreamableHTTPClientTransport(address, { requestInit }))
  clients.push(client)
  return client
}

test('every answer is a tool that only reads, with its schema', async () => {
  const client = await connect(['answers:read'])
  const { tools } = await client.listTools()
  assert.deepEqual(
    tools.map(({ name }) => name),
    house.desk.answers.map(({ name }) => name.replaceAll('-', '_')),
  )
  for (const tool of tools) {
    assert.equal(tool.annotations?.readOnlyHint, true)
    assert.equal(tool.outputSchema?.type, 'object')
  }
})

const needed: Record<string, Record<string, unknown>> = {
  customer: { customer_id: 'C1' },
  customer_outlook: { customer_id: 'C1' },
  customer_segment: { customer_id: 'C1' },
  product: { product_id: 'P1' },
  model: { name: 'churn' },
  cluster_results: { job_id: 'none' },
  segment_predict: { customer_ids: ['C1', 2] },
  forecast_scenario: { changes: [{ kind: 'growth', change: 0.1 }] },
}

test('kpis are read with their figures, and every list answers to its schema', async () => {
  const client = await connect(['answers:read'])
  const kpis = (await client.callTool({ name: 'kpis', arguments: { country: 'Bolivia' } })) as CallToolResult
  assert.equal(kpis.structuredContent?.total_revenue, 200)
  for (const { name } of (await client.listTools()).tools) {
    const result = (await client.callTool({ name, arguments: needed[name] })) as CallToolResult
    const told = JSON.stringify(result.content)
    // in this house nothing is trained
    assert.ok(
      !result.isError || /model_not_trained|job_not_found|not_enough_data/.test(told),
      `${name}: ${told}`,
    )
  }
})

test('a list is cut to a page, and says how to ask for the next', async () => {
  const client = await connect(['answers:read'])
  const result = (await client.callTool({ name: 'transactions', arguments: { limit: 3 } })) as CallToolResult
  assert.equal((result.structuredContent as { items: unknown[] }).items.length, 3)
  const hint = result.content.at(-1)
  assert.match(
    hint?.type === 'text' ? hint.text : '',
    /3 of 8 are shown, from 1 to 3: ask again with offset 3/,
  )
})

test('a wrong argument comes back as an error the model can read', async () => {
  const client = await connect(['answers:read'])
  const result = (await client.callTool({
    name: 'transactions',
    arguments: { limit: 9999 },
  })) as CallToolResult
  assert.equal(result.isError, true)
  const [said] = result.content
  assert.match(said.type === 'text' ? said.text : '', /out_of_range.*1 to 1000/)
})

test('what a key may not do is no tool of its', async () => {
  const reader = await connect(['answers:read'])
  const writer = await connect(['answers:read', 'catalogue:write', 'keys:manage'])
  const names = (await writer.listTools()).tools.map(({ name }) => name)
  assert.ok(names.some((name) => name.includes('product') && name.startsWith('create')))
  assert.ok(!names.some((name) => name.includes('key')), 'keys are no business of models')
  const refused = (await reader.callTool({
    name: 'create_product',
    arguments: { name: 'Cup' },
  })) as CallToolResult
  assert.equal(refused.isError, true)
})

test('without a key, from another origin or under another name there is no MCP', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
  const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  const post = async (headers: Record<string, string>): Promise<number> =>
    (
      await house.app.inject({
        method: 'POST',
        url: '/mcp',
        body,
        headers: { ...json, host: 'localhost', ...headers },
      })
    ).statusCode
  const key = await keyFor(['answers:read'])
  assert.equal(await post({}), 401)
  assert.equal(await post({ authorization: `Bearer ${house.token}` }), 401)
  assert.equal(await post({ 'x-api-key': key }), 200)
  assert.equal(await post({ 'x-api-key': key, origin: 'http://localhost' }), 200)
  assert.equal(await post({ 'x-api-key': key, origin: 'http://evil.example' }), 403)
  assert.equal(
    await post({ 'x-api-key': key, host: 'rebound.example', origin: 'http://rebound.example' }),
    403,
  )
})
