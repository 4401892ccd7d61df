import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { importFiles } from '../../src/ingest/import-files.ts'
import { raw } from '../../src/warehouse/sql.ts'
import { inWorkspace } from './workspace.ts'

const header = 'order_id,date,customer_id,product_id,product_name,quantity,unit_price'
const fileOf = (name: string, orders: number): string =>
  [
    header,
    ...Array.from(
      { length: orders },
      (_, index) => `${name}${index},2024-01-05,c${index % 50},p${index % 20},Name ${index % 20},1,2`,
    ),
  ].join('\n')

test(
  'two imports at once give each customer, product and order one key',
  inWorkspace(async (shop) => {
    const [first, second] = [
      await shop.write('a.csv', fileOf('a', 3000)),
      await shop.write('b.csv', fileOf('b', 3000)),
    ]
    const verdicts = await Promise.all([shop.import([first]), shop.import([second])])
    assert.notEqual(verdicts[0].import_id, verdicts[1].import_id)
    assert.deepEqual(
      await shop.rows(`SELECT (SELECT count(*) FROM facts.orders) AS orders, (SELECT count(DISTINCT order_key) FROM facts.orders) AS order_keys,
        (SELECT count(*) FROM facts.customers) AS customers, (SELECT count(DISTINCT customer_key) FROM facts.customers) AS customer_keys,
        (SELECT count(*) FROM facts.products) AS products, (SELECT count(*) FROM marts.sales) AS sales`),
      [{ orders: 6000, order_keys: 6000, customers: 50, customer_keys: 50, products: 20, sales: 6000 }],
    )
  }),
)

test(
  'an edit made while an import is being read is kept',
  inWorkspace(async (shop) => {
    await shop.importText(fileOf('a', 100))
    let edited: Promise<void> | undefined
    const context = {
      ...shop.context,
      onProgress: ({ phase }: { phase: string }) => {
        if (phase !== 'checking' || edited) return
        edited = shop.warehouse.write(['catalogue'], (writer) =>
          writer.run(
            raw(
              `UPDATE facts.products SET product_name = 'Edited', edited_fields = ['product_name'] WHERE product_id = 'p3'`,
            ),
          ),
        )
      },
    }
    await importFiles(context, [await shop.write('b.csv', fileOf('b', 3000).replaceAll('Name', 'Other'))])
    await edited
    assert.deepEqual(
      await shop.rows(
        `SELECT product_id, product_name FROM facts.products WHERE product_id IN ('p3', 'p4') ORDER BY 1`,
      ),
      [
        { product_id: 'p3', product_name: 'Edited' },
        { product_id: 'p4', product_name: 'Other 4' },
      ],
    )
  }),
)

test(
  'an import that is called off changes nothing and leaves nothing behind',
  inWorkspace(async (shop) => {
    const before = await shop.dump()
    for (const phase of ['preparing', 'reading', 'checking', 'merging']) {
      const stop = new AbortController()
      const context = {
        ...shop.context,
        signal: stop.signal,
        onProgress: (progress: { phase: string }) => {
          if (progress.phase === phase) stop.abort()
        },
      }
      const file = await shop.write('a.csv', fileOf('a', 5000))
      await assert.rejects(importFiles(context, [file]), { code: 'conflicting_state' }, phase)
      assert.equal(await shop.dump(), before)
      assert.deepEqual(await readdir(shop.context.stagingFolder), [])
    }
  }),
)

test(
  'progress only goes forward and ends at one',
  inWorkspace(async (shop) => {
    const shares: number[] = []
    const file = await shop.write('a.csv', fileOf('a', 5000))
    await importFiles({ ...shop.context, onProgress: ({ share }) => shares.push(share) }, [file])
    assert.ok(shares.length > 8)
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    )
    assert.equal(shares.at(-1), 1)
  }),
)
