import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

const friend = 'https://shop.example'

let house: TestHouse
before(async () => {
  house = await openHouse({ requestsAMinute: 30, config: { allowedOrigins: [friend] } })
})
after(async () => house.close())

test('a site that is allowed may read replies, another may not', async () => {
  const preflight = async (origin: string): Promise<string | undefined> => {
    const headers = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-api-key',
    }
    const reply = await house.app.inject({
      method: 'OPTIONS',
      url: '/api/v1/kpis',
      headers,
      remoteAddress: '192.0.2.1',
    })
    const allowed = reply.headers['access-control-allow-origin']
    return allowed || undefined
  }
  assert.equal(await preflight(friend), friend)
  assert.equal(await preflight('https://evil.example'), undefined)
})

test('long replies are packed for those who can unpack them', async () => {
  const get = async (encoding: string) =>
    house.ask({ url: '/openapi.json', headers: { 'accept-encoding': encoding }, remoteAddress: '192.0.2.2' })
  assert.equal((await get('br, gzip')).headers['content-encoding'], 'br')
  assert.equal((await get('gzip')).headers['content-encoding'], 'gzip')
  assert.equal((await get('identity')).headers['content-encoding'], undefined)
})

test('who asks too often is told to wait, and others are not', async () => {
  const ask = async (remoteAddress: string) => house.ask({ url: '/api/v1/me', remoteAddress })
  for (let count = 0; count < 30; count++) assert.equal((await ask('192.0.2.3')).statusCode, 200)
  const refused = await ask('192.0.2.3')
  assert.equal(refused.statusCode, 429)
  assert.equal(refused.json<{ error: { code: string } }>().error.code, 'too_many_requests')
  assert.match(String(refused.headers['retry-after']), /^\d+$/)
  assert.equal((await ask('192.0.2.4')).statusCode, 200)
})
