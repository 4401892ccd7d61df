import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeBoth, settleIntents } from '../../src/store/both.ts'
import type { NewIntent } from '../../src/store/intents.ts'
import type { Store } from '../../src/store/store.ts'
import { temporaryStore } from './temporary-store.ts'

const actor = { kind: 'user', user_id: 'u1', name: 'Ana' }
const intent: NewIntent = { workspace_id: 'shop', action: 'update-product', actor, input: { name: 'Tea' } }
const audited = () => ({ subject: 'P1', before: { name: 'T' }, after: { name: 'Tea' } })

const auditOf = async (store: Store) =>
  (await store.audit.list({ workspace_id: 'shop', limit: 10, offset: 0 })).items.map(
    ({ action, subject, after }) => ({
      action,
      subject,
      after,
    }),
  )

test('a change of both ends with its intent closed and its audit written', async (t) => {
  const store = await temporaryStore(t)
  const applied = new Set<string>()
  const work = async (id: string) => applied.add(id).size
  assert.equal(await changeBoth(store, intent, work, audited, async (id) => applied.has(id)), 1)
  assert.deepEqual(await store.intents.open(), [])
  assert.deepEqual(await auditOf(store), [
    { action: 'update-product', subject: 'P1', after: { name: 'Tea' } },
  ])
})

test('a change that the warehouse refused is abandoned and not audited', async (t) => {
  const store = await temporaryStore(t)
  const work = async () => Promise.reject(new Error('refused'))
  await assert.rejects(
    changeBoth(store, intent, work, audited, async () => false),
    /refused/,
  )
  assert.deepEqual(await store.intents.open(), [])
  assert.deepEqual(await auditOf(store), [])
})

test('a start closes what was applied, drops what was not, and does so once', async (t) => {
  const store = await temporaryStore(t)
  const applied = await store.intents.begin(intent)
  await store.intents.begin({ ...intent, action: 'archive-product' })
  const holds = async ({ intent_id }: { intent_id: string }) => intent_id === applied
  assert.deepEqual(await settleIntents(store, holds), { completed: 1, abandoned: 1 })
  assert.deepEqual(await settleIntents(store, holds), { completed: 0, abandoned: 0 })
  assert.deepEqual(await auditOf(store), [
    { action: 'update-product', subject: null, after: { recovered: true, input: { name: 'Tea' } } },
  ])
})

test('a failure after the warehouse had committed is audited all the same', async (t) => {
  const store = await temporaryStore(t)
  const work = async () => Promise.reject(new Error('late'))
  await assert.rejects(
    changeBoth(store, intent, work, audited, async () => true),
    /late/,
  )
  assert.deepEqual(await store.intents.open(), [])
  assert.equal((await auditOf(store)).length, 1)
})

test('where the warehouse cannot be asked, the next start settles it', async (t) => {
  const store = await temporaryStore(t)
  const failed = async () => Promise.reject(new Error('gone'))
  await assert.rejects(changeBoth(store, intent, failed, audited, failed), /gone/)
  assert.deepEqual(await settleIntents(store, async () => true), { completed: 1, abandoned: 0 })
  assert.equal((await auditOf(store)).length, 1)
})
