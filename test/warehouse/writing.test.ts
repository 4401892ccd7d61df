import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { raw, sql } from '../../src/warehouse/sql.ts'
import type { Warehouse } from '../../src/warehouse/warehouse.ts'
import { temporaryWarehouses } from './temporary-warehouses.ts'

async function warehouseOf(context: TestContext): Promise<Warehouse> {
  return (await temporaryWarehouses(context)).create('shop')
}

const addProduct = (id: string, key = 1) =>
  sql`INSERT INTO facts.products (product_key, product_id, product_name) VALUES (${key}, ${id}, ${'a name'})`
const productIds = async (warehouse: Warehouse): Promise<string[]> =>
  (
    await warehouse.reader.rows<{ product_id: string }>(
      raw('SELECT product_id FROM facts.products ORDER BY 1'),
    )
  ).map((row) => row.product_id)

test('a write that fails leaves nothing behind and moves no version', async (context) => {
  const warehouse = await warehouseOf(context)
  const before = warehouse.versions()
  await assert.rejects(
    warehouse.write(['catalogue'], async (writer) => {
      await writer.run(addProduct('P1'))
      throw new Error('the disk is full')
    }),
    /the disk is full/,
  )
  assert.deepEqual(await productIds(warehouse), [])
  assert.deepEqual(warehouse.versions(), before)
  await warehouse.write(['catalogue'], (writer) => writer.run(addProduct('P2')))
  assert.deepEqual(await productIds(warehouse), ['P2'])
})

test('a statement that fails undoes those before it, and the writer works on', async (context) => {
  const warehouse = await warehouseOf(context)
  await assert.rejects(
    warehouse.write(['catalogue'], async (writer) => {
      await writer.run(addProduct('P1'))
      await writer.run(raw('SELECT no_such_column FROM facts.products'))
    }),
    { name: 'StatementError' },
  )
  assert.deepEqual(await productIds(warehouse), [])
  await warehouse.write([], (writer) => writer.run(addProduct('P3')))
  assert.deepEqual(await productIds(warehouse), ['P3'])
})

test('versions move with the commit, not before, and only those of the areas named', async (context) => {
  const warehouse = await warehouseOf(context)
  const before = warehouse.versions()
  await warehouse.write(['catalogue', 'customers'], async (writer) => {
    await writer.run(addProduct('P1'))
    assert.deepEqual(warehouse.versions(), before)
  })
  assert.deepEqual(warehouse.versions(), {
    ...before,
    catalogue: before.catalogue + 1,
    customers: before.customers + 1,
  })
})

test('readers see a write only when it is committed', async (context) => {
  const warehouse = await warehouseOf(context)
  await warehouse.write(['catalogue'], async (writer) => {
    await writer.run(addProduct('P1'))
    assert.deepEqual(await productIds(warehouse), [])
  })
  assert.deepEqual(await productIds(warehouse), ['P1'])
})

test('writes are carried out one after another, in the order asked', async (context) => {
  const warehouse = await warehouseOf(context)
  const log: number[] = []
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      warehouse.write(['catalogue'], async (writer) => {
        const { count } = await writer.row<{ count: number }>(
          raw('SELECT count(*) AS count FROM facts.products'),
        )
        log.push(count)
        await writer.run(addProduct(`P${index}`, index + 1))
      }),
    ),
  )
  assert.deepEqual(
    log,
    Array.from({ length: 12 }, (_, index) => index),
  )
})

test('an edit made while an import is prepared or waits to merge is kept, and is in the new marts', async (context) => {
  const warehouse = await warehouseOf(context)
  await warehouse.write(['catalogue', 'sales'], async (writer) => {
    await writer.run(addProduct('P1'))
    await writer.run(
      raw(`INSERT INTO facts.orders (order_key, order_id, customer_key, ordered_at, day, status, state, currency, exchange_rate)
        VALUES (1, '1', 0, TIMESTAMP '2025-01-01 10:00:00', DATE '2025-01-01', 'done', 'counted', 'USD', 1)`),
    )
  })
  const rename = (name: string): Promise<void> =>
    warehouse.write(['catalogue'], (writer) =>
      writer.run(sql`UPDATE facts.products SET product_name = ${name} WHERE product_key = 1`),
    )
  await warehouse.stage(async (stage) => {
    await stage.run(raw('CREATE TEMP TABLE staged AS SELECT 1 AS order_key, 7 AS price'))
    await rename('while it was prepared')
    const waiting = warehouse.write([], async () => {
      await new Promise((resolve) => setTimeout(resolve, 50))
    })
    const merging = stage.merge(['sales'], async (writer) => {
      // an edit asked for now has to wait for the merge, and must not be lost by it
      edited = rename('while it merged')
      await writer.run(
        raw(`INSERT INTO facts.order_lines (order_key, line_no, product_key, kind, quantity, unit_price, discount)
          SELECT order_key, 1, 1, 'sale', 1, price, 0 FROM staged`),
      )
      const { product_name } = await writer.row<{ product_name: string }>(
        raw('SELECT product_name FROM facts.products'),
      )
      assert.equal(product_name, 'while it was prepared')
    })
    let edited: Promise<void> | undefined
    await Promise.all([waiting, merging])
    await edited
  })
  const row = await warehouse.reader.row(
    raw(`SELECT p.product_name, CAST(s.revenue AS DOUBLE) AS revenue FROM marts.sales AS s
      JOIN facts.products AS p ON p.product_key = s.product_key`),
  )
  assert.deepEqual(row, { product_name: 'while it merged', revenue: 7 })
})

test('a stage that fails gives its connection and its temporary tables back', async (context) => {
  const warehouse = await warehouseOf(context)
  await assert.rejects(
    warehouse.stage(async (stage) => {
      await stage.run(raw('CREATE TEMP TABLE staged AS SELECT 1 AS one'))
      await stage.merge(['catalogue'], async (writer) => {
        await writer.run(addProduct('P1'))
        throw new Error('a faulty row')
      })
    }),
    /a faulty row/,
  )
  assert.deepEqual(await productIds(warehouse), [])
  await warehouse.stage(async (stage) => {
    await assert.rejects(stage.rows(raw('SELECT * FROM staged')), { name: 'StatementError' })
  })
})

test('marts are rebuilt by a write of sales, unless it says to keep them', async (context) => {
  const warehouse = await warehouseOf(context)
  const places = (): Promise<unknown> => warehouse.reader.rows(raw('SELECT city FROM marts.places'))
  const addOrder = (key: number, city: string) =>
    sql`INSERT INTO facts.orders (order_key, order_id, customer_key, ordered_at, day, status, state, currency, exchange_rate, city)
      VALUES (${key}, ${String(key)}, 0, now(), current_date, 'done', 'counted', 'USD', 1, ${city})`
  await warehouse.write(['sales'], (writer) => writer.run(addOrder(1, 'Sucre')), { marts: 'keep' })
  assert.deepEqual(await places(), [])
  await warehouse.write(['sales'], (writer) => writer.run(addOrder(2, 'La Paz')))
  assert.deepEqual(await places(), [{ city: 'La Paz' }, { city: 'Sucre' }])
})
