import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inWorkspace } from '../workspace.ts'
import { figuresOf } from './platform-shop.ts'

/** One order of two mugs at 10, and the same order in a later export, one of them paid back with its tax of 1. */
const exports: Record<string, { header: string; before: string; after: string }> = {
  'WooCommerce, a row a line': {
    header:
      'Order Number,Order Status,Order Date,Email (Billing),Order Subtotal Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item Name,Quantity (- Refund),Item Cost',
    before: '7,Completed,2024-03-01 10:00,a@x.org,20,0,22,2,MUG,Mug,2,10',
    after: '7,Completed,2024-03-01 10:00,a@x.org,20,11,22,2,MUG,Mug,1,10',
  },
  'WooCommerce, a row an item': {
    header:
      'order_id,order_number,order_date,status,order_total,refunded_total,order_currency,billing_email,item_name,item_sku,item_quantity,item_subtotal,item_total,item_total_tax,item_refunded,item_refunded_qty',
    before: '7,7,2024-03-01 10:00,completed,22,0,USD,a@x.org,Mug,MUG,2,20,20,2,0,0',
    after: '7,7,2024-03-01 10:00,completed,22,11,USD,a@x.org,Mug,MUG,2,20,20,2,10,-1',
  },
  'Medusa 2': {
    header:
      'Order Id,Order Display Id,Order Status,Order Created At,Order Currency Code,Order Email,Order Total,Item 1 Product Title,Item 1 Variant Sku,Item 1 Unit Price,Item 1 Quantity,Item 1 Subtotal,Item 1 Tax Total,Item 1 Total,Payment Collection 1 Status,Payment Collection 1 Refunded Amount',
    before: 'o7,7,completed,2024-03-01T10:00:00Z,usd,a@x.org,22,Mug,MUG,10,2,20,2,22,completed,0',
    after: 'o7,7,completed,2024-03-01T10:00:00Z,usd,a@x.org,22,Mug,MUG,10,2,20,2,22,completed,11',
  },
  'Medusa 1': {
    header:
      'Order_ID,Display_ID,Order status,Date,Customer Email,Payment Status,Subtotal,Shipping Total,Discount Total,Gift Card Total,Refunded Total,Tax Total,Total,Currency Code',
    before: 'o7,7,completed,"Fri, 01 Mar 2024 10:00:00 GMT",a@x.org,captured,2000,0,0,0,0,200,2200,usd',
    after:
      'o7,7,completed,"Fri, 01 Mar 2024 10:00:00 GMT",a@x.org,partially_refunded,2000,0,0,0,1100,200,2200,usd',
  },
}

describe('a refund in a later export', () => {
  for (const [platform, { header, before, after }] of Object.entries(exports)) {
    test(
      `of ${platform} lowers the order that is known, once`,
      inWorkspace(async (shop) => {
        await shop.importText(`${header}\n${before}\n`, 'march.csv')
        assert.deepEqual(Object.values(await figuresOf(shop)).slice(0, 2), [20, 1])
        const later = await shop.importText(`${header}\n${after}\n`, 'april.csv')
        assert.equal(later.changes.orders_replaced, 1)
        assert.deepEqual(Object.values(await figuresOf(shop)).slice(0, 2), [10, 1])
        assert.equal((await shop.importText(`${header}\n${after}\n`, 'again.csv')).outcome, 'unchanged')
      }),
    )
  }
})
