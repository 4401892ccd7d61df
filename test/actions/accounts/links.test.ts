import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccounts } from '../../../src/actions/accounts/accounts.ts'
import { addWorkspace, movingClock, temporaryStore } from '../../store/temporary-store.ts'
import { address, openHouse, password, refused } from './house.ts'

const minute = 60_000
const day = 24 * 60 * minute

test('the first link makes the owner, who owns every workspace, and works once', async (t) => {
  const store = await temporaryStore(t)
  await addWorkspace(store, 'other')
  const accounts = createAccounts(store)
  const link = await accounts.ensureOwner()
  assert.ok(link)
  assert.equal(Buffer.from(link.token, 'base64url').length, 32)
  assert.equal((await accounts.inspectLink(link.token)).kind, 'owner')
  const given = { token: link.token, email: 'ana@example.com', password, address }
  const signedIn = await accounts.acceptLink(given)
  assert.deepEqual(
    signedIn.workspaces.map(({ workspace_id, role }) => [workspace_id, role]),
    [
      ['other', 'owner'],
      ['shop', 'owner'],
    ],
  )
  await refused(accounts.acceptLink({ ...given, email: 'eve@example.com' }), 'link_not_valid')
  await refused(accounts.inspectLink(link.token), 'link_not_valid')
  assert.equal(await accounts.ensureOwner(), undefined, 'no link once there is an owner')
})

test('a refused password or a missing email leaves the link as it was', async (t) => {
  const store = await temporaryStore(t)
  const accounts = createAccounts(store)
  const token = (await accounts.ensureOwner())?.token ?? ''
  await refused(accounts.acceptLink({ token, password, address }), 'malformed_request')
  const weak = { token, email: 'ana@example.com', password: '1234567890', address }
  await refused(accounts.acceptLink(weak), 'weak_password')
  await refused(accounts.acceptLink({ ...weak, password: 'short' }), 'weak_password')
  assert.ok(await accounts.acceptLink({ ...weak, password }))
})

test('the first link lasts fifteen minutes, and a newer one ends it', async (t) => {
  const clock = movingClock()
  const store = await temporaryStore(t, clock)
  const accounts = createAccounts(store)
  const older = (await accounts.ensureOwner())?.token ?? ''
  const newer = (await accounts.ensureOwner())?.token ?? ''
  await refused(accounts.inspectLink(older), 'link_not_valid')
  clock.pass(15 * minute - 1)
  assert.ok(await accounts.inspectLink(newer))
  clock.pass(1)
  const late = { token: newer, email: 'ana@example.com', password, address }
  await refused(accounts.acceptLink(late), 'link_not_valid')
})

test('of two who use the first link at the same moment one becomes the owner', async (t) => {
  const store = await temporaryStore(t)
  const accounts = createAccounts(store)
  const token = (await accounts.ensureOwner())?.token ?? ''
  const both = await Promise.allSettled(
    ['ana', 'eve'].map(async (name) =>
      accounts.acceptLink({ token, email: `${name}@example.com`, password, address }),
    ),
  )
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await store.users.houseOwners()).length, 1)
})

test('an open first link is worth nothing once the configuration has made an owner', async (t) => {
  const store = await temporaryStore(t)
  const accounts = createAccounts(store)
  const token = (await accounts.ensureOwner())?.token ?? ''
  await accounts.ensureOwner({ email: 'ana@example.com', password })
  await refused(accounts.acceptLink({ token, email: 'eve@example.com', password, address }), 'link_not_valid')
})

test('the configured owner is made once, and a later start does not change the password', async (t) => {
  const store = await temporaryStore(t)
  const accounts = createAccounts(store)
  await refused(
    accounts.ensureOwner({ email: 'ana@example.com', password: 'contraseña123' }),
    'weak_password',
  )
  await accounts.ensureOwner({ email: 'ana@example.com', password })
  await accounts.ensureOwner({ email: 'ana@example.com', password: 'another-harbour-72' })
  assert.ok(await accounts.signIn({ email: 'ana@example.com', password, address }))
})

test('an invitation brings a new person in with its role, once, within seven days', async (t) => {
  const { accounts, act, owner, clock } = await openHouse(t)
  const invite = async (email: string) => {
    const made = await act(owner, 'invite-person', { email, role: 'analyst' })
    assert.match(String(made.link), /^https:\/\/shop\.example\/link#[\w-]{43}$/)
    return String(made.link).split('#')[1]
  }
  const token = await invite('Bo@example.com')
  assert.deepEqual(await accounts.inspectLink(token), {
    kind: 'invitation',
    expires_at: '2025-06-08T12:00:00.000Z',
    email: 'bo@example.com',
    role: 'analyst',
    workspace_name: 'Shop',
    has_account: false,
  })
  const signedIn = await accounts.acceptLink({
    token,
    password,
    name: 'Bo',
    address,
    email: 'eve@example.com',
  })
  assert.deepEqual([signedIn.user.email, signedIn.user.role], ['bo@example.com', 'analyst'])
  await refused(accounts.acceptLink({ token, password, address }), 'link_not_valid')
  await refused(act(owner, 'invite-person', { email: 'bo@example.com', role: 'viewer' }), 'already_exists')
  const late = await invite('late@example.com')
  clock.pass(7 * day)
  await refused(accounts.acceptLink({ token: late, password, address }), 'link_not_valid')
})

test('who has an account accepts with its own password, and keeps it', async (t) => {
  const { accounts, act, owner, store } = await openHouse(t)
  await act(owner, 'create-workspace', { workspace_id: 'second', name: 'Second' })
  const there = await accounts.access.ofUser(
    (await accounts.signIn({ email: 'owner@example.com', password, address })).claims,
    'second',
  )
  const { link: first } = await act(owner, 'invite-person', { email: 'bo@example.com', role: 'viewer' })
  await accounts.acceptLink({ token: String(first).split('#')[1], password, address })
  const { link } = await act(there, 'invite-person', { email: 'bo@example.com', role: 'analyst' })
  const token = String(link).split('#')[1]
  assert.equal((await accounts.inspectLink(token)).has_account, true)
  await refused(accounts.acceptLink({ token, password: 'taking-it-over-1', address }), 'wrong_credentials')
  const signedIn = await accounts.acceptLink({ token, password, address })
  assert.equal(signedIn.workspaces.length, 2)
  assert.equal(await store.memberships.role(signedIn.user.user_id, 'second'), 'analyst')
})

test('a withdrawn invitation, an older one to the same person, and one by somebody who left no longer work', async (t) => {
  const { accounts, act, owner, person } = await openHouse(t)
  const invite = async (by: typeof owner, email: string) =>
    act(by, 'invite-person', { email, role: 'viewer' })
  const withdrawn = await invite(owner, 'a@example.com')
  const listed = await act(owner, 'list-invitations')
  assert.equal(listed.total, 1)
  assert.ok(!JSON.stringify(listed).includes(String(withdrawn.link).split('#')[1]))
  await act(owner, 'withdraw-invitation', { invitation_id: withdrawn.invitation_id })
  const older = await invite(owner, 'b@example.com')
  await invite(owner, 'b@example.com')
  const admin = await person('admin', 'admin@example.com')
  const orphaned = await invite(admin, 'c@example.com')
  await act(owner, 'remove-person', { user_id: admin.principal.user_id })
  for (const { link } of [withdrawn, older, orphaned])
    await refused(accounts.inspectLink(String(link).split('#')[1]), 'link_not_valid')
})

test('a link for a forgotten password sets a new one and ends every session', async (t) => {
  const { accounts, clock } = await openHouse(t)
  const before = await accounts.signIn({ email: 'owner@example.com', password, address })
  await refused(accounts.createPasswordLink('nobody@example.com'), 'not_found')
  const { token } = await accounts.createPasswordLink('owner@example.com')
  assert.equal((await accounts.inspectLink(token)).email, 'owner@example.com')
  const fresh = await accounts.acceptLink({ token, password: 'another-harbour-72', address })
  assert.ok(await accounts.access.ofUser(fresh.claims))
  await refused(accounts.refresh(before.refresh_token), 'session_expired')
  const late = await accounts.createPasswordLink('owner@example.com')
  clock.pass(60 * minute)
  await refused(accounts.inspectLink(late.token), 'link_not_valid')
})
