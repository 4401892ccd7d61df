import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openHouse, refused } from './house.ts'
import { openStore } from '../../../src/store/store.ts'
import { addWorkspace, temporaryFolder } from '../../store/temporary-store.ts'

const day = 86_400_000

test('a key is shown once, speaks for its workspace, and can do what it was given', async (t) => {
  const { accounts, act, owner } = await openHouse(t)
  await act(owner, 'create-workspace', { workspace_id: 'second', name: 'Second' })
  const made = await act(owner, 'create-key', {
    name: 'robot',
    permissions: ['answers:read', 'imports:write'],
  })
  const key = String(made.key)
  assert.match(key, /^tk_[\w-]{43}$/)
  const access = await accounts.access.ofKey(key)
  assert.equal(access.workspace.workspace_id, 'shop')
  assert.deepEqual(access.principal.permissions, ['answers:read', 'imports:write'])
  assert.equal(access.principal.user_id, null)
  assert.ok(!access.principal.name.includes(key))
  await refused(accounts.access.ofKey(key, 'second'), 'workspace_not_found')
  await refused(accounts.access.ofKey(`${key.slice(0, -1)}x`), 'not_signed_in')
  await refused(accounts.access.ofKey(''), 'not_signed_in')
  assert.doesNotMatch(JSON.stringify(await act(owner, 'list-keys')), new RegExp(key))
  assert.doesNotMatch(JSON.stringify(await act(owner, 'audit-log')), new RegExp(key))
})

test('no file holds a key or a token as it is', async (t) => {
  const path = `${temporaryFolder(t)}/store.sqlite`
  const store = await openStore(path)
  await addWorkspace(store, 'shop')
  const made = await store.keys.create({ workspace_id: 'shop', name: 'k', permissions: [], created_by: null })
  const link = await store.links.create({ kind: 'owner', lifetimeMs: day })
  const files = [path, `${path}-wal`].map((file) => readFileSync(file).toString('latin1')).join('')
  assert.ok(files.includes(made.key_id))
  assert.ok(!files.includes(made.key) && !files.includes(link.token))
  await store.close()
})

test('nobody gives a key what they may not do, also not a key that makes keys', async (t) => {
  const { accounts, act, owner } = await openHouse(t)
  const made = await act(owner, 'create-key', { name: 'maker', permissions: ['keys:manage', 'answers:read'] })
  const maker = await accounts.access.ofKey(String(made.key))
  await refused(act(maker, 'create-key', { name: 'x', permissions: ['proposals:send'] }), 'not_permitted')
  assert.ok(await act(maker, 'create-key', { name: 'x', permissions: ['answers:read'] }))
  await refused(act(maker, 'create-workspace', { name: 'x' }), 'not_permitted')
})

test('a key with the right to manage people makes nobody who can do more than it', async (t) => {
  const { accounts, act, owner } = await openHouse(t)
  const made = await act(owner, 'create-key', { name: 'hr', permissions: ['people:manage', 'answers:read'] })
  const key = await accounts.access.ofKey(String(made.key))
  await refused(act(key, 'invite-person', { email: 'x@example.com', role: 'admin' }), 'not_permitted')
  await refused(act(key, 'invite-person', { email: 'x@example.com', role: 'analyst' }), 'not_permitted')
  await refused(act(key, 'remove-person', { user_id: owner.principal.user_id }), 'not_permitted')
  assert.ok(await act(key, 'invite-person', { email: 'x@example.com', role: 'viewer' }))
})

test('a key loses what its maker loses', async (t) => {
  const { accounts, act, owner, person } = await openHouse(t)
  const admin = await person('admin', 'admin@example.com')
  const made = await act(admin, 'create-key', { name: 'k', permissions: ['answers:read', 'models:train'] })
  await act(owner, 'change-role', { user_id: admin.principal.user_id, role: 'viewer' })
  assert.deepEqual((await accounts.access.ofKey(String(made.key))).principal.permissions, ['answers:read'])
})

test('a revoked key and an expired one no longer work; revoking twice says so', async (t) => {
  const { accounts, act, owner, clock } = await openHouse(t)
  const made = await act(owner, 'create-key', { name: 'a', permissions: ['answers:read'] })
  const short = await act(owner, 'create-key', {
    name: 'b',
    permissions: ['answers:read'],
    expires_in_days: 2,
  })
  assert.ok((await act(owner, 'revoke-key', { key_id: made.key_id })).revoked_at)
  await refused(accounts.access.ofKey(String(made.key)), 'not_signed_in')
  await refused(act(owner, 'revoke-key', { key_id: made.key_id }), 'not_found')
  clock.pass(2 * day - 1)
  assert.ok(await accounts.access.ofKey(String(short.key)))
  clock.pass(1)
  await refused(accounts.access.ofKey(String(short.key)), 'not_signed_in')
})

test("a key's last use is noted, at most once a minute", async (t) => {
  const { accounts, act, owner, clock, store } = await openHouse(t)
  const made = await act(owner, 'create-key', { name: 'a', permissions: ['answers:read'] })
  const lastUse = async () => (await store.keys.list('shop'))[0].last_used_at
  assert.equal(await lastUse(), null)
  await accounts.access.ofKey(String(made.key))
  const first = await lastUse()
  assert.equal(first, '2025-06-01T12:00:00.000Z')
  clock.pass(59_000)
  await accounts.access.ofKey(String(made.key))
  assert.equal(await lastUse(), first)
  clock.pass(2000)
  await accounts.access.ofKey(String(made.key))
  assert.notEqual(await lastUse(), first)
})
