import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { openStore } from '../../src/store/store.ts'
import { addWorkspace, temporaryFolder, temporaryStore } from './temporary-store.ts'

const newUser = (email: string) => ({ email, name: 'Ana', password_hash: 'x' })

test('the file is for its owner only, in WAL mode, and opens again with what it held', async (t) => {
  const path = join(temporaryFolder(t), 'deeper', 'store.sqlite')
  const first = await openStore(path)
  await first.users.create(newUser('ana@example.com'))
  assert.equal(statSync(path).mode & 0o777, 0o600)
  await first.close()
  const second = await openStore(path)
  t.after(async () => second.close())
  assert.equal((await second.users.byEmail(' ANA@example.com '))?.name, 'Ana')
  const beside = new DatabaseSync(path, { readOnly: true })
  assert.equal(beside.prepare('PRAGMA journal_mode').get()?.journal_mode, 'wal')
  beside.close()
})

test('a folder written by a newer version is refused and left alone', async (t) => {
  const path = join(temporaryFolder(t), 'store.sqlite')
  await (await openStore(path)).close()
  const newer = new DatabaseSync(path)
  newer.exec('INSERT INTO schema_versions VALUES (9999)')
  newer.close()
  await assert.rejects(openStore(path), /newer version/)
})

test('a transaction that throws leaves nothing behind, and the next one is not held up', async (t) => {
  const store = await temporaryStore(t)
  const failing = store.transaction(async (inside) => {
    await inside.users.create(newUser('ana@example.com'))
    throw new Error('no')
  })
  await assert.rejects(failing, /no/)
  assert.equal(await store.users.byEmail('ana@example.com'), undefined)
  await store.transaction(async (inside) => inside.users.create(newUser('ana@example.com')))
  assert.ok(await store.users.byEmail('ana@example.com'))
})

test('transactions take turns, so that reading and then writing cannot be interleaved', async (t) => {
  const store = await temporaryStore(t)
  const user = await store.users.create(newUser('ana@example.com'))
  const addOne = async () =>
    store.transaction(async (inside) => {
      const present = await inside.users.byId(user.user_id)
      await new Promise((resolve) => setImmediate(resolve))
      await inside.users.rename(user.user_id, `${present?.name ?? ''}x`)
    })
  await Promise.all(Array.from({ length: 20 }, addOne))
  assert.equal((await store.users.byId(user.user_id))?.name, `Ana${'x'.repeat(20)}`)
})

test('a transaction that asks the store beside its own is refused instead of waiting for itself', async (t) => {
  const store = await temporaryStore(t)
  await assert.rejects(
    store.transaction(async () => store.users.byId('u')),
    /waited for itself/,
  )
  assert.equal(await store.users.byId('u'), undefined)
})

test('a transaction inside another is part of it', async (t) => {
  const store = await temporaryStore(t)
  const whole = store.transaction(async (outer) => {
    await outer.transaction(async (inner) => inner.users.create(newUser('ana@example.com')))
    throw new Error('no')
  })
  await assert.rejects(whole, /no/)
  assert.equal(await store.users.byEmail('ana@example.com'), undefined)
})

test('hostile text is kept to the letter', async (t) => {
  const store = await temporaryStore(t)
  const name = `O'Brien"; DROP TABLE users; -- <script>\u202E=1+1 😀`
  const user = await store.users.create({ ...newUser('o@example.com'), name })
  assert.equal((await store.users.byId(user.user_id))?.name, name)
})

test('the audit is only appended to', async (t) => {
  const folder = temporaryFolder(t)
  const store = await openStore(join(folder, 'store.sqlite'))
  const actor = { kind: 'command', user_id: null, name: 'command line' }
  await store.audit.append({ workspace_id: 'shop', action: 'try', actor, before: { a: 1 }, after: [null] })
  await store.close()
  const raw = new DatabaseSync(join(folder, 'store.sqlite'))
  assert.throws(() => raw.exec(`UPDATE audit_entries SET action = 'other'`), /only appended/)
  assert.throws(() => raw.exec('DELETE FROM audit_entries'), /only appended/)
  raw.close()
})

test('the audit lists a workspace, newest first, by page and by filter, also within one millisecond', async (t) => {
  const store = await temporaryStore(t)
  const actor = { kind: 'user', user_id: 'u1', name: 'Ana' }
  for (let at = 0; at < 25; at += 1)
    await store.audit.append({
      workspace_id: 'shop',
      action: at % 2 ? 'odd' : 'even',
      actor,
      subject: `s${at}`,
    })
  await store.audit.append({ workspace_id: 'other', action: 'odd', actor })
  const page = await store.audit.list({ workspace_id: 'shop', limit: 3, offset: 2 })
  assert.equal(page.total, 25)
  assert.deepEqual(
    page.items.map((entry) => entry.subject),
    ['s22', 's21', 's20'],
  )
  assert.equal(
    (await store.audit.list({ workspace_id: 'shop', action: 'odd', limit: 1, offset: 0 })).total,
    12,
  )
  assert.equal((await store.audit.list({ workspace_id: null, limit: 1, offset: 0 })).total, 26)
})

test('removing a workspace removes what belongs to it, but not its audit', async (t) => {
  const store = await temporaryStore(t)
  await addWorkspace(store, 'other')
  const user = await store.users.create(newUser('ana@example.com'))
  await store.memberships.set(user.user_id, 'other', 'owner')
  const key = await store.keys.create({
    workspace_id: 'other',
    name: 'k',
    permissions: ['answers:read'],
    created_by: null,
  })
  await store.jobs.enqueue({ workspace_id: 'other', kind: 'import', input: {} })
  await store.settings.write('other', { language: 'es' })
  const actor = { kind: 'command', user_id: null, name: 'command line' }
  await store.audit.append({ workspace_id: 'other', action: 'try', actor })
  await store.workspaces.remove('other')
  assert.equal(await store.keys.byToken(key.key), undefined)
  assert.deepEqual(await store.memberships.ofUser(user.user_id), [])
  assert.equal((await store.jobs.list({ workspace_id: 'other', limit: 1, offset: 0 })).total, 0)
  assert.deepEqual(await store.settings.read('other'), {})
  assert.equal((await store.audit.list({ workspace_id: 'other', limit: 1, offset: 0 })).total, 1)
})
