import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { cell } from '../../src/demo/demo-table.ts'
import type { DemoTable, TextPart } from '../../src/demo/demo-table.ts'
import { generateShop } from '../../src/demo/generate-shop.ts'
import type { Shop } from '../../src/demo/generate-shop.ts'
import { openShop } from '../../src/demo/open-shop.ts'

type Hash = ReturnType<typeof createHash>

function addTable(hash: Hash, name: string, table: DemoTable): void {
  for (const [column, content] of Object.entries(table.columns)) {
    hash.update(`${name}.${column}:${content.type}:${table.rows}:`)
    if (content.type !== 'text') addValues(hash, content.values)
    else for (const part of content.parts) addPart(hash, part)
  }
}

function addPart(hash: Hash, part: TextPart): void {
  if (typeof part === 'string') hash.update(part)
  else if ('words' in part) addValues(hash.update(part.words.join('|')), part.codes)
  else addValues(hash.update(String(part.digits)), part.numbers)
}

function addValues(hash: Hash, values: ArrayLike<unknown>): void {
  if (ArrayBuffer.isView(values))
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  else hash.update(JSON.stringify(values))
}

function hashOf({ tables, truth }: Shop): string {
  const hash = createHash('sha256').update(JSON.stringify(truth))
  for (const [name, table] of Object.entries(tables)) addTable(hash, name, table)
  return hash.digest('hex')
}

test('the same seed gives the same bytes, another seed does not', () => {
  for (const name of ['boutique', 'spa'] as const) {
    const first = hashOf(generateShop(name))
    assert.equal(hashOf(generateShop(name, { seed: 42 })), first)
    assert.notEqual(hashOf(generateShop(name, { seed: 43 })), first)
  }
  assert.equal(
    hashOf(generateShop('global', { lines: 5000 })),
    hashOf(generateShop('global', { lines: 5000 })),
  )
})

test('a shop does not depend on how its orders are grouped into stretches', () => {
  const whole = generateShop('global', { lines: 12_000, seed: 7 })
  const shop = openShop('global', { lines: 12_000, seed: 7 })
  let row = 0
  for (const batch of shop.batches(500)) {
    for (let i = 0; i < batch.order_lines.rows; i++, row++) {
      for (const column of [
        'transaction_id',
        'order_key',
        'product_key',
        'quantity',
        'unit_price',
        'line_at',
      ]) {
        assert.equal(cell(batch.order_lines, column, i), cell(whole.tables.order_lines, column, row))
      }
    }
  }
  assert.equal(row, whole.tables.order_lines.rows)
  let customer = 0
  for (const table of shop.customers(333)) {
    for (let i = 0; i < table.rows; i++, customer++) {
      assert.equal(cell(table, 'email', i), cell(whole.tables.customers, 'email', customer))
    }
  }
  assert.deepEqual(shop.rest().truth, whole.truth)
})

test('with a number of lines the counts are free and near what was asked', () => {
  for (const name of ['boutique', 'spa', 'global'] as const) {
    const { truth } = generateShop(name, { lines: 40_000, seed: 3 })
    assert.equal(truth.exact_counts, false)
    assert.ok(Math.abs(truth.counts.lines / 40_000 - 1) < 0.12)
  }
})
