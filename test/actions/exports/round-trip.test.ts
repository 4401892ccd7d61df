import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { exportFormats, exportTables } from '../../../src/actions/exports/export-tables.ts'
import { inWorkspace, openWorkspace } from '../../ingest/workspace.ts'
import type { Workspace } from '../../ingest/workspace.ts'

const settings = { currency: 'USD', timeZone: 'America/La_Paz' }

/** Late at night where the day is another in UTC, a refund on a later day, another currency, a guest, a service. */
const orders = `order_id,date,customer_id,customer_name,product_id,product_name,quantity,unit_price,discount,tax,status,currency,exchange_rate
1,2024-03-01 23:30:00,c1,Ana,p1,Mug,2,10,1,0.5,completed,USD,1
1,2024-03-05 10:00:00,c1,Ana,p1,Mug,-1,10,0,0,completed,USD,1
2,2024-03-02 10:00:00,,,p2,Plate,1,5,0,0,cancelled,EUR,1.1
3,2024-03-03 10:00:00,c2,Bob,POST,Postage,1,4,0,0,completed,USD,1
3,2024-03-03 10:00:00,c2,Bob,p2,Plate,3,5,0,0,completed,USD,1
`
const facts = (shop: Workspace) =>
  shop.rows(`SELECT o.order_id, CAST(o.ordered_at AS VARCHAR) AS moment, CAST(o.day AS VARCHAR) AS day, o.state, o.currency,
      o.exchange_rate, l.line_no, l.kind, l.quantity, l.unit_price, l.discount, l.tax, CAST(l.line_day AS VARCHAR) AS line_day,
      p.product_id, p.product_name, c.customer_id, c.name
    FROM facts.order_lines AS l JOIN facts.orders AS o USING (order_key) LEFT JOIN facts.products AS p USING (product_key)
    LEFT JOIN facts.customers AS c USING (customer_key) ORDER BY o.order_id, l.line_no`)

for (const format of exportFormats) {
  test(
    `everything that is exported as ${format} can be imported again, to the same facts`,
    inWorkspace(async (shop) => {
      await shop.importText(orders)
      const folder = join(shop.context.stagingFolder, '..')
      const names = await shop.warehouse.stage((stage) => exportTables(stage, folder, format))
      const other = await openWorkspace(settings)
      try {
        const files = names.map(async (name) => other.write(name, await readFile(join(folder, name))))
        const verdict = await other.import(await Promise.all(files))
        assert.equal(verdict.rows_set_aside, 0)
        assert.deepEqual(await facts(other), await facts(shop))
      } finally {
        await other.close()
      }
    }, settings),
  )
}
