import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, openHouse, password, refused } from './house.ts'

test('people are listed with their roles, without anything secret', async (t) => {
  const { act, owner, person } = await openHouse(t)
  await person('viewer', 'v@example.com')
  const listed = await act(owner, 'list-people')
  assert.equal(listed.total, 2)
  assert.doesNotMatch(JSON.stringify(listed), /argon2|house_owner/)
})

test('a role holds from the next request on, and the audit has it from what to what', async (t) => {
  const { accounts, act, owner, person } = await openHouse(t)
  const viewer = await person('viewer', 'v@example.com')
  const user_id = viewer.principal.user_id
  const { claims } = await accounts.signIn({ email: 'v@example.com', password, address })
  assert.deepEqual((await accounts.access.ofUser(claims)).principal.permissions, ['answers:read'])
  await act(owner, 'change-role', { user_id, role: 'analyst' })
  assert.ok((await accounts.access.ofUser(claims)).principal.permissions.includes('models:train'))
  const audit = await act(owner, 'audit-log', { action: 'change-role' })
  const [entry] = audit.items as { before: unknown; after: unknown; subject: string; request_id: string }[]
  assert.deepEqual(
    [entry.before, entry.after, entry.subject, entry.request_id],
    [{ role: 'viewer' }, { role: 'analyst' }, 'v@example.com', 'r1'],
  )
})

test('a viewer may manage nobody', async (t) => {
  const { act, owner, person } = await openHouse(t)
  const viewer = await person('viewer', 'v@example.com')
  const user_id = owner.principal.user_id
  for (const [name, raw] of [
    ['list-people', {}],
    ['invite-person', { email: 'x@example.com', role: 'viewer' }],
    ['change-role', { user_id, role: 'viewer' }],
    ['remove-person', { user_id }],
    ['create-key', { name: 'k', permissions: ['answers:read'] }],
    ['change-settings', { max_cover_days: 10 }],
    ['save-view', { name: 'v', page: '/sales' }],
    ['audit-log', {}],
  ] as const)
    await refused(act(viewer, name, raw), 'not_permitted')
})

test('the last owner can be neither removed nor made less, also not by two at the same moment', async (t) => {
  const { act, owner, person, store } = await openHouse(t)
  const me = owner.principal.user_id
  await refused(act(owner, 'remove-person', { user_id: me }), 'conflicting_state')
  await refused(act(owner, 'change-role', { user_id: me, role: 'admin' }), 'conflicting_state')
  const second = await person('owner', 'second@example.com')
  const results = await Promise.allSettled([
    act(owner, 'change-role', { user_id: second.principal.user_id, role: 'viewer' }),
    act(second, 'change-role', { user_id: me, role: 'viewer' }),
  ])
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal(await store.memberships.owners('shop'), 1)
})

test('an admin touches no owner and makes none', async (t) => {
  const { act, owner, person } = await openHouse(t)
  const admin = await person('admin', 'admin@example.com')
  const me = owner.principal.user_id
  await refused(act(admin, 'change-role', { user_id: me, role: 'viewer' }), 'not_permitted')
  await refused(act(admin, 'remove-person', { user_id: me }), 'not_permitted')
  await refused(act(admin, 'invite-person', { email: 'x@example.com', role: 'owner' }), 'not_permitted')
  const self = { user_id: admin.principal.user_id, role: 'owner' }
  await refused(act(admin, 'change-role', self), 'not_permitted')
  assert.ok(await act(admin, 'invite-person', { email: 'x@example.com', role: 'admin' }))
})

test('who is removed is out at once, with the keys they made; with no workspace left the account is gone', async (t) => {
  const { accounts, act, owner, person, store } = await openHouse(t)
  const admin = await person('admin', 'admin@example.com')
  const { claims } = await accounts.signIn({ email: 'admin@example.com', password, address })
  const made = await act(admin, 'create-key', { name: 'k', permissions: ['answers:read'] })
  await act(admin, 'save-view', { name: 'mine', page: '/sales' })
  await act(admin, 'save-view', { name: 'ours', page: '/sales', shared: true })
  assert.ok(await accounts.access.ofKey(String(made.key)))
  await act(owner, 'remove-person', { user_id: admin.principal.user_id })
  await refused(accounts.access.ofKey(String(made.key)), 'not_signed_in')
  await refused(accounts.access.ofUser(claims), 'session_expired')
  await refused(accounts.signIn({ email: 'admin@example.com', password, address }), 'wrong_credentials')
  const views = (await store.views.list('shop', null)).map(({ name, user_id }) => ({ name, user_id }))
  assert.deepEqual(views, [{ name: 'ours', user_id: null }])
  await refused(act(owner, 'remove-person', { user_id: admin.principal.user_id }), 'not_found')
})

test('a person of one workspace does not exist for another', async (t) => {
  const { accounts, act, owner, person } = await openHouse(t)
  await act(owner, 'create-workspace', { workspace_id: 'second', name: 'Second' })
  const viewer = await person('viewer', 'v@example.com')
  const { claims } = await accounts.signIn({ email: 'v@example.com', password, address })
  await refused(accounts.access.ofUser(claims, 'second'), 'workspace_not_found')
  await refused(accounts.access.ofUser(claims, '../x'), 'workspace_not_found')
  const { claims: mine } = await accounts.signIn({ email: 'owner@example.com', password, address })
  const there = await accounts.access.ofUser(mine, 'second')
  await refused(act(there, 'remove-person', { user_id: viewer.principal.user_id }), 'not_found')
})

test('what is not of the form is refused by name', async (t) => {
  const { act, owner } = await openHouse(t)
  await refused(act(owner, 'invite-person', { email: 'no address', role: 'viewer' }), 'malformed_request')
  await refused(act(owner, 'invite-person', { email: 'a@example.com', role: 'boss' }), 'out_of_range')
  await refused(
    act(owner, 'invite-person', { email: 'a@example.com', role: 'viewer', x: 1 }),
    'unknown_parameter',
  )
})

test('a person renames themselves and chooses language and theme; a key has neither', async (t) => {
  const { act, owner, accounts } = await openHouse(t)
  await act(owner, 'change-me', { name: 'Ana María', language: 'es' })
  const after = await act(owner, 'change-me', { theme: 'dark' })
  assert.equal(after.name, 'Ana María')
  assert.deepEqual(after.preferences, { language: 'es', theme: 'dark' })
  const made = await act(owner, 'create-key', { name: 'k', permissions: ['answers:read'] })
  const key = await accounts.access.ofKey(String(made.key))
  await refused(act(key, 'change-me', { theme: 'dark' }), 'not_permitted')
  assert.equal((await act(key, 'me')).user, null)
})
