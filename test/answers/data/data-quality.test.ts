import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '../../../src/base/clock.ts'
import { dataQuality } from '../../../src/answers/data/data-quality.ts'
import { imports } from '../../../src/answers/data/imports.ts'
import { inWorkspace } from '../../ingest/workspace.ts'
import { onlineRetailSample } from '../../ingest/online-retail.ts'
import type { Workspace } from '../../ingest/workspace.ts'

const contextOf = (shop: Workspace) => ({
  db: shop.warehouse.reader,
  workspace: { workspace_id: 'shop', name: 'Shop', currency: 'USD', time_zone: 'UTC' },
  clock: fixedClock('2010-12-05T12:00:00Z'),
})

const quality = async (shop: Workspace, import_id?: string) =>
  dataQuality.output.parse(await dataQuality.run(contextOf(shop), { import_id }))
const history = async (shop: Workspace, limit = 50, offset = 0) =>
  imports.output.parse(await imports.run(contextOf(shop), { limit, offset }))

test(
  'data-quality tells the latest verdict that stands and the age of the data',
  inWorkspace(async (shop) => {
    const first = await shop.importText(onlineRetailSample, 'first.csv')
    const found = await quality(shop)
    assert.equal(found.quality, first.quality)
    assert.deepEqual(found.verdict, first)
    assert.deepEqual([found.last_day, found.days_old, found.imports], ['2010-12-01', 4, 1])
    const second = await shop.importText(onlineRetailSample.replace('WARMER,2', 'WARMER,3'), 'second.csv')
    assert.equal((await quality(shop)).summary?.file_name, 'second.csv')
    assert.equal((await quality(shop, first.import_id ?? '')).summary?.file_name, 'first.csv')
    await shop.undo(second.import_id ?? '')
    assert.equal((await quality(shop)).summary?.file_name, 'first.csv')
    await assert.rejects(quality(shop, 'import-99'), { code: 'import_not_found' })
  }),
)

test(
  'data-quality of an empty workspace says why it has none',
  inWorkspace(async (shop) => {
    const found = await quality(shop)
    assert.deepEqual([found.quality, found.verdict, found.last_day, found.days_old], [null, null, null, null])
    assert.deepEqual(found.reasons, { quality: 'no_orders' })
  }),
)

test(
  'imports lists the history, the latest first, and what can be undone',
  inWorkspace(async (shop) => {
    await shop.importText(onlineRetailSample, 'first.csv')
    const second = await shop.importText(onlineRetailSample.replace('WARMER,2', 'WARMER,3'), 'second.csv')
    const undoable = async () => (await history(shop)).items.map((item) => [item.file_name, item.undoable])
    assert.deepEqual(await undoable(), [
      ['second.csv', true],
      ['first.csv', false],
    ])
    await shop.undo(second.import_id ?? '')
    assert.deepEqual(await undoable(), [
      ['second.csv', false],
      ['first.csv', true],
    ])
    const page = await history(shop, 1, 1)
    assert.deepEqual([page.total, page.items.length, page.items[0].file_name], [2, 1, 'first.csv'])
  }),
)
