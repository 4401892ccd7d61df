import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../../src/store/store.ts'
import { movingClock, temporaryStore } from './temporary-store.ts'

const times = { idleMs: 30_000_000, wholeMs: 100_000_000, graceMs: 10_000 }

async function signedIn(store: Store) {
  const user = await store.users.create({ email: 'ana@example.com', name: 'Ana', password_hash: 'x' })
  return { user, ...(await store.sessions.open(user.user_id, times)) }
}

test('a refresh token is taken for a new one, which is taken for the next', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  let { token } = await signedIn(store)
  for (let round = 0; round < 5; round += 1) {
    clock.pass(60_000)
    const rotated = await store.sessions.rotate(token, times)
    assert.equal(rotated.kind, 'rotated')
    assert.notEqual(rotated.kind === 'rotated' && rotated.token, token)
    if (rotated.kind === 'rotated') token = rotated.token
  }
})

test('a refresh token that comes back after the grace ends its whole family', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  const { token, session } = await signedIn(store)
  const next = await store.sessions.rotate(token, times)
  clock.pass(10_001)
  assert.equal((await store.sessions.rotate(token, times)).kind, 'reused')
  assert.equal(await store.sessions.alive(session.session_id), false)
  assert.ok(next.kind === 'rotated')
  assert.equal((await store.sessions.rotate(next.token, times)).kind, 'refused')
})

test('two tabs that refresh at the same moment both go on', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  const { token, session } = await signedIn(store)
  const rotate = async () => store.transaction(async (inside) => inside.sessions.rotate(token, times))
  const both = await Promise.all([rotate(), rotate()])
  clock.pass(20_000)
  for (const each of both) {
    assert.ok(each.kind === 'rotated')
    assert.equal((await store.sessions.rotate(each.token, times)).kind, 'rotated')
  }
  assert.equal(await store.sessions.alive(session.session_id), true)
})

test('a session ends when it is not refreshed, and when its whole time is over', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  const { token, user } = await signedIn(store)
  clock.pass(times.idleMs)
  assert.equal((await store.sessions.rotate(token, times)).kind, 'refused')
  let { token: lively, session } = await store.sessions.open(user.user_id, times)
  for (let passed = 0; passed < 4; passed += 1) {
    clock.pass(25_000_000)
    const next = await store.sessions.rotate(lively, times)
    if (next.kind === 'rotated') lively = next.token
    assert.equal(next.kind, passed < 3 ? 'rotated' : 'refused')
  }
  assert.equal(await store.sessions.alive(session.session_id), false)
})

test('an unknown token is refused, and no token is stored as it is', async (t) => {
  const store = await temporaryStore(t)
  const { token } = await signedIn(store)
  assert.equal((await store.sessions.rotate('unknown', times)).kind, 'refused')
  assert.equal((await store.sessions.find(token))?.revoked_at, null)
  assert.ok(Buffer.from(token, 'base64url').length === 32)
})

test('sweeping forgets what is long over and keeps what lives', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  const { session, user } = await signedIn(store)
  clock.pass(times.wholeMs + 1001)
  const fresh = await store.sessions.open(user.user_id, times)
  await store.sessions.sweep(1000)
  assert.equal(await store.sessions.alive(session.session_id), false)
  assert.equal((await store.sessions.find(fresh.token))?.session_id, fresh.session.session_id)
})
