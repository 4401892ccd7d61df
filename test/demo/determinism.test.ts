import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { cell } from '../../src/demo/demo-table.ts'
import type { DemoTable } from '../../src/demo/demo-table.ts'
import { generateShop } from '../../src/demo/generate-shop.ts'
import type { Shop } from '../../src/demo/generate-shop.ts'
import { openShop } from '../../src/demo/open-shop.ts'

function addTable(hash: ReturnType<typeof createHash>, name: string, table: DemoTable): void {
  for (const [column, { type, ...values }] of Object.entries(table.columns)) {
    hash.update(`${name}.${column}:${type}:${JSON.stringify(values)}`)
  }
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
