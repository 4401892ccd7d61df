import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWorkspace } from '../workspace.ts'
import { figuresOf, linesOf } from './platform-shop.ts'

/** Online Retail II, as its workbook writes it: customers with a fraction, services under codes, credit notes apart. */
const text = `Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
489434,85048,CHRISTMAS GLASS BALL,12,2024-12-01 07:45:00,6.95,13085.0,United Kingdom
489434,POST,POSTAGE,1,2024-12-01 07:45:00,18.00,13085.0,United Kingdom
489435,22041,RECORD FRAME,10,2024-12-01 08:00:00,2.10,,France
C489449,85048,CHRISTMAS GLASS BALL,-2,2024-12-01 09:00:00,6.95,13085.0,United Kingdom
A506401,B,Adjust bad debt,1,2024-12-03 13:00:00,-50.00,,United Kingdom
489500,21494,missing,-5,2024-12-03 10:00:00,0,,United Kingdom
489501,21494,TEA TOWEL,4,2024-12-03 10:00:00,0,13085.0,United Kingdom
C489502,BANK CHARGES,Bank Charges,-1,2024-12-03 10:00:00,15.00,,United Kingdom
`

test(
  'UCI Online Retail: credit notes lower revenue and are no orders; services, corrections and gifts stand apart',
  inWorkspace(
    async (shop) => {
      const verdict = await shop.importText(text, 'online_retail_II.csv')
      assert.equal(verdict.files[0].layout, 'uci-online-retail')
      assert.deepEqual(Object.fromEntries(verdict.kinds.map(({ kind, rows }) => [kind, rows])), {
        sale: 2,
        shipping: 1,
        refund: 1,
        adjustment: 2,
        free: 1,
        fee: 1,
      })
      // 12 × 6.95 + 10 × 2.10 − 2 × 6.95 = 83.40 + 21.00 − 13.90 = 90.50 of two orders, one of them a guest's
      assert.deepEqual(await figuresOf(shop, 'GBP'), {
        total_revenue: 90.5,
        total_orders: 2,
        average_order_value: 45.25,
        total_customers: 1,
      })
      assert.deepEqual(await linesOf(shop, '489434'), [
        ['sale', 12, 6.95, 0, null, '85048', null],
        ['shipping', 1, 18, 0, null, null, null],
      ])
      assert.deepEqual(await shop.rows('SELECT customer_id FROM facts.customers'), [{ customer_id: '13085' }])
    },
    { currency: 'GBP', timeZone: 'Europe/London' },
  ),
)
