import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { openHouse, ownerEmail, ownerPassword } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

type SignedIn = {
  token: string
  token_type: string
  expires_in: number
  csrf_token: string
  user: object
  workspaces: object[]
}

let now = new Date('2025-10-31T15:00:00Z')
let house: TestHouse
before(async () => {
  house = await openHouse({ clock: () => now })
})
after(async () => house.close())

const credentials = { email: ownerEmail, password: ownerPassword }

async function signIn(payload: object = credentials): Promise<LightMyRequestResponse> {
  return house.app.inject({ method: 'POST', url: '/api/auth/login/', payload })
}

function codeOf(reply: LightMyRequestResponse): string {
  return reply.json<{ error: { code: string } }>().error.code
}

function cookieOf(reply: LightMyRequestResponse, name: string): { value: string } & Record<string, unknown> {
  const found = reply.cookies.find((cookie) => cookie.name === name)
  assert.ok(found, `there is a cookie ${name}`)
  return { ...found }
}

test('a sign-in answers a bearer token of fifteen minutes, and works on every route', async () => {
  const reply = await signIn()
  const { token, token_type, expires_in, user, workspaces } = reply.json<SignedIn>()
  assert.deepEqual([token_type, expires_in], ['Bearer', 900])
  assert.deepEqual(Object.keys(user), ['user_id', 'email', 'name', 'role'])
  assert.equal(workspaces.length, 2)
  const asked = await house.app.inject({ url: '/api/v1/kpis', headers: { authorization: `Bearer ${token}` } })
  assert.equal(asked.statusCode, 200)
})

test('without a login every route but the open ones is 401', async () => {
  for (const url of ['/api/v1/kpis', '/api/transactions', '/api/v1/me', '/api/v1/keys']) {
    const reply = await house.app.inject(url)
    assert.deepEqual([reply.statusCode, codeOf(reply)], [401, 'not_signed_in'], url)
  }
  for (const url of ['/health', '/api/v1/health', '/docs/', '/redoc', '/openapi.json']) {
    assert.equal((await house.app.inject(url)).statusCode, 200, url)
  }
})

test('a wrong password and an unknown email answer alike', async () => {
  const wrong = await signIn({ ...credentials, password: 'something else entirely' })
  const unknown = await signIn({ ...credentials, email: 'nobody@tienda.example' })
  assert.deepEqual([wrong.statusCode, codeOf(wrong)], [401, 'wrong_credentials'])
  assert.deepEqual([unknown.statusCode, codeOf(unknown)], [401, 'wrong_credentials'])
  assert.doesNotMatch(wrong.body, /something else/)
})

test('a token ends after fifteen minutes, and one that was made up never works', async () => {
  const { token } = (await signIn()).json<SignedIn>()
  const before = now
  now = new Date(before.getTime() + 15 * 60_000)
  const late = await house.app.inject({ url: '/api/v1/kpis', headers: { authorization: `Bearer ${token}` } })
  now = before
  assert.deepEqual([late.statusCode, codeOf(late)], [401, 'session_expired'])
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  const forged = `${none}.${token.split('.')[1]}.`
  for (const made of [forged, `${token.slice(0, -3)}AAA`, 'x.y.z']) {
    const reply = await house.app.inject({
      url: '/api/v1/kpis',
      headers: { authorization: `Bearer ${made}` },
    })
    assert.deepEqual([reply.statusCode, codeOf(reply)], [401, 'not_signed_in'])
  }
})

test('the refresh cookie is out of reach of scripts and other sites, and of other paths', async () => {
  const cookie = cookieOf(await signIn(), 'trastienda_refresh')
  assert.deepEqual(
    { httpOnly: cookie.httpOnly, sameSite: cookie.sameSite, path: cookie.path },
    { httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' },
  )
})

async function refresh(token: string, headers: Record<string, string>): Promise<LightMyRequestResponse> {
  const cookies = { trastienda_refresh: token }
  return house.app.inject({ method: 'POST', url: '/api/v1/auth/refresh', cookies, headers })
}

test('a refresh needs the CSRF token and the right origin, and turns the cookie over', async () => {
  const first = await signIn()
  const token = cookieOf(first, 'trastienda_refresh').value
  const { csrf_token } = first.json<SignedIn>()
  assert.equal(cookieOf(first, 'trastienda_csrf').value, csrf_token)
  const host = 'tienda.example'
  const good = { host, 'x-csrf-token': csrf_token, origin: `http://${host}` }
  assert.equal(codeOf(await refresh(token, { host })), 'csrf_failed')
  assert.equal(codeOf(await refresh(token, { ...good, 'x-csrf-token': 'guess' })), 'csrf_failed')
  assert.equal(codeOf(await refresh(token, { ...good, origin: 'http://evil.example' })), 'csrf_failed')
  assert.equal(
    codeOf(await refresh(token, { host, 'x-csrf-token': csrf_token, 'sec-fetch-site': 'cross-site' })),
    'csrf_failed',
  )
  const second = await refresh(token, good)
  assert.equal(second.statusCode, 200)
  assert.notEqual(cookieOf(second, 'trastienda_refresh').value, token)
})

test('a refresh token that comes back later ends the whole family', async () => {
  const first = await signIn()
  const token = cookieOf(first, 'trastienda_refresh').value
  const { csrf_token } = first.json<SignedIn>()
  const second = await refresh(token, { 'x-csrf-token': csrf_token })
  now = new Date(now.getTime() + 60_000)
  assert.equal(codeOf(await refresh(token, { 'x-csrf-token': csrf_token })), 'session_expired')
  const stolen = cookieOf(second, 'trastienda_refresh').value
  const after = await refresh(stolen, { 'x-csrf-token': second.json<SignedIn>().csrf_token })
  assert.equal(codeOf(after), 'session_expired')
})

test('signing out ends the session for its access token too', async () => {
  const first = await signIn()
  const { token, csrf_token } = first.json<SignedIn>()
  const cookies = { trastienda_refresh: cookieOf(first, 'trastienda_refresh').value }
  const headers = { 'x-csrf-token': csrf_token }
  const out = await house.app.inject({ method: 'POST', url: '/api/v1/auth/logout', cookies, headers })
  assert.deepEqual(out.json(), { done: true })
  const asked = await house.app.inject({ url: '/api/v1/kpis', headers: { authorization: `Bearer ${token}` } })
  assert.equal(codeOf(asked), 'session_expired')
})

test('too many attempts are 429, whether the password is right or not', async () => {
  const email = 'guessed@tienda.example'
  for (let count = 0; count < 5; count++) await signIn({ email, password: 'guess after guess' })
  const reply = await signIn({ email, password: 'guess after guess' })
  assert.deepEqual([reply.statusCode, codeOf(reply)], [429, 'too_many_requests'])
  assert.match(String(reply.headers['retry-after']), /^\d+$/)
})

test('a key speaks for its workspace and no other, and only as far as it may', async () => {
  const made = await house.ask({
    method: 'POST',
    url: '/api/v1/keys',
    payload: { name: 'till', permissions: ['answers:read'] },
  })
  assert.equal(made.statusCode, 201, made.body)
  const { key, key_id } = made.json<{ key: string; key_id: string }>()
  for (const headers of [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }]) {
    assert.equal(
      (await house.app.inject({ url: '/api/v1/kpis', headers })).json<{ total_orders: number }>()
        .total_orders,
      8,
    )
  }
  const elsewhere = await house.app.inject({
    url: '/api/v1/kpis',
    headers: { 'x-api-key': key, 'x-workspace': 'empty' },
  })
  assert.equal(codeOf(elsewhere), 'workspace_not_found')
  const beyond = await house.app.inject({ url: '/api/v1/keys', headers: { 'x-api-key': key } })
  assert.deepEqual([beyond.statusCode, codeOf(beyond)], [403, 'not_permitted'])
  await house.ask({ method: 'DELETE', url: `/api/v1/keys/${key_id}` })
  assert.equal(
    (await house.app.inject({ url: '/api/v1/kpis', headers: { 'x-api-key': key } })).statusCode,
    401,
  )
})

test('a workspace opened to visitors answers them, and takes nothing from them', async () => {
  const open = await openHouse({ config: { anonymousWorkspace: 'shop' } })
  assert.equal((await open.app.inject('/api/v1/kpis')).statusCode, 200)
  assert.equal((await open.app.inject('/api/v1/keys')).statusCode, 401)
  const elsewhere = await open.app.inject({ url: '/api/v1/kpis', headers: { 'x-workspace': 'empty' } })
  assert.equal(elsewhere.statusCode, 401)
  await open.close()
})
