import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addSourceInput } from '../../src/contracts/sources.ts'
import type { FeedView } from '../../src/contracts/source-parts.ts'
import {
  feedDraft,
  isReady,
  isSound,
  readInput,
  usualSettings,
} from '../../src/web/pages/sources/source-draft.ts'

const mapping = {
  role: 'lines' as const,
  columns: { order_id: 'id', ordered_at: 'day', unit_price: 'price' },
}
const inspection = {
  name: 'venta',
  bytes: 0,
  encoding: 'UTF8',
  delimiter: null,
  sheet: null,
  sheets: [],
  header: ['id', 'day', 'price'],
  columns: [],
  rows: [['1', '2026-01-01', '5']],
  mapping,
  dates_unclear: false,
  fields: [],
  problem: null,
  fault: null,
}
const feed: FeedView = {
  name: 'venta',
  role: 'lines',
  query: 'SELECT * FROM venta',
  mapping,
  changes: [{ relation: 'venta', mode: 'updated_at', column: 'changed' }],
}
const accepted = (read: object): boolean =>
  addSourceInput.safeParse({ name: 'Shop', connection: { database: 'shop' }, ...usualSettings, ...read })
    .success

test('what was recognised and left as it is goes by its name alone', () => {
  const read = readInput({
    recipe: 'spanish-shop',
    feeds: [feedDraft({ feed, inspection }, {})],
    chosen: false,
  })
  assert.deepEqual(read, { recipe: 'spanish-shop' })
  assert.ok(accepted(read))
})

test('what was corrected goes with its query, its mapping and its way of changing', () => {
  const corrected = {
    ...feedDraft({ feed, inspection }, {}),
    mapping: { ...mapping, columns: { ...mapping.columns, quantity: 'id' } },
    corrected: true,
  }
  const read = readInput({ recipe: 'spanish-shop', feeds: [corrected], chosen: false })
  assert.deepEqual(read.feeds, [
    {
      name: 'venta',
      query: 'SELECT * FROM venta',
      mapping: corrected.mapping,
      changes: { mode: 'updated_at', column: 'changed' },
    },
  ])
  assert.ok(accepted(read))
})

test('a table that was chosen is read as it is', () => {
  const chosen = feedDraft({ feed, inspection }, { table: 'public.venta' })
  const read = readInput({ recipe: null, feeds: [chosen], chosen: true })
  assert.equal(read.feeds?.[0]?.table, 'public.venta')
  assert.equal(read.feeds?.[0]?.query, undefined)
  assert.ok(accepted(read))
})

test('nothing unclear gets to the next step', () => {
  const unclear = feedDraft(
    { feed: null, inspection: { ...inspection, problem: 'it is not clear what id is' } },
    { table: 'notas' },
  )
  assert.equal(isReady({ recipe: null, feeds: [], chosen: true }), false)
  assert.equal(isReady({ recipe: null, feeds: [unclear], chosen: true }), false)
  assert.equal(isReady({ recipe: null, feeds: [{ ...unclear, corrected: true }], chosen: true }), true)
  assert.equal(isSound({ ...usualSettings, schedule: 'every morning' }), false)
  assert.equal(isSound({ ...usualSettings, write_back: { to: 'schema', schema: 'Mis datos' } }), false)
})
