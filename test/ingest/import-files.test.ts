import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { describe, test } from 'node:test'
import { raw } from '../../src/warehouse/sql.ts'
import { expectedKinds, onlineRetailSample } from './online-retail.ts'
import { inWorkspace } from './workspace.ts'

const byKind = (kinds: readonly { kind: string; rows: number; amount: number }[]) =>
  Object.fromEntries(kinds.map(({ kind, rows, amount }) => [kind, { rows, amount }]))

describe('an Online Retail file', () => {
  test(
    'is recognised by itself and every row is accounted for',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(gzipSync(onlineRetailSample), 'sales.csv.gz')
      assert.equal(verdict.files[0].layout, 'uci-online-retail')
      assert.equal(verdict.outcome, 'loaded')
      assert.deepEqual(byKind(verdict.kinds), expectedKinds)
      assert.deepEqual(verdict.whole, { rows: 13, amount: -53.68 })
      assert.equal(verdict.adds_up, true)
      assert.equal(verdict.rows_repeated, 1)
      assert.deepEqual(
        verdict.repeated_examples.map(({ line }) => line),
        [6],
      )
      assert.deepEqual(
        Object.fromEntries(verdict.documents.map(({ document, rows, orders }) => [document, [rows, orders]])),
        { invoice: [6, 3], return: [1, 1], credit_note: [2, 2], zero_price: [2, 2], bad_debt: [2, 2] },
      )
      assert.equal(verdict.currency, 'USD')
      assert.equal(verdict.orders, 10)
      assert.equal(verdict.customers, 2)
    }),
  )

  test(
    'loads lines by position, guests without a customer and ids without .0',
    inWorkspace(
      async (shop) => {
        await shop.importText(onlineRetailSample)
        const lines = await shop.rows(
          `SELECT line_no, kind, product_key FROM facts.order_lines JOIN facts.orders USING (order_key) WHERE order_id = '536365' ORDER BY 1`,
        )
        assert.deepEqual(lines, [
          { line_no: 1, kind: 'sale', product_key: 1 },
          { line_no: 2, kind: 'sale', product_key: 2 },
          { line_no: 3, kind: 'shipping', product_key: 0 },
        ])
        assert.deepEqual(await shop.rows('SELECT customer_id FROM facts.customers ORDER BY customer_key'), [
          { customer_id: '17850' },
          { customer_id: '14527' },
        ])
        assert.deepEqual(await shop.rows(`SELECT customer_key FROM facts.orders WHERE order_id = '536366'`), [
          { customer_key: 0 },
        ])
        const [{ revenue }] = await shop.rows<{ revenue: number }>(
          'SELECT sum(revenue) AS revenue FROM marts.sales',
        )
        assert.equal(revenue, 39.65)
      },
      { currency: 'GBP', timeZone: 'UTC' },
    ),
  )

  test(
    'changes nothing the second time',
    inWorkspace(async (shop) => {
      await shop.importText(onlineRetailSample)
      const before = await shop.dump()
      const versions = shop.warehouse.versions()
      const again = await shop.importText(gzipSync(onlineRetailSample), 'the-same.csv.gz')
      assert.equal(again.outcome, 'unchanged')
      assert.equal(again.import_id, null)
      assert.equal(again.changes.orders_unchanged, 10)
      assert.equal(await shop.dump(), before)
      assert.deepEqual(shop.warehouse.versions(), versions)
      assert.deepEqual(await shop.rows('SELECT count(*) AS n FROM facts.imports'), [{ n: 1 }])
    }),
  )

  test(
    'replaces the orders it contains when it has been corrected, whole, and is undone exactly',
    inWorkspace(async (shop) => {
      await shop.importText(onlineRetailSample)
      const before = await shop.dump()
      const corrected = onlineRetailSample
        .replace(
          '22633,HAND WARMER,2,2010-12-01 08:28:00,1.85,,France\n536366,',
          '22633,HAND WARMER,3,2010-12-01 08:28:00,1.85,,France\n536366,',
        )
        .replace('536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom\n', '')
        .concat('540000,99999,NEW THING,1,2011-01-01 10:00:00,5,12345.0,Spain\n')
      const verdict = await shop.importText(corrected)
      assert.deepEqual(
        {
          new: verdict.changes.orders_new,
          replaced: verdict.changes.orders_replaced,
          same: verdict.changes.orders_unchanged,
        },
        { new: 1, replaced: 2, same: 8 },
      )
      assert.deepEqual(
        await shop.rows(
          `SELECT count(*) AS n FROM facts.order_lines JOIN facts.orders USING (order_key) WHERE order_id = '536365'`,
        ),
        [{ n: 2 }],
      )
      await shop.undo(verdict.import_id ?? '')
      assert.equal(await shop.dump(), before)
    }),
  )

  test(
    'leaves an empty workspace empty when it is undone',
    inWorkspace(async (shop) => {
      const before = await shop.dump()
      const { import_id } = await shop.importText(onlineRetailSample)
      await shop.undo(import_id ?? '')
      assert.equal(await shop.dump(), before)
      await assert.rejects(shop.undo(import_id ?? ''), { code: 'conflicting_state' })
      await assert.rejects(shop.undo('import-99'), { code: 'import_not_found' })
      assert.deepEqual(await shop.rows('SELECT count(*) AS n FROM marts.sales'), [{ n: 0 }])
    }),
  )

  test(
    'cannot be undone once a later file has replaced its orders',
    inWorkspace(async (shop) => {
      const first = await shop.importText(onlineRetailSample)
      const afterFirst = await shop.dump()
      const second = await shop.importText(onlineRetailSample.replace('WARMER,2', 'WARMER,4'))
      await assert.rejects(shop.undo(first.import_id ?? ''), { code: 'not_undoable' })
      await shop.undo(second.import_id ?? '')
      assert.equal(await shop.dump(), afterFirst)
      await shop.undo(first.import_id ?? '')
    }),
  )

  test(
    'gives the verdict beforehand and changes nothing',
    inWorkspace(async (shop) => {
      const before = await shop.dump()
      const verdict = await shop.importText(onlineRetailSample, 'sales.csv', { dryRun: true })
      assert.equal(verdict.outcome, 'checked')
      assert.equal(verdict.rows_loaded, 13)
      assert.equal(await shop.dump(), before)
    }),
  )

  test(
    'never overwrites what was edited by hand',
    inWorkspace(async (shop) => {
      await shop.importText(onlineRetailSample)
      await shop.warehouse.write(['catalogue'], (writer) =>
        writer.run(
          raw(
            `UPDATE facts.products SET product_name = 'Mine', edited_fields = ['product_name'] WHERE product_id = '71053'`,
          ),
        ),
      )
      await shop.importText(onlineRetailSample.replaceAll('WHITE METAL LANTERN', 'THEIRS'))
      assert.deepEqual(
        await shop.rows(`SELECT product_name FROM facts.products WHERE product_id = '71053'`),
        [{ product_name: 'Mine' }],
      )
    }),
  )
})
