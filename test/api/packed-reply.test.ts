import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { encodingFor, packedBody } from '../../src/api/packed-reply.ts'
import { openHouse } from '../house/open-house.ts'

test('the best encoding that the asker takes is found', () => {
  assert.equal(encodingFor('gzip, deflate, br, zstd'), 'br')
  assert.equal(encodingFor('GZIP;q=0.5'), 'gzip')
  assert.equal(encodingFor('br;q=0, gzip'), 'gzip')
  assert.equal(encodingFor('br;q=0.0, identity'), null)
  assert.equal(encodingFor(undefined), null)
})

test('a body is packed once and unpacks to itself', async () => {
  const body = Buffer.from('a shop '.repeat(1000))
  const [first, second] = await Promise.all([packedBody(body, 'br'), packedBody(body, 'br')])
  assert.equal(first, second)
  assert.deepEqual(brotliDecompressSync(first), body)
  assert.deepEqual(gunzipSync(await packedBody(body, 'gzip')), body)
})

test('an answer comes packed to who takes it, and says the same as unpacked', async (t) => {
  const house = await openHouse()
  t.after(house.close)
  const url = '/api/v1/analytics/time-series?period=last_90_days&granularity=day'
  const plain = await house.ask({ url })
  const packed = await house.ask({ url, headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(plain.headers['content-encoding'], undefined)
  assert.equal(packed.headers['content-encoding'], 'br')
  assert.match(String(packed.headers.vary), /accept-encoding/)
  assert.deepEqual(JSON.parse(brotliDecompressSync(packed.rawPayload).toString()), plain.json())
  const known = { 'accept-encoding': 'br', 'if-none-match': String(packed.headers.etag) }
  assert.equal((await house.ask({ url, headers: known })).statusCode, 304)
})
