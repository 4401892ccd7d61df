import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cell, noInteger } from '../../src/demo/demo-table.ts'
import type { DemoTable } from '../../src/demo/demo-table.ts'
import { generateShop } from '../../src/demo/generate-shop.ts'
import { dayNumber } from '../../src/warehouse/read-values.ts'

function tally(table: DemoTable, column: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (let row = 0; row < table.rows; row++) {
    const value = String(cell(table, column, row))
    counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

function integersIn(table: DemoTable, name: string): Int32Array {
  const column = table.columns[name]
  assert.ok(column.type === 'integer' || column.type === 'date')
  return column.values
}

function numbersIn(table: DemoTable, name: string): Float64Array {
  const column = table.columns[name]
  assert.ok(column.type === 'number')
  return column.values
}

function daysOf(orders: DemoTable): [number, number] {
  const days = integersIn(orders, 'day')
  return [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))]
}

describe('the boutique', () => {
  const { tables, truth } = generateShop('boutique')

  test('has the orders, lines and customers it promises', () => {
    assert.equal(truth.exact_counts, true)
    assert.equal(tables.customers.rows, 100)
    assert.equal(tables.products.rows, 10)
    assert.equal(tables.orders.rows, 4301)
    assert.equal(tables.order_lines.rows, 13_918)
    assert.deepEqual(tally(tables.orders, 'status'), {
      delivered: 4242,
      processing: 40,
      confirmed: 14,
      shipped: 5,
    })
    assert.deepEqual(tally(tables.orders, 'state'), { counted: 4247, open: 54 })
    assert.equal(Object.keys(tally(tables.orders, 'customer_key')).length, 100)
  })

  test('runs from April 2024 to October 2025 in bolivianos, with whole numbers as ids', () => {
    assert.deepEqual(daysOf(tables.orders), [dayNumber('2024-04-01'), dayNumber('2025-10-31')])
    assert.deepEqual(tally(tables.orders, 'currency'), { BOB: 4301 })
    assert.equal(cell(tables.customers, 'customer_id', 99), '100')
    assert.equal(cell(tables.orders, 'order_id', 0), '1')
    assert.deepEqual(Object.keys(tally(tables.products, 'target_gender')).sort(), [
      'female',
      'male',
      'unisex',
    ])
  })

  test('leaves only recent orders open', () => {
    const recent = dayNumber('2025-10-01')
    for (let row = 0; row < tables.orders.rows; row++) {
      if (cell(tables.orders, 'status', row) === 'delivered') continue
      assert.ok(integersIn(tables.orders, 'day')[row] >= recent)
    }
  })
})

describe('the global store', () => {
  const { tables } = generateShop('global')

  test('has exactly 100,000 lines, 50,000 customers and 500 products, in about 60,000 orders', () => {
    assert.equal(tables.order_lines.rows, 100_000)
    assert.equal(tables.customers.rows, 50_000)
    assert.equal(new Set(Object.keys(tally(tables.customers, 'customer_id'))).size, 50_000)
    assert.equal(cell(tables.customers, 'customer_id', 49_999), 'C050000')
    assert.equal(tables.products.rows, 500)
    assert.equal(cell(tables.products, 'product_id', 499), 'P00500')
    assert.ok(Math.abs(tables.orders.rows - 60_000) < 1000)
    assert.deepEqual(daysOf(tables.orders), [dayNumber('2023-11-01'), dayNumber('2025-10-31')])
  })

  test('sells eight categories to thirteen countries, the USA 35% and the UK 12%', () => {
    assert.deepEqual(Object.keys(tally(tables.products, 'category')).sort(), [
      'Beauty',
      'Books',
      'Electronics',
      'Fashion',
      'Groceries',
      'Home',
      'Sports',
      'Toys',
    ])
    const orders = tally(tables.orders, 'country')
    assert.equal(Object.keys(orders).length, 13)
    const lines: Record<string, number> = {}
    for (const key of integersIn(tables.order_lines, 'order_key')) {
      const country = String(cell(tables.orders, 'country', key - 1))
      lines[country] = (lines[country] ?? 0) + 1
    }
    for (const [country, share] of [
      ['USA', 0.35],
      ['UK', 0.12],
    ] as const) {
      assert.ok(Math.abs(orders[country] / tables.orders.rows - share) < 0.01)
      assert.ok(Math.abs(lines[country] / tables.order_lines.rows - share) < 0.01)
    }
  })

  test('sells in nine currencies with a rate for each order', () => {
    assert.equal(Object.keys(tally(tables.orders, 'currency')).length, 9)
    const rates = numbersIn(tables.orders, 'exchange_rate')
    for (let row = 0; row < tables.orders.rows; row++) {
      assert.equal(rates[row] === 1, cell(tables.orders, 'currency', row) === 'USD')
    }
  })

  test('peaks in November and December', () => {
    const days = integersIn(tables.orders, 'day')
    let late = 0
    for (const day of days) if ([10, 11].includes(new Date(day * 86_400_000).getUTCMonth())) late += 1
    assert.ok(late / tables.orders.rows > 0.22)
  })

  test('has guests, cancelled orders, and refunds on a later day of their own', () => {
    assert.ok(tally(tables.orders, 'customer_key')['0'] > 2500)
    assert.ok(tally(tables.orders, 'state')['cancelled'] > 1000)
    const days = integersIn(tables.order_lines, 'line_day')
    const quantities = numbersIn(tables.order_lines, 'quantity')
    const keys = integersIn(tables.order_lines, 'order_key')
    let refunds = 0
    for (let row = 0; row < tables.order_lines.rows; row++) {
      const refunded = cell(tables.order_lines, 'kind', row) === 'refund'
      assert.equal(days[row] !== noInteger, refunded)
      assert.equal(quantities[row] < 0, refunded)
      if (!refunded) continue
      refunds += 1
      assert.ok(days[row] > integersIn(tables.orders, 'day')[keys[row] - 1])
      assert.ok(days[row] <= dayNumber('2025-10-31'))
    }
    assert.ok(refunds > 1500)
  })
})

describe('the spa', () => {
  const { tables } = generateShop('spa')

  test('has 26,158 services, 3,053 clients, 961 of them with a history', () => {
    assert.equal(tables.order_lines.rows, 26_158)
    assert.equal(tables.customers.rows, 3053)
    assert.equal(Object.keys(tally(tables.orders, 'customer_key')).length, 961)
    assert.deepEqual(daysOf(tables.orders), [dayNumber('2020-03-06'), dayNumber('2024-12-04')])
    assert.deepEqual(Object.keys(tally(tables.products, 'category')).sort(), ['Masajes', 'Spa', 'Wellness'])
  })

  test('takes exactly 1,246,535,130 pesos, all of them whole', () => {
    const { order_lines } = tables
    let total = 0
    for (let row = 0; row < order_lines.rows; row++) {
      const price = numbersIn(order_lines, 'unit_price')[row]
      const discount = numbersIn(order_lines, 'discount')[row]
      assert.ok(Number.isInteger(price) && Number.isInteger(discount) && discount < price)
      total += numbersIn(order_lines, 'quantity')[row] * price - discount
    }
    assert.equal(total, 1_246_535_130)
  })

  test('is closed on Mondays and at New Year', () => {
    for (const day of integersIn(tables.orders, 'day')) {
      const date = new Date(day * 86_400_000)
      assert.notEqual(date.getUTCDay(), 1)
      assert.notEqual(date.toISOString().slice(5, 10), '01-01')
    }
  })
})
