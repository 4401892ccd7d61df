import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, openHouse, password, refused } from './house.ts'

const right = { email: 'owner@example.com', password, address }
const minute = 60_000

test('the right password opens a session that says who and where', async (t) => {
  const { accounts, store } = await openHouse(t)
  const signedIn = await accounts.signIn({ ...right, email: ' Owner@Example.com ' })
  assert.deepEqual(signedIn.claims.workspace, 'shop')
  assert.equal(signedIn.user.role, 'owner')
  assert.deepEqual(
    signedIn.workspaces.map(({ workspace_id, role }) => [workspace_id, role]),
    [['shop', 'owner']],
  )
  const stored = await store.users.byEmail('owner@example.com')
  assert.match(stored?.password_hash ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('a wrong password and an unknown email are refused alike', async (t) => {
  const { accounts } = await openHouse(t)
  await refused(accounts.signIn({ ...right, password: 'wrong' }), 'wrong_credentials')
  await refused(accounts.signIn({ ...right, email: 'nobody@example.com' }), 'wrong_credentials')
  await refused(accounts.signIn({ ...right, email: "' OR 1=1 --" }), 'wrong_credentials')
})

test('an unknown email takes about as long as a known one', async (t) => {
  const { accounts } = await openHouse(t)
  const took = async (email: string, from: string): Promise<number> => {
    const started = process.cpuUsage()
    await refused(accounts.signIn({ email, password: 'wrong-password', address: from }), 'wrong_credentials')
    const { user, system } = process.cpuUsage(started)
    return user + system
  }
  await took('warm@example.com', '192.0.2.9')
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[2]
  const known: number[] = []
  const unknown: number[] = []
  for (let round = 0; round < 5; round += 1) {
    known.push(await took('owner@example.com', `192.0.2.${20 + round}`))
    unknown.push(await took(`nobody${round}@example.com`, `192.0.2.${20 + round}`))
  }
  const ratio = median(unknown) / median(known)
  assert.ok(ratio > 0.5 && ratio < 2, `ratio ${ratio}`)
})

test('after five wrong ones from an address the sixth is not looked at, right or wrong, until time has passed', async (t) => {
  const { accounts, clock } = await openHouse(t)
  for (let tries = 0; tries < 5; tries += 1)
    await refused(accounts.signIn({ ...right, password: `wrong ${tries}` }), 'wrong_credentials')
  await refused(accounts.signIn(right), 'too_many_requests')
  assert.ok(await accounts.signIn({ ...right, address: '198.51.100.7' }), 'another address is not held up')
  clock.pass(15 * minute + 1)
  assert.ok(await accounts.signIn(right))
})

test('fifty at the same moment get no more tries than five', async (t) => {
  const { accounts } = await openHouse(t)
  const tries = Array.from({ length: 50 }, async (_, at) =>
    accounts.signIn({ ...right, password: `wrong ${at}` }).catch((error: { code: string }) => error.code),
  )
  const codes = await Promise.all(tries)
  assert.equal(codes.filter((code) => code === 'wrong_credentials').length, 5)
  assert.equal(codes.filter((code) => code === 'too_many_requests').length, 45)
})

test('one address that tries many emails is held up too', async (t) => {
  const { accounts } = await openHouse(t)
  const codes: unknown[] = []
  for (let at = 0; at < 31; at += 1) {
    const email = `someone${at}@example.com`
    codes.push(await accounts.signIn({ ...right, email }).catch((error: { code: string }) => error.code))
  }
  assert.equal(codes.at(-1), 'too_many_requests')
  assert.equal(codes.indexOf('too_many_requests'), 30)
})

test('a right password forgives the wrong ones before it', async (t) => {
  const { accounts } = await openHouse(t)
  for (let round = 0; round < 3; round += 1) {
    for (let tries = 0; tries < 4; tries += 1)
      await refused(accounts.signIn({ ...right, password: 'wrong' }), 'wrong_credentials')
    assert.ok(await accounts.signIn(right))
  }
})

test('a stolen refresh token ends the session for thief and owner, and the audit says so', async (t) => {
  const { accounts, store, clock } = await openHouse(t)
  const first = await accounts.signIn(right)
  const second = await accounts.refresh(first.refresh_token)
  clock.pass(minute)
  await refused(accounts.refresh(first.refresh_token), 'session_expired')
  await refused(accounts.refresh(second.refresh_token), 'session_expired')
  await refused(accounts.access.ofUser(first.claims), 'session_expired')
  const audit = await store.audit.list({
    workspace_id: 'shop',
    action: 'refresh-token-reused',
    limit: 5,
    offset: 0,
  })
  assert.equal(audit.total, 1)
})

test('signing out ends the session at once, also for access tokens already given', async (t) => {
  const { accounts } = await openHouse(t)
  const { claims, refresh_token } = await accounts.signIn(right)
  const other = await accounts.signIn(right)
  await accounts.signOut(refresh_token)
  await refused(accounts.refresh(refresh_token), 'session_expired')
  await refused(accounts.access.ofUser(claims), 'session_expired')
  assert.ok(await accounts.access.ofUser(other.claims))
})

test('a new password ends the other sessions, keeps this one, and the old one no longer works', async (t) => {
  const { accounts } = await openHouse(t)
  const here = await accounts.signIn(right)
  const elsewhere = await accounts.signIn(right)
  const change = { current_password: password, new_password: 'another-harbour-72' }
  await refused(
    accounts.changePassword(here.claims, { ...change, current_password: 'wrong' }, address),
    'wrong_credentials',
  )
  await refused(
    accounts.changePassword(here.claims, { ...change, new_password: 'password123' }, address),
    'weak_password',
  )
  await accounts.changePassword(here.claims, change, address)
  assert.ok(await accounts.access.ofUser(here.claims))
  await refused(accounts.refresh(elsewhere.refresh_token), 'session_expired')
  await refused(accounts.signIn(right), 'wrong_credentials')
  assert.ok(await accounts.signIn({ ...right, password: change.new_password }))
})
