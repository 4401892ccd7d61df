import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { readConfig, sessionSecret } from '../../src/base/config.ts'
import { isAppError } from '../../src/base/errors.ts'

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    assert.ok(isAppError(error) && error.code === 'bad_configuration')
    return error.message
  }
  assert.fail('nothing was refused')
}

test('an empty environment is a whole configuration', () => {
  const config = readConfig({ PORT: '', UNRELATED: 'x' })
  assert.deepEqual(
    [config.port, config.host, config.apiVersion, config.apiPrefix, config.minClusters, config.maxClusters],
    [3000, '127.0.0.1', '1.0.0', '/api/v1', 2, 10],
  )
  assert.deepEqual(
    [config.randomState, config.logLevel, config.demo, config.owner],
    [42, 'info', true, undefined],
  )
  assert.deepEqual([config.dataDir, config.modelPath], [resolve('data'), resolve('data/models')])
})

test('what is given is read', () => {
  const config = readConfig({
    PORT: ' 8080 ',
    OWNER_EMAIL: 'ana@example.com',
    OWNER_PASSWORD: 'quiet-harbour-71',
    ALLOWED_ORIGINS: '["https://a.example", "http://localhost:3000"]',
    LOG_LEVEL: 'WARNING',
    MEMORY_LIMIT: '1.5GB',
    API_PREFIX: '/shop/api/',
    PUBLIC_URL: 'https://shop.example/',
    DEMO: 'off',
    DATABASE_URL: 'postgresql://u:p@localhost:5432/shop',
  })
  assert.deepEqual([config.port, config.demo, config.logLevel], [8080, false, 'warn'])
  assert.deepEqual(config.owner, { email: 'ana@example.com', password: 'quiet-harbour-71' })
  assert.deepEqual(config.allowedOrigins, ['https://a.example', 'http://localhost:3000'])
  assert.deepEqual(readConfig({ ALLOWED_ORIGINS: 'https://a.example, *' }).allowedOrigins, [
    'https://a.example',
    '*',
  ])
  assert.deepEqual(
    [config.memoryLimitMb, config.apiPrefix, config.publicUrl],
    [1536, '/shop/api', 'https://shop.example'],
  )
})

test('what is wrong is refused with the name and what is accepted', () => {
  assert.equal(
    refusal({ PORT: '70000' }),
    'PORT takes a port from 0 to 65535 (0 takes any that is free), found "70000"',
  )
  assert.match(refusal({ PORT: '3e3' }), /^PORT /)
  assert.match(refusal({ MIN_CLUSTERS: '1' }), /^MIN_CLUSTERS takes a whole number from 2 to 10/)
  assert.match(refusal({ MIN_CLUSTERS: '5', MAX_CLUSTERS: '4' }), /^MIN_CLUSTERS takes at most MAX_CLUSTERS/)
  assert.match(refusal({ ALLOWED_ORIGINS: 'https://a.example/path' }), /^ALLOWED_ORIGINS/)
  assert.match(refusal({ LOG_LEVEL: 'loud' }), /^LOG_LEVEL takes one of trace, debug/)
  assert.match(refusal({ DATABASE_URL: 'mysql://u:p@h/d' }), /^DATABASE_URL/)
  assert.match(refusal({ ANONYMOUS_WORKSPACE: '../x' }), /^ANONYMOUS_WORKSPACE/)
  assert.match(refusal({ MEMORY_LIMIT: '10MB' }), /^MEMORY_LIMIT/)
  assert.match(refusal({ OWNER_EMAIL: 'ana@example.com' }), /^OWNER_PASSWORD/)
  assert.match(refusal({ OWNER_PASSWORD: 'quiet-harbour-71' }), /^OWNER_EMAIL/)
  assert.match(refusal({ HOST: 'a b' }), /^HOST/)
  assert.match(refusal({ API_PREFIX: 'api' }), /^API_PREFIX/)
})

test('a secret that is refused is not shown', () => {
  assert.doesNotMatch(refusal({ SESSION_SECRET: 'too-short' }), /too-short/)
  assert.doesNotMatch(refusal({ OWNER_EMAIL: 'a@b.co', OWNER_PASSWORD: 'tiny' }), /tiny/)
  assert.doesNotMatch(refusal({ DATABASE_URL: 'mysql://u:hidden@h/d' }), /hidden/)
})

test('the session secret is made once, for its owner only, unless it is given', (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trastienda-'))
  t.after(() => rmSync(dataDir, { recursive: true }))
  const given = 'x'.repeat(32)
  assert.equal(sessionSecret({ dataDir, sessionSecret: given }), given)
  const made = sessionSecret({ dataDir, sessionSecret: undefined })
  assert.ok(made.length >= 64)
  assert.equal(sessionSecret({ dataDir, sessionSecret: undefined }), made)
  assert.equal(statSync(join(dataDir, 'session-secret')).mode & 0o777, 0o600)
  writeFileSync(join(dataDir, 'session-secret'), '')
  assert.throws(() => sessionSecret({ dataDir, sessionSecret: undefined }), /damaged/)
})

test('.env.example explains every variable that is read, and sets none', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const explained = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name)
  const source = readFileSync(new URL('../../src/base/config.ts', import.meta.url), 'utf8')
  const read = [...source.matchAll(/^ {2}([A-Z_]+): \{/gm)].map(([, name]) => name)
  assert.deepEqual(explained.toSorted(), read.toSorted())
  assert.doesNotMatch(example, /^[A-Z]/m)
})
