import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fixedClock } from '../../src/base/clock.ts'
import { checkShop } from '../../src/demo/check-shop.ts'
import { cell } from '../../src/demo/demo-table.ts'
import { demoShops } from '../../src/demo/demo-shops.ts'
import { generateShop } from '../../src/demo/generate-shop.ts'
import { loadDemo } from '../../src/demo/load-shop.ts'
import { readTruth, writeTruth } from '../../src/demo/truth-file.ts'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import { raw } from '../../src/warehouse/sql.ts'
import type { Warehouses } from '../../src/warehouse/warehouse.ts'

const clock = fixedClock('2025-11-02T08:00:00Z')

describe('loading a demo shop', () => {
  let folder: string
  let warehouses: Warehouses

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'))
    warehouses = openWarehouses({ folder, threads: 1 })
  })

  after(async () => {
    await warehouses.close()
    await rm(folder, { recursive: true })
  })

  test('keeps every promise at the shop’s own size', async () => {
    for (const { name, workspace_id } of demoShops) {
      const warehouse = await warehouses.create(workspace_id)
      const { truth } = await loadDemo(warehouse, name, { clock })
      const checks = await checkShop(warehouse.reader, name, truth)
      assert.ok(checks.length > 12)
      assert.deepEqual(
        checks.filter(({ ok }) => !ok),
        [],
      )
      assert.equal(warehouse.versions().sales, 1)
    }
  })

  test('keeps its free counts at another size, with progress and a record of the import', async () => {
    const warehouse = await warehouses.create('scaled')
    const seen: number[] = []
    const loaded = await loadDemo(warehouse, 'global', { clock, seed: 7, lines: 8000 }, ({ lines }) =>
      seen.push(lines),
    )
    const checks = await checkShop(warehouse.reader, 'global', loaded.truth)
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    )
    assert.equal(seen.at(-1), loaded.truth.counts.lines)
    const [record] = await warehouse.reader.rows(raw('SELECT import_id, kind, applied_at FROM facts.imports'))
    assert.deepEqual(record, {
      import_id: loaded.import_id,
      kind: 'demo',
      applied_at: '2025-11-02T08:00:00.000Z',
    })
  })

  test('writes the cells that the columns say', async () => {
    const warehouse = await warehouses.open('scaled')
    const { tables } = generateShop('global', { seed: 7, lines: 8000 })
    const customers = await warehouse.reader.rows(raw('SELECT * FROM facts.customers ORDER BY customer_key'))
    for (const name of [
      'customer_id',
      'name',
      'email',
      'phone',
      'country',
      'region',
      'city',
      'age',
      'gender',
    ]) {
      for (const row of [0, 7, 1234, customers.length - 1]) {
        assert.equal(customers[row][name], cell(tables.customers, name, row))
      }
    }
    const orders = await warehouse.reader.rows(raw('SELECT * FROM facts.orders ORDER BY order_key'))
    for (const name of [
      'order_id',
      'customer_key',
      'status',
      'state',
      'currency',
      'exchange_rate',
      'delivery_time',
    ]) {
      for (const row of [0, 99, orders.length - 1])
        assert.equal(orders[row][name], cell(tables.orders, name, row))
    }
    const seconds = Number(cell(tables.orders, 'ordered_at', 99))
    assert.equal(orders[99]['ordered_at'], new Date(seconds * 1000).toISOString())
  })

  test('refuses a workspace that holds data, and changes nothing', async () => {
    const warehouse = await warehouses.open('scaled')
    const before = warehouse.versions()
    await assert.rejects(loadDemo(warehouse, 'boutique', { clock }), { code: 'conflicting_state' })
    assert.deepEqual(warehouse.versions(), before)
  })

  test('finds a shop that breaks its word', async () => {
    const warehouse = await warehouses.open('demo-boutique')
    await warehouse.write(['sales'], (writer) =>
      writer.run(raw('DELETE FROM facts.order_lines WHERE order_key = 17')),
    )
    const broken = (await checkShop(warehouse.reader, 'boutique'))
      .filter(({ ok }) => !ok)
      .map(({ what }) => what)
    assert.deepEqual(broken, ['lines', 'orders without lines'])
  })

  test('keeps its truth beside the warehouse', async () => {
    const { truth } = generateShop('boutique')
    await writeTruth(folder, 'demo-boutique', truth)
    assert.deepEqual(await readTruth(folder, 'demo-boutique'), truth)
    assert.equal(await readTruth(folder, 'scaled'), null)
  })
})
