import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptShare, readOrderColumns } from '../../src/training/order-columns.ts'
import { isoDay } from '../../src/warehouse/read-values.ts'
import { openTrainingFor } from './open-training.ts'

test('an order is what its day came to, and what is paid back later is known later', async (t) => {
  const shop = await openTrainingFor(t, [
    { customer: 1, day: 20_000, amount: 50 },
    { customer: 1, day: 20_010, amount: 80 },
    { customer: 2, day: 20_010, amount: 30 },
  ])
  await shop.warehouse.write(['sales'], async (writer) => {
    const column = { type: 'integer', values: [4, 5] } as const
    // a credit note of the same day for all that was ordered, and one of a day without an order
    await writer.append('facts', 'orders', {
      order_key: column,
      order_id: { type: 'varchar', values: ['C4', 'C5'] },
      customer_key: { type: 'integer', values: [1, 2] },
      ordered_at: { type: 'timestamp', values: [20_010, 20_015].map((day) => day * 86_400_000) },
      day: { type: 'date', values: [20_010, 20_015] },
      status: { type: 'varchar', values: ['delivered', 'delivered'] },
      state: { type: 'varchar', values: ['counted', 'counted'] },
      currency: { type: 'varchar', values: ['EUR', 'EUR'] },
      exchange_rate: { type: 'double', values: [1, 1] },
    })
    // and a part of the first order, paid back five days after it
    await writer.append('facts', 'order_lines', {
      order_key: { type: 'integer', values: [4, 5, 1] },
      line_no: { type: 'integer', values: [1, 1, 2] },
      line_day: { type: 'date', values: [null, null, 20_005] },
      product_key: { type: 'integer', values: [1, 1, 1] },
      kind: { type: 'varchar', values: ['refund', 'refund', 'refund'] },
      quantity: { type: 'decimal(18,3)', values: [-1, -1, -1] },
      unit_price: { type: 'decimal(18,4)', values: [80, 10, 20] },
      discount: { type: 'decimal(18,4)', values: [0, 0, 0] },
    })
  })
  const known = async (day: number) => {
    const columns = await readOrderColumns(shop.warehouse.reader, isoDay(day))
    const { customer_key, day: days, amount } = columns.orders
    const orders = Array.from(customer_key, (key, i) => [key, days[i], amount[i]])
    const refunds = Array.from(columns.refunds.day, (each, i) => [each, columns.refunds.amount[i]])
    return { orders: orders.sort((a, b) => a[1] - b[1] || a[0] - b[0]), refunds, columns }
  }
  const all = await known(20_020)
  assert.deepEqual(all.orders, [
    [1, 20_000, 50],
    [1, 20_010, 0],
    [2, 20_010, 30],
  ])
  assert.deepEqual(all.refunds, [
    [20_005, -20],
    [20_015, -10],
  ])
  assert.ok(Math.abs(keptShare(all.columns, 20_020) - 50 / 80) < 1e-12)
  const before = await known(20_004)
  assert.deepEqual([before.orders, before.refunds], [[[1, 20_000, 50]], []])
})
