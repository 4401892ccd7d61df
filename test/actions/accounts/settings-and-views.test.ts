import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from '../../../src/actions/accounts/settings.ts'
import { openHouse, refused } from './house.ts'

test('settings start at their defaults; what is given replaces, the rest stays', async (t) => {
  const { act, owner, store } = await openHouse(t)
  const before = await act(owner, 'get-settings')
  assert.deepEqual(
    [before.language, before.segment_scheme, before.recency_cut_offs, before.max_cover_days, before.currency],
    ['en', 'rfm-11', null, 120, 'USD'],
  )
  await act(owner, 'change-settings', { recency_cut_offs: [90, 180], frequency_cut_offs: [10, 5] })
  await act(owner, 'change-settings', { language: 'es' })
  const after = await readSettings(store, 'shop')
  assert.deepEqual([after.language, after.recency_cut_offs, after.monetary_cut_offs], ['es', [90, 180], null])
  const audit = await act(owner, 'audit-log', { action: 'change-settings' })
  assert.deepEqual((audit.items as { before: unknown; after: unknown }[])[0], {
    ...(audit.items as object[])[0],
    before: { language: 'en' },
    after: { language: 'es' },
  })
})

test('settings outside what is allowed are refused and nothing changes', async (t) => {
  const { act, owner, store } = await openHouse(t)
  await refused(act(owner, 'change-settings', { recency_cut_offs: [180, 90] }), 'out_of_range')
  await refused(act(owner, 'change-settings', { monetary_cut_offs: [1, 2] }), 'out_of_range')
  await refused(act(owner, 'change-settings', { max_cover_days: 0 }), 'out_of_range')
  await refused(act(owner, 'change-settings', { segment_scheme: 'rfm-12' }), 'out_of_range')
  await refused(act(owner, 'change-settings', { colour: 'red' }), 'unknown_parameter')
  assert.deepEqual(await store.settings.read('shop'), {})
})

test('a view is seen by its owner, and by all once shared; others cannot change it', async (t) => {
  const { act, owner, person } = await openHouse(t)
  const analyst = await person('analyst', 'a@example.com')
  const other = await person('analyst', 'b@example.com')
  const view = await act(analyst, 'save-view', {
    name: '"><script>',
    page: '/sales',
    search: 'country=US&period=all_time',
  })
  const { view_id } = view
  assert.equal((await act(other, 'list-views')).total, 0)
  await refused(act(other, 'change-view', { view_id, name: 'x' }), 'not_found')
  await refused(act(owner, 'remove-view', { view_id }), 'not_found')
  await act(analyst, 'change-view', { view_id, shared: true, name: 'US' })
  const [seen] = (await act(other, 'list-views')).items as Record<string, unknown>[]
  assert.deepEqual(
    [seen.name, seen.search, seen.mine, seen.shared],
    ['US', 'country=US&period=all_time', false, true],
  )
  await refused(act(other, 'remove-view', { view_id }), 'not_permitted')
  await act(owner, 'remove-view', { view_id })
  assert.equal((await act(analyst, 'list-views')).total, 0)
})

test('a view leads to a page of this application and nowhere else', async (t) => {
  const { act, owner } = await openHouse(t)
  for (const page of [
    'https://evil.example',
    '//evil.example',
    '//evil',
    'javascript:alert(1)',
    'sales',
    '/a?b',
  ])
    await refused(act(owner, 'save-view', { name: 'x', page }), 'malformed_request')
})

test('the audit is paged, and its days are those of the workspace', async (t) => {
  const { act, owner, clock } = await openHouse(t)
  await act(owner, 'update-workspace', { workspace_id: 'shop', time_zone: 'America/La_Paz' })
  const there = { ...owner, workspace: { ...owner.workspace, time_zone: 'America/La_Paz' } }
  clock.pass(15.5 * 3_600_000)
  // 03:30 on the second in UTC is 23:30 on the first in La Paz
  await act(there, 'change-settings', { language: 'es' })
  const on = async (date: string) =>
    (await act(there, 'audit-log', { action: 'change-settings', start_date: date, end_date: date })).total
  assert.deepEqual([await on('2025-06-01'), await on('2025-06-02')], [1, 0])
  const page = await act(there, 'audit-log', { limit: 1, offset: 1 })
  assert.equal((page.items as unknown[]).length, 1)
  await refused(act(there, 'audit-log', { limit: 0 }), 'out_of_range')
})
