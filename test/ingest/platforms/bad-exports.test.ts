import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isAppError } from '../../../src/base/errors.ts'
import { inWorkspace } from '../workspace.ts'
import { csv, figuresOf, linesOf, ordersOf } from './platform-shop.ts'

const header =
  'Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Shipping Country,Payment Method,Refunded Amount,Lineitem discount'

type Cells = Record<string, string | number>
const sold = (name: string, day: number, subtotal: string, more: Cells = {}): Cells => ({
  Name: name,
  Email: 'ana@example.com',
  'Financial Status': 'paid',
  Currency: 'USD',
  Subtotal: subtotal,
  Shipping: '0.00',
  Taxes: '0.00',
  Total: subtotal,
  'Discount Amount': '0.00',
  'Created at': `2024-03-${String(day).padStart(2, '0')} 10:00:00 -0500`,
  'Lineitem quantity': 1,
  'Lineitem name': 'Mug',
  'Lineitem price': '1234.50',
  'Lineitem sku': 'MUG',
  'Refunded Amount': '0.00',
  ...more,
})
const below = ({ Name, Email, 'Created at': at }: Cells, more: Cells): Cells => ({
  Name,
  Email,
  'Created at': at,
  'Lineitem quantity': 1,
  'Lineitem price': '10.00',
  ...more,
})
const one = sold('#1', 1, '1234.50')
const two = sold('#2', 15, '1244.50')
const rows = [one, two, below(two, { 'Lineitem name': 'Plate', 'Lineitem sku': 'PLATE' })]
// 1234.50 + 1244.50
const whole = 2479

/** As Excel in Spanish saves it: marked as UTF-8, semicolons, commas in decimals, dates turned. */
function resaved(text: string): string {
  return `\uFEFF${text
    .replaceAll(',', ';')
    .replaceAll(/(\d)\.(\d\d)(?=[;\n])/g, '$1,$2')
    .replaceAll(/(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d):00 -0500/g, '$3/$2/$1 $4')
    .replaceAll('\n', '\r\n')}`
}

describe('an export that was changed on its way', () => {
  test(
    'and saved again by a spreadsheet in another language gives the same figures',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(resaved(csv(header, rows)), 'orders.csv')
      assert.deepEqual([verdict.files[0].layout, verdict.files[0].delimiter], ['shopify-orders', ';'])
      assert.equal((await figuresOf(shop)).total_revenue, whole)
      assert.deepEqual(
        (await ordersOf(shop)).map(({ day }) => day),
        ['2024-03-01', '2024-03-15'],
      )
    }),
  )

  test(
    'is recognised with columns renamed that can be found again',
    inWorkspace(async (shop) => {
      const renamed = csv(header, rows).replace('Created at', 'Order date').replace('Name,', 'Order number,')
      const verdict = await shop.importText(renamed)
      assert.equal(verdict.files[0].layout, 'shopify-orders')
      assert.equal((await figuresOf(shop)).total_revenue, whole)
    }),
  )

  test(
    'is refused without a column that cannot be done without, by its name',
    inWorkspace(async (shop) => {
      const without = csv(
        header.replace(',Created at', ''),
        rows.map(({ 'Created at': _, ...row }) => row),
      )
      await assert.rejects(shop.importText(without, 'orders.csv'), (error) => {
        assert.ok(isAppError(error) && error.code === 'file_rejected')
        assert.match(error.message, /shopify-orders.*"created at" is missing or renamed: export it again/)
        return true
      })
      const [found] = await shop.inspect([await shop.write('orders.csv', without)])
      assert.match(found.problem ?? '', /created at/)
    }),
  )

  test(
    'and ends between two rows of an order leaves that order aside, and what was known of it as it is',
    inWorkspace(async (shop) => {
      await shop.importText(csv(header, rows), 'whole.csv')
      const before = await shop.dump()
      const three = sold('#3', 16, '1234.50')
      const verdict = await shop.importText(csv(header, [three, two]), 'cut.csv')
      assert.deepEqual(
        verdict.set_aside.map(({ reason, rows: n, examples }) => [reason, n, examples[0].line]),
        [['incomplete_order', 1, 3]],
      )
      assert.equal((await figuresOf(shop)).total_revenue, whole + 1234.5)
      assert.equal((await linesOf(shop, '#2')).length, 2)
      await shop.undo(verdict.import_id ?? '')
      assert.equal(await shop.dump(), before)
    }),
  )

  test(
    'and ends in the middle of a row is refused with the row, and to be downloaded again',
    inWorkspace(async (shop) => {
      const text = csv(header, rows)
      await assert.rejects(shop.importText(text.slice(0, text.lastIndexOf('Plate')), 'orders.csv'), {
        code: 'file_rejected',
        message: /row 4, .*the file ends in the middle of a row, download it again/,
      })
    }),
  )

  test(
    'comes twice in one import: the newer export says what an order is, and nothing is sold twice',
    inWorkspace(async (shop) => {
      const refunded = { ...one, 'Financial Status': 'refunded', 'Refunded Amount': '1234.50' }
      const verdict = await shop.import([
        await shop.write('newer.csv', csv(header, [refunded, ...rows.slice(1)])),
        await shop.write('older.csv', csv(header, [one])),
      ])
      assert.deepEqual(
        verdict.set_aside.map(({ reason, rows: n, examples }) => [reason, n, examples[0].file]),
        [['repeated_order', 1, 'older.csv']],
      )
      assert.equal(verdict.adds_up, true)
      assert.equal((await figuresOf(shop)).total_revenue, 1244.5)
    }),
  )
})

describe('a currency without a rate', () => {
  const euros = rows.map((row) => (row.Currency ? { ...row, Currency: 'EUR' } : row))

  test(
    'refuses a file that has no other, and says what to do',
    inWorkspace(async (shop) => {
      await assert.rejects(shop.importText(csv(header, euros)), (error) => {
        assert.ok(isAppError(error) && error.code === 'no_exchange_rate')
        assert.match(
          error.message,
          /in EUR .* in USD is not known: give the rate with the import \(--rate EUR=…\)/,
        )
        return true
      })
    }),
  )

  test(
    'leaves its orders aside where others can be loaded, and is named',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(csv(header, [one, ...euros.slice(1)]))
      assert.deepEqual(verdict.without_rate, ['EUR'])
      assert.deepEqual(
        verdict.set_aside.map(({ reason, rows: n }) => [reason, n]),
        [['no_rate', 2]],
      )
      assert.equal((await figuresOf(shop)).total_revenue, 1234.5)
    }),
  )

  test(
    'is converted by the rate that comes with the import',
    inWorkspace(async (shop) => {
      await shop.importText(csv(header, [one, ...euros.slice(1)]), 'orders.csv', { rates: { EUR: 2 } })
      // 1234.50 + 2 × 1244.50
      assert.equal((await figuresOf(shop)).total_revenue, 3723.5)
      assert.deepEqual(
        (await ordersOf(shop)).map(({ currency, exchange_rate }) => [currency, exchange_rate]),
        [
          ['USD', 1],
          ['EUR', 2],
        ],
      )
    }),
  )
})
