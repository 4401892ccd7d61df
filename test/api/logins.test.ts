import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'
import { clientOf } from './client.ts'

type Document = { paths: Record<string, Record<string, { security: unknown[] }>> }

let house: TestHouse
before(async () => {
  house = await openHouse()
})
after(async () => house.close())

/** What is open besides the pages: health, signing in, the next token, signing out, the one-time link. */
const open = ['/health', '/auth/login', '/auth/refresh', '/auth/logout', '/auth/link', '/auth/link/inspect']

test('every address but those few needs a login, under both prefixes', async () => {
  const { paths } = (await house.app.inject('/openapi.json')).json<Document>()
  const addresses = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({ path, method, free: security.length === 0 })),
  )
  assert.ok(addresses.length > 60, String(addresses.length))
  for (const { path, method, free } of addresses) {
    const rest = path.replace(/^\/api(\/v1)?/, '').replaceAll(/\{\w+\}/g, '1')
    assert.equal(free, open.includes(rest), path)
    if (free) continue
    for (const base of ['/api/v1', '/api']) {
      const reply = await house.app.inject({ method: method.toUpperCase() as 'GET', url: base + rest })
      const { error } = reply.json<{ error: { code: string } }>()
      assert.deepEqual([reply.statusCode, error.code], [401, 'not_signed_in'], `${method} ${base}${rest}`)
      assert.equal(reply.headers['www-authenticate'], 'Bearer')
    }
  }
})

test('a key that says nothing, one made up and a token of another kind are 401', async () => {
  for (const headers of [
    { 'x-api-key': '' },
    { 'x-api-key': 'tk_made_up' },
    { authorization: 'Bearer tk_made_up' },
    { authorization: 'Bearer' },
    { authorization: 'Basic YTpi' },
  ]) {
    const reply = await house.app.inject({ url: '/api/v1/kpis', headers })
    assert.equal(reply.statusCode, 401, JSON.stringify(headers))
  }
})

test('API_PREFIX moves every route and its other spelling; health and the pages stay', async () => {
  const moved = await openHouse({ config: { apiPrefix: '/shop/api' } })
  const login = { email: 'ana@tienda.example', password: 'llueve-en-Sucre-7' }
  const signIn = await moved.app.inject({ method: 'POST', url: '/shop/api/auth/login', payload: login })
  const { token } = signIn.json<{ token: string }>()
  const headers = { authorization: `Bearer ${token}`, 'x-workspace': 'shop' }
  for (const url of ['/shop/api/kpis', '/shop/api/v1/kpis', '/shop/api/kpis/'])
    assert.equal((await moved.app.inject({ url, headers })).statusCode, 200, url)
  assert.equal((await moved.app.inject({ url: '/api/v1/kpis', headers })).statusCode, 404)
  for (const url of ['/health', '/shop/api/health', '/docs/', '/redoc'])
    assert.equal((await moved.app.inject(url)).statusCode, 200, url)
  const { paths } = (await moved.app.inject('/openapi.json')).json<Document>()
  assert.ok(paths['/shop/api/kpis'])
  await moved.close()
})

test('H.15: at risk after 180 days, else new under 90, else the best tenth, else regular', async () => {
  const { good } = clientOf(house, 'shop')
  const customers = async (segment: string, as_of: string) =>
    (await good(`/api/kpis?as_of=${as_of}&segment=${segment}`)).total_customers
  assert.deepEqual([await customers('New', '2025-10-28'), await customers('At-Risk', '2025-10-28')], [2, 0])
  // the first orders are of 21 and 22 October, the last of 27 and 28
  assert.equal(await customers('New', '2026-01-18'), 2)
  assert.deepEqual([await customers('New', '2026-01-19'), await customers('Regular', '2026-01-19')], [1, 1])
  assert.deepEqual([await customers('VIP', '2026-01-20'), await customers('Regular', '2026-01-20')], [1, 1])
  assert.equal(await customers('At-Risk', '2026-04-25'), 1)
  assert.equal(await customers('At-Risk', '2026-04-26'), 2)
})
