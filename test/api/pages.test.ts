import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

const folder = mkdtempSync(join(tmpdir(), 'web-'))
const webFolder = join(folder, 'web')
mkdirSync(join(webFolder, 'assets'), { recursive: true })
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Trastienda</title>')
writeFileSync(join(webFolder, 'assets', 'app-1a2b.js'), 'export {}')

let house: TestHouse
before(async () => {
  house = await openHouse({ webFolder })
})
after(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

const asBrowser = { accept: 'text/html,application/xhtml+xml' }

test('every address of a screen gets the page, and needs no login for it', async () => {
  for (const url of ['/', '/overview', '/crm/customers/C1', '/link']) {
    const reply = await house.app.inject({ url, headers: asBrowser })
    assert.equal(reply.statusCode, 200, url)
    assert.match(reply.body, /Trastienda/)
    assert.equal(reply.headers['cache-control'], 'no-cache')
  }
})

test('an address of the API that is not there is an error, also for a browser', async () => {
  const reply = await house.app.inject({ url: '/api/v1/nothing', headers: asBrowser })
  assert.equal(reply.statusCode, 404)
  assert.equal(reply.json<{ error: { code: string } }>().error.code, 'not_found')
})

test('files whose name carries their hash are kept by browsers for good', async () => {
  const reply = await house.app.inject('/assets/app-1a2b.js')
  assert.match(String(reply.headers['cache-control']), /immutable/)
})

test('health answers exactly what is asked for', async () => {
  for (const url of ['/health', '/api/v1/health', '/api/health/']) {
    assert.deepEqual((await house.app.inject(url)).json(), { status: 'healthy', version: '1.0.0' }, url)
  }
})

test('metrics are for this machine only', async () => {
  assert.match((await house.app.inject('/metrics')).body, /http_request_duration_seconds_count/)
  const far = await house.app.inject({ url: '/metrics', remoteAddress: '192.0.2.7' })
  assert.equal(far.statusCode, 404)
  const proxied = await house.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '192.0.2.7' } })
  assert.equal(proxied.statusCode, 404)
})

test('both pages of the documentation come whole from this machine', async () => {
  for (const [url, needs] of [
    ['/docs/', 'swagger-ui'],
    ['/docs/static/swagger-ui-bundle.js', 'SwaggerUI'],
    ['/redoc', '/redoc/redoc.standalone.js'],
    ['/redoc/redoc.standalone.js', 'Redoc'],
    ['/redoc/start.js', '/openapi.json'],
  ]) {
    const reply = await house.app.inject(url)
    assert.equal(reply.statusCode, 200, url)
    assert.ok(reply.body.includes(needs), url)
  }
  for (const url of ['/docs/', '/redoc']) {
    assert.doesNotMatch((await house.app.inject(url)).body, /(src|href)="https?:/)
  }
})

test('every page forbids what is not from here', async () => {
  const reply = await house.app.inject({ url: '/', headers: asBrowser })
  const policy = String(reply.headers['content-security-policy'])
  assert.match(policy, /default-src 'self'/)
  assert.match(policy, /frame-ancestors 'none'/)
  assert.doesNotMatch(policy, /unsafe-eval|\*/)
  assert.equal(reply.headers['x-content-type-options'], 'nosniff')
})
