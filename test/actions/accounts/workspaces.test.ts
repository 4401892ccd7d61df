import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandPrincipal } from '../../../src/actions/accounts/access.ts'
import { createWorkspace, settleWorkspaces } from '../../../src/actions/accounts/workspaces.ts'
import { sql } from '../../../src/warehouse/sql.ts'
import { address, openHouse, password, refused } from './house.ts'

test('an id is of a-z, 0-9 and -, and no word of the addresses; what is refused leaves nothing', async (t) => {
  const { act, owner, store } = await openHouse(t)
  const bad = [
    '../x',
    '..',
    'a/b',
    'A',
    '-a',
    'a b',
    '',
    'x'.repeat(64),
    'ñ',
    'a.b',
    'a\u0000',
    'auth',
    'customers',
    'api',
  ]
  for (const workspace_id of bad)
    await refused(act(owner, 'create-workspace', { workspace_id, name: 'X' }), 'out_of_range').catch(() =>
      refused(act(owner, 'create-workspace', { workspace_id, name: 'X' }), 'malformed_request'),
    )
  assert.equal((await store.workspaces.list()).length, 1)
  assert.equal((await store.workspaces.unfinished()).length, 0)
  assert.ok(await act(owner, 'create-workspace', { workspace_id: 'x'.repeat(63), name: 'X' }))
})

test('without an id the name gives one that is free', async (t) => {
  const { act, owner } = await openHouse(t)
  const idOf = async (name: string) => (await act(owner, 'create-workspace', { name })).workspace_id
  assert.equal(await idOf('  Peluquería «Añil» & Co. '), 'peluqueria-anil-co')
  assert.equal(await idOf('Peluquería Añil Co'), 'peluqueria-anil-co-2')
  assert.equal(await idOf('متجر'), 'shop-2')
  assert.equal(await idOf('Customers'), 'shop-customers')
})

test('its maker and the owner of the house own a new workspace, whoever made it', async (t) => {
  const { accounts, act, person, store, warehouses, owner } = await openHouse(t)
  const admin = await person('admin', 'admin@example.com')
  await act(admin, 'create-workspace', {
    workspace_id: 'theirs',
    name: 'Theirs',
    currency: 'bob',
    time_zone: 'America/La_Paz',
  })
  const roles = (await store.memberships.list('theirs')).map(({ email, role }) => [email, role] as const)
  assert.deepEqual(Object.fromEntries(roles), { 'admin@example.com': 'owner', 'owner@example.com': 'owner' })
  await createWorkspace(
    { store, warehouses },
    { workspace_id: 'imported', name: 'Imported' },
    commandPrincipal,
  )
  const { claims } = await accounts.signIn({ email: 'owner@example.com', password, address })
  assert.equal((await accounts.access.ofUser(claims, 'imported')).role, 'owner')
  const listed = await act(owner, 'list-workspaces')
  assert.equal(listed.total, 3)
  assert.equal((await act(owner, 'get-workspace', { workspace_id: 'theirs' })).currency, 'BOB')
  await refused(act(admin, 'get-workspace', { workspace_id: 'imported' }), 'workspace_not_found')
})

test('a taken id is refused and what is there stays', async (t) => {
  const { act, owner, store } = await openHouse(t)
  await refused(act(owner, 'create-workspace', { workspace_id: 'shop', name: 'Other' }), 'already_exists')
  assert.equal((await store.workspaces.byId('shop'))?.name, 'Shop')
})

test('a currency and a time zone that do not exist are refused', async (t) => {
  const { act, owner } = await openHouse(t)
  await refused(act(owner, 'create-workspace', { name: 'x', currency: 'XXQ' }), 'out_of_range')
  await refused(act(owner, 'create-workspace', { name: 'x', time_zone: 'Mars/Olympus' }), 'out_of_range')
  await refused(act(owner, 'create-workspace', { name: 'x', time_zone: '+05:00' }), 'out_of_range')
})

test('a name changes at any time, currency and time zone by a job once there are orders', async (t) => {
  const { act, owner, warehouses } = await openHouse(t)
  const change = async (changes: object) =>
    act(owner, 'update-workspace', { workspace_id: 'shop', ...changes })
  const changed = await change({ name: 'La Tienda', currency: 'CLP', time_zone: 'America/Santiago' })
  assert.deepEqual(
    [changed.name, changed.currency, changed.time_zone],
    ['La Tienda', 'CLP', 'America/Santiago'],
  )
  const warehouse = await warehouses.open('shop')
  await warehouse.write(['sales'], async (writer) => {
    await writer.run(sql`INSERT INTO facts.orders
      (order_key, order_id, customer_key, ordered_at, day, status, state, currency, exchange_rate)
      VALUES (1, 'o1', 0, '2025-05-01', '2025-05-01', 'delivered', 'counted', 'CLP', 1)`)
  })
  await refused(change({ currency: 'EUR' }), 'no_exchange_rate')
  assert.equal((await change({ name: 'Tienda', currency: 'CLP' })).job_id, null)
  const queued = await change({ time_zone: 'UTC' })
  assert.ok(queued.job_id)
  assert.equal(queued.time_zone, 'America/Santiago')
  // one at a time: what is being written anew is not changed under it
  await refused(change({ time_zone: 'Asia/Tokyo' }), 'conflicting_state')
  const audit = await act(owner, 'audit-log', { action: 'update-workspace' })
  assert.equal(audit.total, 3)
})

test('an owner removes a workspace who repeats its id; an admin and a key do not', async (t) => {
  const { accounts, act, owner, person, store, warehouses } = await openHouse(t)
  const admin = await person('admin', 'admin@example.com')
  const whole = { workspace_id: 'shop', confirm: 'shop' }
  await refused(act(admin, 'remove-workspace', whole), 'not_permitted')
  const made = await act(owner, 'create-key', { name: 'k', permissions: ['workspace:manage'] })
  const key = await accounts.access.ofKey(String(made.key))
  await refused(act(key, 'remove-workspace', whole), 'not_permitted')
  await refused(act(owner, 'remove-workspace', { ...whole, confirm: 'yes' }), 'out_of_range')
  await act(owner, 'remove-workspace', whole)
  assert.equal(await store.workspaces.byId('shop'), undefined)
  await refused(warehouses.open('shop'), 'workspace_not_found')
  await refused(accounts.access.ofKey(String(made.key)), 'not_signed_in')
  await createWorkspace({ store, warehouses }, { workspace_id: 'shop', name: 'Anew' }, commandPrincipal)
  assert.equal(
    (await store.memberships.list('shop')).length,
    1,
    'nobody of before is a member of the new one',
  )
})

test('a start clears away what was half made or half removed', async (t) => {
  const { store, warehouses } = await openHouse(t)
  await store.workspaces.begin({ workspace_id: 'half', name: 'Half', currency: 'EUR', time_zone: 'UTC' })
  await warehouses.create('half')
  await createWorkspace({ store, warehouses }, { workspace_id: 'going', name: 'Going' }, commandPrincipal)
  await store.workspaces.setState('going', 'removing')
  assert.deepEqual((await settleWorkspaces({ store, warehouses })).toSorted(), ['going', 'half'])
  await refused(warehouses.open('half'), 'workspace_not_found')
  assert.deepEqual(
    (await store.workspaces.list()).map((row) => row.workspace_id),
    ['shop'],
  )
  assert.ok(
    await createWorkspace({ store, warehouses }, { workspace_id: 'half', name: 'Half' }, commandPrincipal),
  )
})

test('a visitor reads the opened workspace only', async (t) => {
  const { accounts, act } = await openHouse(t)
  const visitor = await accounts.access.ofVisitor('shop')
  assert.deepEqual(visitor.principal.permissions, ['answers:read'])
  await refused(act(visitor, 'change-settings', { language: 'es' }), 'not_signed_in')
  await refused(act(visitor, 'change-me', { language: 'es' }), 'not_permitted')
  await refused(accounts.access.ofVisitor('shop', 'other'), 'not_signed_in')
})
